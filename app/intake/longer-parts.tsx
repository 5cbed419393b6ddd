import { MultiChoice } from '#app/ui/choices.tsx'
import { codesOf, slotOf } from '#app/testimony/draft.ts'
import { describeDate } from '#app/testimony/describe-date.ts'
import { toFuzzyDate } from '#app/testimony/draft-date.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { controlOf } from './control.ts'
import { DateAnswer } from './date-answer.tsx'
import { heldDate, heldNumber, heldPlace } from './held.ts'
import { Labelled } from './labelled.tsx'
import { NumberAnswer } from './number-answer.tsx'
import { loadRegion } from './load-region.ts'
import type { LongerProps } from './longer-answer.tsx'
import { PlaceAnswer } from './place-answer.tsx'
import { SayForm } from './say.tsx'
import { itemsIn } from './summarise.ts'
import { useWords } from './witness.tsx'

/** A control that only longer forms need. */
export function LongerControl(props: LongerProps & { words: AnswerWords }) {
  const { form, field, draft, item, alone, onAnswer, words } = props
  const { language } = useWords()
  const slot = slotOf(field.id, item)
  const value = draft[slot]
  const common = {
    id: controlOf(slot),
    label: <SayForm words={field.label} />,
    labelHidden: alone,
    ...(field.help ? { help: <SayForm words={field.help} /> } : {}),
  }
  if (field.type === 'date') {
    return <DateAnswer {...common} language={language} words={words.date} value={heldDate(value)} onChange={onAnswer} />
  }
  if (field.type === 'place') {
    return (
      <PlaceAnswer
        {...common}
        language={language}
        words={words.place}
        value={heldPlace(value)}
        onChange={onAnswer}
        loadRegion={loadRegion}
      />
    )
  }
  if (field.type === 'number') {
    return <NumberAnswer {...common} words={words.number} value={heldNumber(value)} onChange={onAnswer} />
  }
  const codes = codesOf(draft, slot)
  const choices = itemsIn(form, field, draft, language, words).map(({ id, name, summary }) => ({
    code: id,
    label: name,
    ...(summary ? { help: summary } : {}),
  }))
  const toggle = (code: string) => onAnswer(codes.includes(code) ? codes.filter(one => one !== code) : [...codes, code])
  return (
    <Labelled field={field} slot={slot} alone={alone}>
      {named => <MultiChoice {...named} choices={choices} value={codes} onToggle={toggle} />}
    </Labelled>
  )
}

type ToldProps = Pick<LongerProps, 'form' | 'field' | 'draft' | 'item'> & { words: AnswerWords }

/** A date, a place, a number or a list of items as it is told back before it is sent. */
export function LongerTold({ form, field, draft, item, words }: ToldProps) {
  const { language } = useWords()
  const slot = slotOf(field.id, item)
  const lines = linesOf()
  return lines.map((line, i) => (
    <p key={i} dir="auto" className={line.chosen ? 'quiet' : 'told'}>
      {line.text}
    </p>
  ))

  function linesOf(): { text: string; chosen?: boolean }[] {
    const date = heldDate(draft[slot])
    if (date) {
      const told = toFuzzyDate(date)
      const edtf = told?.edtf ? describeDate(told.edtf, language, words.date.told) : ''
      return [edtf, told?.words ?? ''].filter(Boolean).map(text => ({ text }))
    }
    const place = heldPlace(draft[slot])
    if (place) {
      const { regions, precisions } = words.place
      const region = place.region && ((regions as Record<string, string>)[place.region] ?? place.region)
      const precision = place.precision && ((precisions as Record<string, string>)[place.precision] ?? place.precision)
      const chosen = [place.settlement?.shown, region, precision].filter(Boolean).join(' · ')
      return [...(place.text.trim() ? [{ text: place.text }] : []), ...(chosen ? [{ text: chosen, chosen: true }] : [])]
    }
    const number = heldNumber(draft[slot])
    if (number) {
      const [from, to] = [number.from.trim(), number.to.trim()]
      if (from && to) return [{ text: `${from} – ${to}` }]
      return [{ text: from ? `${words.number.from} ${from}` : `${words.number.to} ${to}` }]
    }
    if (field.type !== 'refs') return []
    const codes = codesOf(draft, slot)
    return itemsIn(form, field, draft, language, words)
      .filter(({ id }) => codes.includes(id))
      .map(({ name, summary }) => ({ text: summary ? `${name}: ${summary}` : name }))
  }
}
