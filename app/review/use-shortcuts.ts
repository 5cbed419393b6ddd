import { useEffect, useRef } from 'react'

export type Shortcut =
  | 'next'
  | 'previous'
  | 'open'
  | 'back'
  | 'filter'
  | 'status'
  | 'priority'
  | 'note'
  | 'undo'
  | 'read'
  | 'files'
  | 'sharp'
  | 'colours'
  | 'sound'
  | 'hide'
  | 'help'
  | 'lock'

const byCode: Record<string, Shortcut> = {
  KeyJ: 'next', ArrowDown: 'next', KeyK: 'previous', ArrowUp: 'previous', Enter: 'open', Escape: 'back', KeyF: 'filter',
  KeyS: 'status', KeyP: 'priority', KeyN: 'note', KeyZ: 'undo', KeyR: 'read', KeyO: 'files', KeyE: 'sharp', KeyC: 'colours',
  KeyM: 'sound', KeyH: 'hide',
} // prettier-ignore

/** The decision behind a key, by its place on the keyboard: on a Cyrillic layout the same keys work. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): Shortcut | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === '?' || (event.shiftKey && event.code === 'Slash')) return 'help'
  if (event.shiftKey) return event.code === 'KeyL' ? 'lock' : null
  return byCode[event.code] ?? null
}

/** Keys mean what they say only where nobody is typing, no menu is open and no dialog is up. */
export function useShortcuts(actions: Record<Shortcut, () => void>): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.defaultPrevented || target.closest('input, textarea, select, dialog, [role=menu], [contenteditable]')) {
        if (event.key === 'Escape' && target.matches('input, textarea, select')) target.blur()
        return
      }
      const shortcut = shortcutOf(event)
      if (!shortcut) return
      // Enter and arrows belong to the control that has the focus, unless it is the list.
      const ownKey = /^(Enter|Arrow)/.test(event.code)
      if (ownKey && !target.closest('[role=listbox]') && target !== document.body) return
      event.preventDefault()
      latest.current[shortcut]()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
