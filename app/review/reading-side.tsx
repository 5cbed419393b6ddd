import type { MutableRefObject } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { EmptyPane } from './empty-pane.tsx'
import { explain } from './explain.ts'
import type { FileKeys } from './file-list.tsx'
import { ReadingPane } from './reading.tsx'
import './reading.css'
import './reading-answers.css'
import './reading-decisions.css'
import type { TriageRefs } from './triage-bar.tsx'
import type { useReading } from './use-reading.ts'

interface Props {
  keyring: Keyring
  reading: ReturnType<typeof useReading>
  /** Whether what is decided now is signed only once the queue was read. */
  waits: boolean
  today: string
  refs: TriageRefs
  filesRef: MutableRefObject<FileKeys | null>
  back: () => void
}

/** The pane of the testimony that is open, or of why it is not. */
export function ReadingSide({ keyring, reading: desk, waits, today, refs, filesRef, back }: Props) {
  const text = useDeskText()
  const { reading } = desk
  return (
    <section className="rv-read" tabIndex={0} aria-label={text.title} aria-busy={reading.phase === 'opening'}>
      {reading.phase !== 'none' && (
        <button type="button" className="rv-link rv-back" onClick={back}>
          ← {text.reading.back}
        </button>
      )}
      {reading.phase === 'none' && <EmptyPane title={text.empty.choose} help={text.empty.chooseHelp} />}
      {reading.phase === 'opening' && <p className="rv-empty">{text.reading.opening}</p>}
      {reading.phase === 'failed' && (
        <div className="rv-alarm" role="alert">
          <h2>
            {text.queue.failed} <code>{reading.code}</code>
          </h2>
          <p>{explain(reading.code, text)}</p>
          {reading.id !== '' && (
            <p>
              <code>{reading.id}</code>{' '}
              <button type="button" className="rv-link" onClick={() => void desk.open(reading.id)}>
                {text.queue.retry}
              </button>
            </p>
          )}
        </div>
      )}
      {reading.phase === 'open' && (
        <ReadingPane
          reading={reading}
          waits={waits}
          today={today}
          mayOpenContact={keyring.epochs.contact.length > 0}
          nameOf={keyring.nameOf}
          decide={decision => desk.decide(reading.target, decision)}
          openContact={() => desk.openContact(reading)}
          lock={keyring.lock}
          refs={refs}
          filesRef={filesRef}
        />
      )}
    </section>
  )
}
