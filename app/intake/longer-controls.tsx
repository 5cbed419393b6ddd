import { MultiChoice } from '#app/ui/choices.tsx'
import { codesOf, itemsOf, slotOf } from '#app/testimony/draft.ts'
import { say, sectionOf } from '#app/testimony/form-words.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { fill } from '#app/i18n/fill.ts'
import { Labelled } from './answer.tsx'
import { controlOf } from './control.ts'
import { DateAnswer } from './date-answer.tsx'
import { heldDate, heldNumber, heldPlace } from './held.ts'
import type { LongerProps } from './longer-answer.tsx'
import { NumberAnswer } from './number-answer.tsx'
import { loadRegion } from './load-region.ts'
import { PlaceAnswer } from './place-answer.tsx'
import { SayForm } from './say.tsx'
import { summariseItem } from './summarise.ts'
import { useWords } from './witness.tsx'

/** The controls that only longer forms need. */
export function LongerControls(props: LongerProps & { words: AnswerWords }) {
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
  const choices = field.to.flatMap(id => {
    const section = sectionOf(form, id)
    if (!section?.repeat) return []
    const one = say(section.repeat.one, language)
    return itemsOf(draft, id).map((each, i) => {
      const help = summariseItem(form, section, draft, each, language, words)
      return { code: each, label: fill(one, { n: i + 1 }), ...(help ? { help } : {}) }
    })
  })
  const toggle = (code: string) => onAnswer(codes.includes(code) ? codes.filter(one => one !== code) : [...codes, code])
  return (
    <Labelled field={field} slot={slot} alone={alone}>
      {named => <MultiChoice {...named} choices={choices} value={codes} onToggle={toggle} />}
    </Labelled>
  )
}
