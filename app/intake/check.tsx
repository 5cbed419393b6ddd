import { useEffect, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, type Mistake } from '#app/ui/error-summary.tsx'
import { slotsOf, type Draft, type Slot } from '#app/testimony/draft.ts'
import { findMissing } from '#app/testimony/missing.ts'
import type { Form } from '#app/testimony/form.ts'
import { controlOf } from './control.ts'
import { Heading } from './heading.tsx'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

interface CheckProps {
  form: Form
  draft: Draft
  refusals: number
  /** With the slot of an answer, or the id of a repeated section to which something can be added. */
  onChange: (slot: Slot) => void
  onSend: () => void
  /** To a longer form; null in the longest. */
  onMore: (() => void) | null
  onBack: () => void
}

/** All answers on one screen before they are sent, each with a way to change it. */
export function Check({ form, draft, refusals, onChange, onSend, onMore, onBack }: CheckProps) {
  const { words } = useWords()
  const { check } = words
  const mistakes = refusals > 0 ? mistakesOf(form, draft, check) : []
  return (
    <>
      <Heading>
        <Say text={check.heading} />
      </Heading>
      {mistakes.length > 0 ? (
        <ErrorSummary key={refusals} title={<Say text={check.summary} />} mistakes={mistakes} />
      ) : null}
      <p>
        <Say text={check.intro} />
      </p>
      <Sections form={form} draft={draft} onChange={onChange} />
      <div className="actions">
        <Button kind="primary" onClick={onSend}>
          <Say text={check.send} />
        </Button>
        {onMore ? (
          <Button onClick={onMore}>
            <Say text={check.more} />
          </Button>
        ) : null}
      </div>
      <Button kind="text" className="back" onClick={onBack}>
        <Say text={words.back} />
      </Button>
    </>
  )
}

const fetchSections = () => import('./check-sections.tsx')

/** Fetched while questions are answered, so that it is there when it is needed. */
export const fetchCheck = () => void fetchSections().catch(() => undefined)

/** What was answered. Where it does not arrive, that is said, and sending is as possible as with it. */
function Sections(props: Pick<CheckProps, 'form' | 'draft' | 'onChange'>) {
  const { words } = useWords()
  const [parts, setParts] = useState<Awaited<ReturnType<typeof fetchSections>> | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    fetchSections().then(setParts, () => setFailed(true))
  }, [])
  if (parts) return <parts.CheckSections {...props} />
  return (
    <p className="answer-waits quiet" role="status">
      <Say text={failed ? words.loadingFailed : words.loading} />
    </p>
  )
}

/** Each line leads to the button that changes the answer. */
function mistakesOf(form: Form, draft: Draft, check: ReturnType<typeof useWords>['words']['check']): Mistake[] {
  const { required, content, tooLong } = findMissing(form, draft)
  const at = (slot: Slot, text: string, max?: number): Mistake => ({
    control: `${controlOf(slot)}-change`,
    message: <Say text={text} count={max === undefined ? max : { n: max, of: check.characters }} />,
  })
  const greatest = (slot: Slot) => {
    const fields = form.sections.flatMap(section =>
      section.fields.filter(field => slotsOf(section, field, draft).some(one => one.slot === slot)),
    )
    return fields.map(field => ('maxLength' in field ? field.maxLength : undefined))[0]
  }
  return [
    ...required.map(slot => at(slot, check.keep)),
    ...(content ? [at(form.content[0] ?? '', check.content)] : []),
    ...tooLong.map(slot => at(slot, check.tooLong, greatest(slot))),
  ]
}
