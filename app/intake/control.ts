/** Id of the control for a slot: it says nothing of what is asked, and stays the same while the page lives. */
export function controlOf(slot: string): string {
  return `a-${[...slot].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2_147_483_647, 7)}`
}
