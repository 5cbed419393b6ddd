import { useDeskText } from '#app/i18n/desk/text.ts'
import { explain } from './explain.ts'
import type { OpenedMessage } from './open-messages.ts'
import { TroubleMark } from './queue-line.tsx'

interface Props {
  messages: readonly OpenedMessage[]
  missing: readonly number[]
}

/** What the witness sent after the account: when it came, and loudly what of it cannot be believed. */
export function MessageState({ messages, missing }: Props) {
  const { messages: text } = useDeskText()
  const own = messages.filter(({ code }) => code === null || code === 'unsupported')
  const days = own.map(({ day }) => day).sort()
  const unknown = messages.filter(({ code }) => code === 'unsupported')
  const [first, last] = [days[0], days.at(-1)]
  return (
    <>
      {first && (
        <p className="rv-help">
          {text.arrived(own.length)} <time dateTime={first}>{first}</time>
          {last !== first && (
            <>
              –<time dateTime={last}>{last}</time>
            </>
          )}
          {unknown.map(({ seq }, i) => (
            <span key={i}> {text.unsupported(seq)}</span>
          ))}
        </p>
      )}
      <MessageTrouble messages={messages} missing={missing} />
    </>
  )
}

function MessageTrouble({ messages, missing }: Props) {
  const text = useDeskText()
  const failed = messages.filter(({ code }) => code !== null && code !== 'unsupported')
  const conflicts = new Set(messages.filter(({ conflict }) => conflict).map(({ seq }) => seq))
  if (failed.length + conflicts.size + missing.length === 0) return null
  const codes = new Set([...(missing.length > 0 ? ['truncated'] : []), ...failed.map(({ code }) => code!)])
  return (
    <div className="rv-alarm" role="alert">
      <h3>
        <TroubleMark /> {text.messages.title}
      </h3>
      <ul>
        {missing.map(seq => (
          <li key={`missing ${seq}`}>
            {text.messages.missing(seq)} <code>truncated</code>
          </li>
        ))}
        {failed.map(({ seq, code }, i) => (
          <li key={`failed ${i}`}>
            {text.messages.failed(seq)} <code>{code}</code>
          </li>
        ))}
        {[...conflicts].map(seq => (
          <li key={`conflict ${seq}`}>{text.messages.conflict(seq)}</li>
        ))}
      </ul>
      {[...codes].map(code => (
        <p key={code}>{explain(code, text)}</p>
      ))}
      <p>{text.messages.whole}</p>
    </div>
  )
}
