import { useEffect, useState, type FocusEvent, type ReactNode } from 'react'
import { MultiChoice, SingleChoice } from '#app/ui/choices.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { describeDate } from '#app/testimony/describe-date.ts'
import { mistakeOf, toFuzzyDate, type DraftDate, type Ending } from '#app/testimony/draft-date.ts'
import { emptyDate } from '#app/testimony/empty-date.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { fill } from '#app/i18n/fill.ts'
import { DateMoment } from './date-moment.tsx'
import './date-answer.css'

interface DateAnswerProps {
  /** Of the first field, where an error summary leads. */
  id: string
  label: ReactNode
  /** The label stands as the heading of the screen above, and is only read here. */
  labelHidden?: boolean
  help?: ReactNode
  /** BCP 47, for the names of the months. */
  language: string
  words: AnswerWords['date']
  value: DraftDate | undefined
  onChange: (value: DraftDate) => void
  /** What else is wrong; a mistake in the date is told here by itself. */
  error?: ReactNode
}

const endings = ['known', 'goes_on', 'unknown'] as const satisfies readonly Ending[]

/** When something happened, as exactly as it is known: one date or a period, in numbers, in words, or in both. */
export function DateAnswer(props: DateAnswerProps) {
  const { id, label, labelHidden, help, language, words, value = emptyDate, onChange, error } = props
  const found = mistakeOf(value)
  // A mistake is told when the fields are left, not while they are being filled in; once told, it stays until it is mended.
  const [left, setLeft] = useState(true)
  const mistake = left ? found : null
  const change = (part: Partial<DraftDate>) => {
    if (!mistake) setLeft(false)
    onChange({ ...value, ...part })
  }
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setLeft(true)
  }
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const moment = (at: 'first' | 'last') => (
    <DateMoment
      id={at === 'first' ? id : `${id}-last`}
      language={language}
      words={words}
      value={value[at]}
      onChange={moment => change({ [at]: moment })}
      mistake={mistake?.at === at ? mistake.code : null}
      describedBy={at === 'first' ? described : undefined}
    />
  )
  return (
    <div className="date-answer" role="group" aria-labelledby={`${id}-label`}>
      <p className={labelHidden ? 'hidden-but-read' : 'field-label'} id={`${id}-label`}>
        {label}
      </p>
      {help ? (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      <Named id={`${id}-start`} name={value.period ? words.start : null} onBlur={leave}>
        {moment('first')}
      </Named>
      <MultiChoice
        labelledBy={`${id}-label`}
        choices={[{ code: 'period', label: words.period }]}
        value={value.period ? ['period'] : []}
        onToggle={() => change({ period: !value.period })}
      />
      {value.period ? (
        <Named id={`${id}-end`} name={words.end} onBlur={leave}>
          <SingleChoice
            labelledBy={`${id}-end`}
            choices={endings.map(code => ({ code, label: words.ending[code] }))}
            value={value.ending}
            onChange={code => change({ ending: code as Ending })}
          />
          {value.ending === 'known' ? moment('last') : null}
        </Named>
      ) : null}
      <Understood language={language} words={words} value={value} />
      <TextField
        id={`${id}-words`}
        label={words.ownWords}
        help={words.ownWordsHelp}
        lines={2}
        value={value.words}
        onChange={text => change({ words: text })}
      />
    </div>
  )
}

interface NamedProps {
  id: string
  name: string | null
  onBlur: (event: FocusEvent<HTMLElement>) => void
  children: ReactNode
}

/** A part of the fields; of a period it is a group with a name. Stays in place when the name comes and goes. */
function Named({ id, name, onBlur, children }: NamedProps) {
  return (
    <div className="date-part" {...(name ? { role: 'group', 'aria-labelledby': id } : {})} onBlur={onBlur}>
      {name ? (
        <p className="field-label" id={id}>
          {name}
        </p>
      ) : null}
      <div className="date-part">{children}</div>
    </div>
  )
}

/** How long the fields rest before what was understood is said, in milliseconds: not at every key. */
const REST = 700

function Understood({ language, words, value }: { language: string; words: AnswerWords['date']; value: DraftDate }) {
  const edtf = toFuzzyDate(value)?.edtf
  const understood = edtf ? fill(words.understood, { date: describeDate(edtf, language, words.told) }) : ''
  const [said, say] = useState(understood)
  useEffect(() => {
    const timer = setTimeout(() => say(understood), REST)
    return () => clearTimeout(timer)
  }, [understood])
  return (
    <p className="date-understood" role="status">
      {said}
    </p>
  )
}
