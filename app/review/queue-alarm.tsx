import { useDeskText } from '#app/i18n/desk/text.ts'
import type { Alarm } from './ledger.ts'
import { TroubleMark } from './queue-line.tsx'

const shown = 6

interface Props {
  alarms: readonly Alarm[]
  nameOf: (by: string) => string
  open: (id: string) => void
}

/** What members signed does not fit together: said so that it can't be missed, and not to be closed. */
export function QueueAlarm({ alarms, nameOf, open }: Props) {
  const text = useDeskText()
  if (alarms.length === 0) return null
  return (
    <section className="rv-alarm" role="alert">
      <h2>
        <TroubleMark /> {text.alarm.title} <code>truncated</code>
      </h2>
      <p>{text.alarm.what}</p>
      <ul>
        {alarms.slice(0, shown).map(({ reason, by, n, submission }) => (
          <li key={`${reason} ${by} ${n} ${submission}`}>
            {text.alarm.reasons[reason](nameOf(by), n)}{' '}
            {submission !== null && (
              <button type="button" className="rv-link" onClick={() => open(submission)}>
                {text.alarm.show}
              </button>
            )}
          </li>
        ))}
        {alarms.length > shown && <li>{text.alarm.more(alarms.length - shown)}</li>}
      </ul>
    </section>
  )
}
