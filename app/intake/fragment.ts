let taken: string | undefined

/**
 * The pin in the link by which the witness came. It is read once, and taken out of the address in the same moment, so
 * that the address stays the same for everybody; it lives as long as the page.
 */
export function takeFragment(): string {
  if (taken === undefined) {
    taken = location.hash
    if (location.href !== location.origin + location.pathname) {
      history.replaceState(history.state, '', location.pathname)
    }
  }
  return taken
}
