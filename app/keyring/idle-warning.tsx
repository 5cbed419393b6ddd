import { useEffect, useRef } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { useIdleLock } from './idle.ts'

/** Locks after idle time and says so a minute before. Keeps nothing. */
export function IdleWarning({ lock }: { lock: () => void }) {
  const words = useKeysWords()
  const { secondsLeft, stay } = useIdleLock(lock)
  const dialog = useRef<HTMLDialogElement>(null)
  const warned = secondsLeft !== null

  useEffect(() => {
    if (warned && !dialog.current?.open) dialog.current?.showModal()
    if (!warned) dialog.current?.close()
  }, [warned])

  return (
    <dialog ref={dialog} className="kr-dialog" aria-labelledby="idle-title" onClose={stay}>
      <h2 id="idle-title">{words.gate.idleTitle}</h2>
      <p>
        {words.gate.idleText} <span className="kr-count">{secondsLeft ?? 0}</span> {words.gate.seconds}
      </p>
      <div className="kr-actions">
        <Button kind="primary" autoFocus onClick={stay}>
          {words.gate.stay}
        </Button>
        <Button onClick={lock}>{words.gate.lockNow}</Button>
      </div>
    </dialog>
  )
}
