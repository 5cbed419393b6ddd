import { Button } from '#app/ui/button.tsx'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { Heading } from '../heading.tsx'
import { Say } from '../say.tsx'
import { useEvidenceWords } from '../use-answer-words.ts'
import { useWords } from '../witness.tsx'
import type { FileOnWay, FilesWay } from './files-way.ts'
import { isOnWay } from './on-way.ts'
import { WayItem, WayName } from './way-item.tsx'
import './way.css'

interface FilesScreenProps {
  way: FilesWay
  states: readonly FileOnWay[]
  onFinish: () => void
}

/** The files on their way, each with how far it is; the end only when each is received or given up. */
export function FilesScreen({ way, states, onFinish }: FilesScreenProps) {
  const evidence = useEvidenceWords()
  const { words } = useWords()
  if (!evidence) return null
  const texts = evidence.way
  const moving = states.some(isOnWay)
  const lost = states.filter(one => one.phase === 'failed' || one.phase === 'cancelled')
  return (
    <>
      <Heading>
        <Say text={texts.heading} />
      </Heading>
      {moving ? (
        <p className="wait">
          <Say text={texts.stay} />
        </p>
      ) : lost.length === 0 ? (
        <p>
          <Say text={texts.allArrived} />
        </p>
      ) : null}
      <div className="way-news" role="status">
        {states
          .filter(one => one.phase === 'failed')
          .map(one => (
            <p key={one.id}>
              <WayName state={one} words={texts} />: <Say text={texts.failed} />
            </p>
          ))}
      </div>
      <ul className="way">
        {states.map(state => (
          <li key={state.id}>
            <WayItem
              state={state}
              words={evidence}
              onStop={() => way.cancel(state.id)}
              onAgain={() => way.retry(state.id)}
            />
          </li>
        ))}
      </ul>
      {moving || states.some(one => one.phase === 'failed') ? null : (
        <div className="actions">
          <Button kind="primary" onClick={onFinish}>
            <Say text={texts.finish} />
          </Button>
        </div>
      )}
      {moving ? (
        <p className="quiet small">
          <Say text={words.welcome.leave} />
        </p>
      ) : null}
    </>
  )
}

/** At the end: how many files arrived, and which did not. */
export function FilesArrived({ states }: Pick<FilesScreenProps, 'states'>) {
  const texts = useEvidenceWords()?.way
  if (!texts) return null
  const received = states.filter(one => one.phase === 'received').length
  const lost = states.filter(one => one.phase !== 'received')
  return (
    <>
      <p>
        {lost.length === 0 ? (
          <Say text={texts.allArrived} />
        ) : (
          <Say text={texts.some} values={{ n: received, of: states.length }} />
        )}
      </p>
      {lost.length > 0 ? (
        <div>
          <p>
            <Say text={texts.notArrived} />
          </p>
          <ul className="way-lost">
            {lost.map(state => (
              <li key={state.id}>
                <WayName state={state} words={texts} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  )
}

/** Under the code: which files are where, without anything to press. */
export function FilesQuietly({ states }: Pick<FilesScreenProps, 'states'>) {
  const texts = useEvidenceWords()?.way
  if (!texts) return null
  return (
    <section className="way-quiet" aria-labelledby="files-title">
      <h2 id="files-title">
        <Say text={texts.heading} />
      </h2>
      <ul>
        {states.map(state => (
          <li key={state.id}>
            <WayName state={state} words={texts} />: <Say text={phaseOf(state, texts)} />
          </li>
        ))}
      </ul>
      {states.some(isOnWay) ? (
        <p>
          <Say text={texts.stay} />
        </p>
      ) : null}
    </section>
  )
}

const phaseOf = ({ phase }: FileOnWay, words: EvidenceWords['way']): string => words[phase]
