import type { ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { isShown } from '#app/testimony/asked.ts'
import { isAnswered, slotOf, type Draft, type Slot } from '#app/testimony/draft.ts'
import { compartmentOf } from '#app/testimony/form-words.ts'
import type { Field, Form, Section } from '#app/testimony/form.ts'
import { controlOf } from './control.ts'
import { Say, SayForm } from './say.tsx'
import { Told } from './told.tsx'
import { useWords } from './witness.tsx'

/** One answer, or the place where it is missing. */
interface Row {
  field: Field
  slot: Slot
  item?: string | undefined
}

/** What is asked of a section, or of one of its items, and would be sent. */
export function rowsOf(form: Form, section: Section, draft: Draft, item?: string): Row[] {
  return section.fields
    .filter(field => !field.stays && isShown(form, field, draft, item))
    .map(field => ({ field, slot: slotOf(field.id, item), item }))
}

interface RowsProps {
  form: Form
  rows: readonly Row[]
  draft: Draft
  onChange: (slot: Slot) => void
  /** The item that they belong to. */
  within?: ReactNode
}

/** The answers, those for the contact custodians apart. */
export function CheckRows({ rows, ...rest }: RowsProps) {
  const { words } = useWords()
  const apart = rows.filter(({ field }) => compartmentOf(field) === 'contact')
  return (
    <>
      <Apart {...rest} rows={rows.filter(row => !apart.includes(row))} />
      {apart.length > 0 ? (
        <>
          <p className="quiet">
            <Say text={words.check.contactOnly} />
          </p>
          <Apart {...rest} rows={apart} />
        </>
      ) : null}
    </>
  )
}

/** So many questions without an answer stand among the answers; more of them wait behind one line. */
const FEW = 2

function Apart({ rows, ...rest }: RowsProps) {
  const { words } = useWords()
  const { form, draft } = rest
  const left = rows.filter(({ field, slot }) => !isAnswered(draft, slot) && !isAlwaysTold(form, field))
  const folded = left.length > FEW ? left : []
  const told = rows.filter(row => !folded.includes(row))
  return (
    <>
      {told.length > 0 ? <List {...rest} rows={told} /> : null}
      {folded.length > 0 ? (
        <details className="checked-left">
          <summary>
            <Say text={words.check.left} values={{ n: folded.length }} />
          </summary>
          <List {...rest} rows={folded} />
        </details>
      ) : null}
    </>
  )
}

/** A consent that was not given is an answer too, and what is needed has to be found. */
function isAlwaysTold(form: Form, field: Field): boolean {
  return field.type === 'consent' || field.required === true || form.content.includes(field.id)
}

/** A file is changed on the list of its section. */
const sectionIdOf = ({ id }: Field): string => id.split('.')[0] ?? ''

function List({ form, rows, draft, onChange, within }: RowsProps) {
  const { words } = useWords()
  return (
    <dl>
      {rows.map(({ field, slot, item }) => (
        <div key={slot} className="checked-row">
          <dt>
            <SayForm words={field.label} />
          </dt>
          <dd>
            <Told form={form} field={field} draft={draft} item={item} />
          </dd>
          <dd className="checked-change">
            <Button
              kind="text"
              id={`${controlOf(slot)}-change`}
              onClick={() => onChange(field.type === 'file' ? sectionIdOf(field) : slot)}
            >
              <Say text={words.check.change} />
              <span className="hidden-but-read">
                : {within}
                {within ? ', ' : null}
                <SayForm words={field.label} />
              </span>
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  )
}
