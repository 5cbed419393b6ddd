import { codesOf, isAnswered, slotOf, type DraftValue } from '#app/testimony/draft.ts'
import { say, valuesOf } from '#app/testimony/form-words.ts'
import { ToldFiles } from './files/told-files.tsx'
import { heldDate, heldNumber, heldPlace } from './held.ts'
import type { AnswerProps } from './labelled.tsx'
import type { LongerProps } from './longer-answer.tsx'
import { Say, SayForm } from './say.tsx'
import { useAnswerWords } from './use-answer-words.ts'
import { useLonger } from './use-longer.ts'
import { ToldVoice } from './voice/told-voice.tsx'
import { useWords } from './witness.tsx'

type ToldProps = Pick<AnswerProps, 'form' | 'field' | 'draft' | 'item'>

/** One answer as it is told back before it is sent, of any type. */
export function Told({ form, field, draft, item }: ToldProps) {
  const { language, words } = useWords()
  const slot = slotOf(field.id, item)
  if (!isAnswered(draft, slot)) {
    return (
      <span className="quiet">
        <Say text={field.type === 'consent' ? words.check.no : words.check.empty} />
      </span>
    )
  }
  switch (field.type) {
    case 'date':
    case 'place':
    case 'number':
    case 'refs':
      return <ToldLonger form={form} field={field} draft={draft} item={item} />
    case 'file':
      return <ToldFiles ids={codesOf(draft, slot)} />
    case 'yes':
      return <ToldYes field={field} />
    case 'audio':
      return <ToldVoice ids={codesOf(draft, slot)} />
    case 'text':
    case 'text_long': {
      const text = codesOf(draft, slot).join('')
      return (
        <p
          className="told"
          dir="auto"
          {...(text.length > 600 ? { tabIndex: 0, role: 'group', 'aria-label': say(field.label, language) } : {})}
        >
          {text}
        </p>
      )
    }
    default: {
      const values = valuesOf(form, field)
      return codesOf(draft, slot).map(code => {
        const value = values.find(one => one.code === code)
        return <p key={code}>{value ? <SayForm words={value.label} /> : code}</p>
      })
    }
  }
}

function ToldYes({ field }: Pick<ToldProps, 'field'>) {
  const answers = useAnswerWords()
  return <p>{answers ? <Say text={answers.yes} /> : <SayForm words={field.label} />}</p>
}

function ToldLonger(props: Pick<LongerProps, 'form' | 'field' | 'draft' | 'item'>) {
  const { parts, words } = useLonger()
  if (parts && words) return <parts.LongerTold {...props} words={words} />
  return (
    <p className="told" dir="auto">
      {typedIn(props.draft[slotOf(props.field.id, props.item)])}
    </p>
  )
}

/** What was typed, while the parts that tell it well are on their way. */
function typedIn(value: DraftValue | undefined): string {
  const date = heldDate(value)
  if (date) {
    const { first, last, period, words } = date
    const moments = period ? [first, last] : [first]
    return [...moments.map(({ year, month, day }) => [year, month, day].filter(Boolean).join('-')), words]
      .filter(Boolean)
      .join(' · ')
  }
  const number = heldNumber(value)
  if (number) return [number.from, number.to].filter(Boolean).join(' – ')
  return heldPlace(value)?.text ?? '…'
}
