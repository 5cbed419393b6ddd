import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, type Mistake } from '#app/ui/error-summary.tsx'
import { codesOf, findMissing, isShown, type Draft } from '#app/testimony/draft.ts'
import { labelOf, say } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import { fill } from '#app/i18n/fill.ts'
import { controlOf } from './control.ts'
import { Heading } from './heading.tsx'
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
  const { language, words } = useWords()
  const { check } = words
  const mistakes = refusals > 0 ? mistakesOf(form, draft, check) : []
  return (
    <>
      <Heading>{check.heading}</Heading>
      {mistakes.length > 0 ? <ErrorSummary key={refusals} title={check.summary} mistakes={mistakes} /> : null}
      <p>{check.intro}</p>
      {form.sections.map(section => {
        const fields = section.fields.filter(field => isShown(form, field, draft))
        if (fields.length === 0) return null
        return (
          <section key={section.id} className="checked">
            <h2>{say(section.title, language)}</h2>
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
          {check.send}
        </Button>
      </div>
      <Button kind="text" className="back" onClick={onBack}>
        {words.back}
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
  const { language, words } = useWords()
  if (fields.length === 0) return null
  return (
    <>
      {apart ? <p className="quiet">{words.check.contactOnly}</p> : null}
      <dl>
        {fields.map(field => (
          <div key={field.id} className="checked-row">
            <dt>{say(field.label, language)}</dt>
            <dd>
              <Told form={form} field={field} draft={draft} />
            </dd>
            <dd className="checked-change">
              <Button kind="text" id={`${controlOf(field.id)}-change`} onClick={() => onChange(field.id)}>
                {words.check.change}
                <span className="hidden-but-read">: {say(field.label, language)}</span>
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
    return <span className="quiet">{field.type === 'consent' ? words.check.no : words.check.empty}</span>
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
  return codes.map(code => <p key={code}>{labelOf(form, field, code, language)}</p>)
}

/** Each line leads to the button that changes the answer. */
function mistakesOf(form: Form, draft: Draft, check: ReturnType<typeof useWords>['words']['check']): Mistake[] {
  const { required, content, tooLong } = findMissing(form, draft)
  const at = (field: string, message: string): Mistake => ({ control: `${controlOf(field)}-change`, message })
  const long = form.sections.flatMap(section => section.fields).filter(field => tooLong.includes(field.id))
  return [
    ...required.map(id => at(id, check.keep)),
    ...(content ? [at(form.content[0] ?? '', check.content)] : []),
    ...long.map(field => at(field.id, fill(check.tooLong, { n: 'maxLength' in field ? field.maxLength : '' }))),
  ]
}
