import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'

export interface MenuOption<T extends string> {
  value: T
  label: ReactNode
  /** A single character that chooses it while the menu is open. */
  key: string
}

interface Props<T extends string> {
  label: string
  /** The key that opens the menu from anywhere, shown beside it. */
  hint: string
  current: T
  shown: ReactNode
  options: readonly MenuOption<T>[]
  choose: (value: T) => void
  disabled: boolean
  buttonRef: Ref<HTMLButtonElement>
}

/** A menu button. Nothing is decided by moving through it: every decision is signed, so only a choice counts. */
export function ChoiceMenu<T extends string>({
  label,
  hint,
  current,
  shown,
  options,
  choose,
  disabled,
  buttonRef,
}: Props<T>) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])]

  useEffect(() => {
    if (!open) return
    const away = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    ;(list.current?.querySelector<HTMLElement>('[aria-checked=true]') ?? items()[0])?.focus()
    addEventListener('pointerdown', away)
    return () => removeEventListener('pointerdown', away)
  }, [open])

  const close = () => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  const pick = (value: T) => {
    close()
    if (value !== current) choose(value)
  }
  const onKey = (event: KeyboardEvent) => {
    const all = items()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const move = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key]
    const keyed = options.find(option => option.key === event.key)
    if (event.key === 'Escape' || event.key === 'Tab') close()
    else if (move !== undefined) all[move % all.length]?.focus()
    else if (keyed) pick(keyed.value)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="rv-menu" ref={root}>
      <span id={`${id}-label`} className="rv-menu-label">
        {label} <kbd aria-hidden="true">{hint}</kbd>
      </span>
      <button
        type="button"
        ref={buttonRef}
        id={`${id}-button`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-labelledby={`${id}-label ${id}-button`}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {shown}
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" className="rv-chevron">
          <path d="m2 4 4 4 4-4" />
        </svg>
      </button>
      {open && (
        <div role="menu" aria-labelledby={`${id}-label`} className="rv-menu-list" ref={list} onKeyDown={onKey}>
          {options.map(option => (
            <button
              key={option.value}
              type="button"
              role="menuitemradio"
              aria-checked={option.value === current}
              tabIndex={-1}
              onClick={() => pick(option.value)}
            >
              <span>{option.label}</span>
              <kbd aria-hidden="true">{option.key}</kbd>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
