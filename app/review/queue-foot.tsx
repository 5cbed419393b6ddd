import { useDeskText } from '#app/i18n/desk/text.ts'
import type { QueueState } from './queue-store.ts'

interface Props {
  state: QueueState
  trouble: number
  read: () => void
  stop: () => void
}

/** One quiet line that says what is being done, and lets it be stopped or tried again. */
export function QueueFoot({ state, trouble, read, stop }: Props) {
  const text = useDeskText()
  const { phase, opened, total, perSecond, rows, adopted, newer, alarms } = state
  const summary =
    trouble > 0
      ? text.queue.readWithTrouble(rows.length, trouble)
      : alarms.length > 0 || rows.length === 0
        ? text.queue.rows(rows.length)
        : text.queue.read(rows.length)
  const button = (label: string, act: () => void) => (
    <button type="button" className="rv-link" onClick={act}>
      {label}
    </button>
  )
  return (
    <footer className="rv-foot" data-phase={phase}>
      {phase === 'opening' && (
        <>
          <span className="rv-progress" aria-hidden="true">
            <progress value={opened} max={Math.max(total, opened, 1)} />
          </span>
          <span>
            {text.queue.opening(opened, Math.max(total, opened))}
            {perSecond > 0 && `, ${text.queue.rate(perSecond)}`}
          </span>
          {button(text.queue.stop, stop)}
        </>
      )}
      {phase === 'checking' && <span>{text.queue.checking}</span>}
      {phase === 'read' && (
        <>
          <span>
            {summary}
            {adopted > 0 && `. ${text.queue.adopted(adopted)}`}
          </span>
          {newer > 0 ? button(text.queue.newer(newer), read) : button(text.queue.refresh, read)}
        </>
      )}
      {phase === 'stopped' && (
        <>
          <span>{text.queue.stopped}</span>
          {button(text.queue.goOn, read)}
        </>
      )}
      {(phase === 'unreachable' || phase === 'fault') && (
        <>
          <span>{phase === 'fault' ? text.queue.fault : text.queue.offline}</span>
          {button(text.queue.retry, read)}
        </>
      )}
      <span className="hidden-but-read" role="status">
        {phase === 'read'
          ? newer > 0
            ? text.queue.newer(newer)
            : text.queue.rows(rows.length)
          : phase === 'unreachable'
            ? text.queue.offline
            : ''}
      </span>
    </footer>
  )
}
