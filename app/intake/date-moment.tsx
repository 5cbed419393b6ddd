import { useId, type ReactNode } from 'react'
import { MultiChoice } from '#app/ui/choices.tsx'
import { nameMonths, yearsOfWinter } from '#app/testimony/describe-date.ts'
import {
  monthChoices,
  seasonChoices,
  type DateMistake,
  type DraftMoment,
  type MonthChoice,
} from '#app/testimony/draft-date.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { fill } from '#app/i18n/fill.ts'

interface DateMomentProps {
  /** Id of the field of the year; the others are made of it. */
  id: string
  language: string
  words: AnswerWords['date']
  value: DraftMoment
  onChange: (value: DraftMoment) => void
  mistake: DateMistake['code'] | null
  describedBy: string | undefined
}

type Part = 'year' | 'month' | 'day'

/** Which field a mistake is mended in. */
const placeOf: Record<DateMistake['code'], Part> = {
  year: 'year',
  no_year: 'year',
  no_month: 'month',
  day: 'day',
  before_start: 'year',
}

const quiet = { autoComplete: 'off', autoCapitalize: 'off', autoCorrect: 'off', spellCheck: false }

/** Year, month or season, day, and how exact they are. A year is enough; nothing has to be filled in. */
export function DateMoment({ id, language, words, value, onChange, mistake, describedBy }: DateMomentProps) {
  const doubt = useId()
  const control = (part: Part) => ({
    id: part === 'year' ? id : `${id}-${part}`,
    className: 'text-input',
    value: value[part],
    'aria-describedby': [describedBy, mistake ? `${id}-mistake` : ''].filter(Boolean).join(' ') || undefined,
    'aria-invalid': mistake && placeOf[mistake] === part ? (true as const) : undefined,
  })
  const digits = (part: 'year' | 'day') => (
    <input
      {...quiet}
      {...control(part)}
      type="text"
      inputMode="numeric"
      data-gramm="false"
      onChange={event => onChange({ ...value, [part]: event.target.value })}
    />
  )
  const nameSeason = (season: (typeof seasonChoices)[number]) => {
    const winter = season === 'winter' ? 0 : season === 'winter_before' ? -1 : null
    if (winter === null || !/^\d{4}$/.test(value.year.trim())) return words.season[season]
    return fill(words.season.winterOf, { years: yearsOfWinter(Number(value.year) + winter) })
  }
  return (
    <div className="date-moment">
      {/* There before it says something, so that a mistake is read when it is told: the focus is elsewhere by then. */}
      <div className="date-mistake" aria-live="polite">
        {mistake ? (
          <p className="field-error" id={`${id}-mistake`}>
            {words.mistake[mistake]}
          </p>
        ) : null}
      </div>
      <div className="date-fields">
        <Labelled id={id} label={words.year} part="year">
          {digits('year')}
        </Labelled>
        <Labelled id={`${id}-month`} label={words.month} part="month">
          <select
            {...control('month')}
            autoComplete="off"
            onChange={event => onChange({ ...value, month: event.target.value as MonthChoice | '' })}
          >
            <option value="">{words.notKnown}</option>
            <optgroup label={words.months}>
              {nameMonths(language).map((name, i) => (
                <option key={name} value={monthChoices[i]}>
                  {name}
                </option>
              ))}
            </optgroup>
            <optgroup label={words.seasons}>
              {seasonChoices.map(season => (
                <option key={season} value={season}>
                  {nameSeason(season)}
                </option>
              ))}
            </optgroup>
          </select>
        </Labelled>
        <Labelled id={`${id}-day`} label={words.day} part="day">
          {digits('day')}
        </Labelled>
      </div>
      <p className="hidden-but-read" id={doubt}>
        {words.doubt}
      </p>
      <MultiChoice
        labelledBy={doubt}
        choices={[
          { code: 'about', label: words.about },
          { code: 'unsure', label: words.unsure },
        ]}
        value={(['about', 'unsure'] as const).filter(code => value[code])}
        onToggle={code =>
          onChange(code === 'about' ? { ...value, about: !value.about } : { ...value, unsure: !value.unsure })
        }
      />
    </div>
  )
}

function Labelled({ id, label, part, children }: { id: string; label: string; part: Part; children: ReactNode }) {
  return (
    <div className={`date-field date-${part}`}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  )
}
