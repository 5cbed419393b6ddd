/** Id of the control for a field: it says nothing of what is asked, and stays the same while the page lives. */
export function controlOf(field: string): string {
  return `a-${[...field].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)}`
}
