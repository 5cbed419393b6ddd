import { useEffect, useRef } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'

/** All keys, in a dialog. */
export function KeyHelp({ close }: { close: () => void }) {
  const text = useDeskText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const own = dialog.current
    own?.showModal()
    return () => own?.close()
  }, [])
  const keys: [string, string][] = [
    ['j k', text.keys.move],
    ['Enter', text.keys.open],
    ['Esc', text.keys.back],
    ['s', text.keys.status],
    ['p', text.keys.priority],
    ['n', text.keys.note],
    ['z', text.keys.undo],
    ['o', text.keys.files],
    ['e c m', text.keys.expose],
    ['h', text.keys.hide],
    ['f', text.keys.filter],
    ['r', text.keys.read],
    ['?', text.keys.show],
    ['Shift L', text.keys.lock],
  ]
  return (
    <dialog ref={dialog} className="rv-dialog" aria-label={text.keys.title} onClose={close}>
      <h2>{text.keys.title}</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map(one => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="rv-button" onClick={close}>
        {text.keys.close}
      </button>
    </dialog>
  )
}
