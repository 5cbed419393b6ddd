import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'

const least = 25
const most = 70
const step = 5

/** Moves the border between queue and reading; remembered as long as the page is there. */
export function Divider({ desk, label }: { desk: RefObject<HTMLElement>; label: string }) {
  const [share, setShare] = useState(remembered)
  const own = useRef<HTMLDivElement>(null)
  const set = (value: number) => {
    remembered = Math.round(Math.max(least, Math.min(most, value)))
    setShare(remembered)
    desk.current?.style.setProperty('--rv-share', String(remembered / 100))
  }
  const onMove = (event: PointerEvent) => {
    const panes = own.current?.parentElement
    const queue = own.current?.previousElementSibling
    if (!panes || !queue || !own.current?.hasPointerCapture(event.pointerId)) return
    const start = queue.getBoundingClientRect().left
    const end = panes.getBoundingClientRect().right
    set(((event.clientX - start) / (end - start)) * 100)
  }
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowLeft: share - step, ArrowRight: share + step, Home: least, End: most }[event.key]
    if (to === undefined) return
    event.preventDefault()
    set(to)
  }
  return (
    <div
      ref={own}
      className="rv-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={share}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={event => own.current?.setPointerCapture(event.pointerId)}
      onPointerMove={onMove}
      onKeyDown={onKey}
    />
  )
}

let remembered = 45
