import { useRef, type ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { codesOf, isAnswered, itemsOf, slotOf, type Draft } from '#app/testimony/draft.ts'
import type { Form } from '#app/testimony/form.ts'
import { fileFieldOf } from '#app/testimony/attached.ts'
import { Answer } from './answer.tsx'
import { FileName } from './files/file-name.tsx'
import { useHeldFiles } from './files/use-held-files.ts'
import { Heading } from './heading.tsx'
import { Say, SayForm } from './say.tsx'
import { useWords } from './witness.tsx'
import type { Screen } from './screens.ts'
import { Ways } from './ways.tsx'

interface QuestionProps {
  form: Form
  screen: Screen
  draft: Draft
  returning: boolean
  maxFileBytes: number
  onAnswer: (slot: string, value: Draft[string]) => void
  onNext: () => void
  onBack: () => void
  /** Beside “Back”. */
  aside?: ReactNode
}

/** One question, or a few that belong together. Every one can be skipped. */
export function Question(props: QuestionProps) {
  const { form, screen, draft, returning, maxFileBytes, onAnswer, onNext, onBack, aside } = props
  const { words } = useWords()
  const { section, item, fields } = screen
  const { held } = useHeldFiles()
  const attached = fileFieldOf(section)
  const file = attached && held.get(codesOf(draft, slotOf(attached.id, item))[0] ?? '')
  const guard = useRef<(() => boolean) | null>(null)
  const goOn = () => {
    if (!guard.current?.()) onNext()
  }
  const [only] = fields.length === 1 ? fields : []
  const answered = fields.filter(field => isAnswered(draft, slotOf(field.id, item)))
  const clearable = answered.filter(field => field.type !== 'text' && field.type !== 'text_long')
  return (
    <>
      <div className="question-head">
        {only || item ? (
          <p className="kicker">
            {item && section.repeat ? (
              <SayForm words={section.repeat.one} values={{ n: itemsOf(draft, section.id).indexOf(item) + 1 }} />
            ) : (
              <SayForm words={section.title} />
            )}
            {file ? (
              <>
                {' · '}
                <FileName name={file.name} />
              </>
            ) : null}
          </p>
        ) : null}
        <Heading id="question">
          <SayForm words={only ? only.label : section.title} />
        </Heading>
      </div>
      {screen.first && section.intro ? (
        <p className="intro">
          <SayForm words={section.intro} />
        </p>
      ) : null}
      {fields.map(field => (
        <Answer
          key={field.id}
          form={form}
          field={field}
          draft={draft}
          item={item}
          alone={only === field}
          guard={guard}
          maxFileBytes={maxFileBytes}
          onAnswer={value => onAnswer(slotOf(field.id, item), value)}
        />
      ))}
      <Ways returning={returning} empty={answered.length === 0} onNext={goOn} onBack={onBack} aside={aside}>
        {clearable.length > 0 ? (
          <Button kind="text" onClick={() => clearable.forEach(field => onAnswer(slotOf(field.id, item), undefined))}>
            <Say text={words.clear} />
          </Button>
        ) : null}
      </Ways>
    </>
  )
}
