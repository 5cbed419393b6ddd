import { memo } from 'react'
import { eventTypeIn } from '#app/i18n/desk/event-types.ts'
import { useDeskLanguage } from '#app/i18n/desk/language.tsx'
import type { DeskText } from '#app/i18n/desk/text.ts'
import { ForeignWords } from './foreign-text.tsx'
import { PriorityMark } from './priority-mark.tsx'
import type { QueueRow } from './queue-row.ts'
import { dayWords } from './moments.ts'
import { factsOf, shortDates, type RowFacts } from './row-facts.ts'
import { daysBetween, priorityOf } from './view.ts'

interface Props {
  row: QueueRow
  text: DeskText
  today: string
}

/** The cells of one row. What a witness wrote is isolated and cut, so that it can't break out of its cell. */
export const QueueLine = memo(function QueueLine({ row, text, today }: Props) {
  const facts = row.card && factsOf(row.card)
  return (
    <>
      {row.card ? <PriorityMark priority={priorityOf(row)} confirmed={row.priority !== null} /> : <TroubleMark />}
      <span className="rv-dot" data-unread={row.unread}>
        {row.unread && <span className="hidden-but-read">{text.queue.unreadMark}</span>}
      </span>
      <span className="rv-lang">{row.card && <ForeignWords text={row.card.lang} most={3} />}</span>
      <span className="rv-words" data-facts={facts !== null}>
        {row.card && facts && <Place facts={facts} lang={row.card.lang} text={text} />}
        <span className="rv-line">
          {facts && <Tags facts={facts} text={text} />}
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

/** Where and when, as told: a line of its own above the first words, or columns before them. */
function Place({ facts, lang, text }: { facts: RowFacts; lang: string; text: DeskText }) {
  const { place, earliest, latest, mode } = facts
  return (
    <>
      <span className="rv-place">{place !== null && <ForeignWords text={place} lang={lang} most={80} />}</span>
      <span className="rv-mode">{mode !== 'express' && text.modes[mode]}</span>
      <span className="rv-dates">{shortDates(earliest, latest, text.locale)}</span>
    </>
  )
}

/** How many kinds stand in a row, and in one of a narrow queue. */
const [mostTypes, fewTypes] = [3, 1]

/** Who reads it first, and kinds of events, as tags. */
function Tags({ facts: { specialist, types }, text }: { facts: RowFacts; text: DeskText }) {
  const { language } = useDeskLanguage()
  return (
    <>
      {specialist && (
        <span className="rv-tag rv-specialist">
          <svg viewBox="0 0 20 20" width="10" height="10" aria-hidden="true">
            <path d="M10 1 19 10 10 19 1 10z" />
          </svg>{' '}
          {text.queue.specialist}
        </span>
      )}
      {types.slice(0, mostTypes).map((type, i) => (
        <span key={i} className={i < fewTypes ? 'rv-tag' : 'rv-tag rv-roomy'}>
          <ForeignWords text={eventTypeIn(type, language) ?? type} most={24} />
        </span>
      ))}
      <More n={types.length - mostTypes} className="rv-roomy" text={text} />
      <More n={types.length - fewTypes} className="rv-narrow" text={text} />
    </>
  )
}

function More({ n, className, text }: { n: number; className: string; text: DeskText }) {
  if (n <= 0) return null
  return (
    <span className={`rv-tag ${className}`}>
      <span aria-hidden="true">+{n}</span>
      <span className="hidden-but-read">{text.queue.moreTypes(n)}</span>
    </span>
  )
}

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
