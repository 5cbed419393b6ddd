import { memo } from 'react'
import type { DeskText } from '#app/i18n/desk/text.ts'
import { ForeignWords } from './foreign-text.tsx'
import { PriorityMark } from './priority-mark.tsx'
import type { QueueRow } from './queue-row.ts'
import { dayWords } from './moments.ts'
import { daysBetween, priorityOf } from './view.ts'

interface Props {
  row: QueueRow
  text: DeskText
  today: string
}

/** The cells of one row. What a witness wrote is isolated and cut, so that it can't break out of its cell. */
export const QueueLine = memo(function QueueLine({ row, text, today }: Props) {
  return (
    <>
      {row.card ? <PriorityMark priority={priorityOf(row)} confirmed={row.priority !== null} /> : <TroubleMark />}
      <span className="rv-dot" data-unread={row.unread}>
        {row.unread && <span className="hidden-but-read">{text.queue.unreadMark}</span>}
      </span>
      <span className="rv-lang">{row.card && <ForeignWords text={row.card.lang} most={3} />}</span>
      <span className="rv-words">
        {row.card === null ? (
          <strong>
            <code>{row.code}</code> {text.queue.failed}
          </strong>
        ) : row.card.words.trim() === '' ? (
          <em>{text.queue.noWords}</em>
        ) : (
          <ForeignWords text={row.card.words} lang={row.card.lang} most={160} />
        )}
      </span>
      <span className="rv-status">
        {row.broken ? (
          <strong className="rv-broken">
            <TroubleMark /> {text.queue.brokenChain}
          </strong>
        ) : (
          row.card && text.status[row.status]
        )}
      </span>
      <span className="rv-files">
        {row.card && row.card.files > 0 ? <Files text={text} n={row.card.files} /> : null}
      </span>
      <span className="rv-day">
        <time dateTime={row.day}>{dayWords(row.day, today, text.locale)}</time>
      </span>
      <span className="rv-age">{row.day && text.queue.days(daysBetween(row.day, today))}</span>
    </>
  )
})

function Files({ n, text }: { n: number; text: DeskText }) {
  return (
    <>
      <span aria-hidden="true">{n}</span>
      <span className="hidden-but-read">{text.queue.files(n)}</span>
    </>
  )
}

export function TroubleMark() {
  return (
    <svg className="rv-trouble" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path d="M10 1.5 19 18H1z" />
      <path className="rv-trouble-stroke" d="M10 7.5v5m0 2.2v.8" />
    </svg>
  )
}
