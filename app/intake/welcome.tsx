import { Button } from '#app/ui/button.tsx'
import { Heading } from './heading.tsx'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

interface WelcomeProps {
  /** The first sight of the page: nothing takes the focus. */
  fresh: boolean
  /** `waking`: as the server rendered it; for a browser that can't run it that never ends. */
  state: 'waking' | 'loading' | 'failed' | 'blocked' | 'ready'
  onStart: () => void
  onRetry: () => void
}

/** What this page is, before anything is asked. Rendered by the server; takes nothing. */
export function Welcome({ fresh, state, onStart, onRetry }: WelcomeProps) {
  const { words } = useWords()
  const { welcome } = words
  const lines = {
    waking: [words.loading, words.stays],
    loading: [words.loading],
    failed: [words.loadingFailed],
    blocked: [],
    ready: [],
  }
  return (
    <>
      <Heading quiet={fresh}>
        <Say text={welcome.heading} />
      </Heading>
      <p className="wait">
        <Say text={welcome.wait} />
      </p>
      <section className="points">
        <h2>
          <Say text={welcome.doesHeading} />
        </h2>
        <ul>
          {welcome.does.map(line => (
            <li key={line}>
              <Say text={line} />
            </li>
          ))}
        </ul>
      </section>
      <section className="points">
        <h2>
          <Say text={welcome.cannotHeading} />
        </h2>
        <ul>
          {welcome.cannot.map(line => (
            <li key={line}>
              <Say text={line} />
            </li>
          ))}
        </ul>
      </section>
      <p>
        <Say text={welcome.leave} />
      </p>
      <div className="actions">
        {state === 'failed' ? (
          <Button kind="primary" onClick={onRetry}>
            <Say text={words.again} />
          </Button>
        ) : (
          <Button kind="primary" disabled={state !== 'ready'} onClick={onStart}>
            <Say text={welcome.start} />
          </Button>
        )}
        <p className="quiet" role="status">
          {lines[state].map((line, i) => (
            <span key={line}>
              {i > 0 ? ' ' : ''}
              <Say text={line} />
            </span>
          ))}
        </p>
      </div>
    </>
  )
}
