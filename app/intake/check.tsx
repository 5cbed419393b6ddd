import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, type Mistake } from '#app/ui/error-summary.tsx'
import { isFolded, isSectionLeftOut } from '#app/testimony/asked.ts'
import { itemsOf, slotsOf, type Draft, type Slot } from '#app/testimony/draft.ts'
import { findMissing } from '#app/testimony/missing.ts'
import type { Form, Section } from '#app/testimony/form.ts'
import { CheckRows, rowsOf } from './check-rows.tsx'
import { controlOf } from './control.ts'
import { Heading } from './heading.tsx'
import { Say, SayForm } from './say.tsx'
import { useWords } from './witness.tsx'
import './check.css'

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
      {form.sections.map(section => (
        <CheckSection key={section.id} form={form} section={section} draft={draft} onChange={onChange} />
      ))}
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

type SectionProps = Pick<CheckProps, 'form' | 'draft' | 'onChange'> & { section: Section }

/** A part that is folded, or that the answers leave out, holds nothing and is not listed. */
function CheckSection({ form, section, draft, onChange }: SectionProps) {
  if (isSectionLeftOut(form, section, draft) || isFolded(form, section, draft)) return null
  const rows = rowsOf(form, section, draft)
  if (rows.length === 0 && !section.repeat) return null
  return (
    <section className="checked">
      <h2>
        <SayForm words={section.title} />
      </h2>
      {section.repeat ? (
        <CheckItems form={form} section={section} draft={draft} onChange={onChange} />
      ) : (
        <CheckRows form={form} rows={rows} draft={draft} onChange={onChange} />
      )}
    </section>
  )
}

function CheckItems({ form, section, draft, onChange }: SectionProps) {
  const items = itemsOf(draft, section.id)
  const { repeat } = section
  if (!repeat) return null
  return (
    <>
      {items.map((item, i) => (
        <div key={item} className="checked-item">
          <h3>
            <SayForm words={repeat.one} values={{ n: i + 1 }} />
          </h3>
          <CheckRows
            form={form}
            rows={rowsOf(form, section, draft, item)}
            draft={draft}
            onChange={onChange}
            within={<SayForm words={repeat.one} values={{ n: i + 1 }} />}
          />
        </div>
      ))}
      {items.length < repeat.max ? (
        <Button kind="text" className="back" onClick={() => onChange(section.id)}>
          <SayForm words={items.length > 0 ? repeat.another : repeat.add} />
        </Button>
      ) : null}
    </>
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
