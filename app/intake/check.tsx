import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, type Mistake } from '#app/ui/error-summary.tsx'
import { isShown } from '#app/testimony/asked.ts'
import { codesOf, type Draft } from '#app/testimony/draft.ts'
import { findMissing } from '#app/testimony/missing.ts'
import { say, valuesOf } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import { controlOf } from './control.ts'
import { Heading } from './heading.tsx'
import { Say, SayForm } from './say.tsx'
import { useWords } from './witness.tsx'
import './check.css'

interface CheckProps {
  form: Form
  draft: Draft
  refusals: number
  onChange: (field: string) => void
  onSend: () => void
  onBack: () => void
}

/** All answers on one screen before they are sent, each with a way to change it. */
export function Check({ form, draft, refusals, onChange, onSend, onBack }: CheckProps) {
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
      {form.sections.map(section => {
        const fields = section.fields.filter(field => isShown(form, field, draft))
        if (fields.length === 0) return null
        return (
          <section key={section.id} className="checked">
            <h2>
              <SayForm words={section.title} />
            </h2>
            <Rows
              form={form}
              fields={fields.filter(each => each.compartment !== 'contact')}
              draft={draft}
              onChange={onChange}
            />
            <Rows
              form={form}
              fields={fields.filter(each => each.compartment === 'contact')}
              draft={draft}
              onChange={onChange}
              apart
            />
          </section>
        )
      })}
      <div className="actions">
        <Button kind="primary" onClick={onSend}>
          <Say text={check.send} />
        </Button>
      </div>
      <Button kind="text" className="back" onClick={onBack}>
        <Say text={words.back} />
      </Button>
    </>
  )
}

interface RowsProps {
  form: Form
  fields: readonly Field[]
  draft: Draft
  onChange: (field: string) => void
  /** Sealed for the contact custodians alone. */
  apart?: boolean
}

function Rows({ form, fields, draft, onChange, apart }: RowsProps) {
  const { words } = useWords()
  if (fields.length === 0) return null
  return (
    <>
      {apart ? (
        <p className="quiet">
          <Say text={words.check.contactOnly} />
        </p>
      ) : null}
      <dl>
        {fields.map(field => (
          <div key={field.id} className="checked-row">
            <dt>
              <SayForm words={field.label} />
            </dt>
            <dd>
              <Told form={form} field={field} draft={draft} />
            </dd>
            <dd className="checked-change">
              <Button kind="text" id={`${controlOf(field.id)}-change`} onClick={() => onChange(field.id)}>
                <Say text={words.check.change} />
                <span className="hidden-but-read">
                  : <SayForm words={field.label} />
                </span>
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Told({ form, field, draft }: { form: Form; field: Field; draft: Draft }) {
  const { language, words } = useWords()
  const codes = codesOf(draft, field.id)
  const text = codes.join('')
  if (text.trim() === '') {
    return (
      <span className="quiet">
        <Say text={field.type === 'consent' ? words.check.no : words.check.empty} />
      </span>
    )
  }
  if (field.type === 'text' || field.type === 'text_long') {
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
  const values = valuesOf(form, field)
  return codes.map(code => {
    const value = values.find(one => one.code === code)
    return <p key={code}>{value ? <SayForm words={value.label} /> : code}</p>
  })
}

/** Each line leads to the button that changes the answer. */
function mistakesOf(form: Form, draft: Draft, check: ReturnType<typeof useWords>['words']['check']): Mistake[] {
  const { required, content, tooLong } = findMissing(form, draft)
  const at = (field: string, text: string, max?: number): Mistake => ({
    control: `${controlOf(field)}-change`,
    message: <Say text={text} count={max === undefined ? max : { n: max, of: check.characters }} />,
  })
  const long = form.sections.flatMap(section => section.fields).filter(field => tooLong.includes(field.id))
  return [
    ...required.map(id => at(id, check.keep)),
    ...(content ? [at(form.content[0] ?? '', check.content)] : []),
    ...long.map(field => at(field.id, check.tooLong, 'maxLength' in field ? field.maxLength : undefined)),
  ]
}
