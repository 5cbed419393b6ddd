import { useRef, useState } from 'react'

/** The lines of a list from which something can be taken off: it stays as a line, so that it can be put back where it was. */
export function useLines(items: readonly string[], onItems: (items: string[]) => void) {
  const [lines, setLines] = useState(items)
  /** The line that changed last: it takes the focus. */
  const [moved, setMoved] = useState('')
  const shown = [...lines, ...items.filter(item => !lines.includes(item))]
  // What took its time finds the list as it is then.
  const latest = useRef({ items, shown, onItems })
  latest.current = { items, shown, onItems }
  const keep = (item: string, kept: (one: string) => boolean) => {
    const { current } = latest
    setLines(current.shown)
    setMoved(item)
    current.onItems(current.shown.filter(kept))
  }
  const isThere = (item: string) => latest.current.items.includes(item)
  return {
    shown,
    moved,
    takeOff: (item: string) => keep(item, one => one !== item && isThere(one)),
    putBack: (item: string) => keep(item, one => one === item || isThere(one)),
  }
}
