import { answerOf, storedItems, type AnswerFields, type AnswerValue } from '#app/testimony/answers.ts'
import { computeCard } from '#app/testimony/card.ts'
import type { Account } from '#app/testimony/codec.ts'
import { fieldOf, valuesOf } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import type { Told } from './account-answers.ts'
import { showCodes } from './shown-value.ts'

/** What has to be known before an account is read. `told`: whom it was told to before, at most ten. */
export interface Warnings {
  minor: boolean
  sexualViolence: boolean
  /** Something is told that the form warns of: it could be used against the witness (D-03). */
  selfIncrimination: boolean
  told: Told[]
  /** Among those are some who take evidence: two accounts are never quite alike (D-05). */
  doNotRetake: boolean
}

const toldBefore = 'account.told_before'
const nobody = new Set(['nobody', 'prefer_not'])

/** Reads the warnings off the answers themselves, whatever the card says. */
export function findWarnings(account: Account, form: Form | null, language: string): Warnings {
  const card = computeCard({ ...account, contact: null })
  const codes = (card.told ?? []).filter(code => !nobody.has(code)).slice(0, 10)
  const asked = form && fieldOf(form, toldBefore)
  const takers = (form?.routes ?? []).flatMap(route =>
    route.when.flatMap(one => (one.field === toldBefore && 'is' in one ? one.is : [])),
  )
  return {
    minor: card.minor ?? false,
    sexualViolence: card.types?.includes('sexual_violence') ?? false,
    selfIncrimination: form !== null && form.sections.some(section => warnsOf(form, section, account.answers)),
    told: showCodes(codes, form && asked ? { form, field: asked, language } : null),
    doNotRetake: codes.some(code => takers.includes(code)),
  }
}

const warning = 'self_incrimination'

/** Whether something of a section was answered that stands under the warning: the section, a field, a code of one. */
function warnsOf(form: Form, section: Form['sections'][number], answers: Account['answers']): boolean {
  const told = section.repeat
    ? storedItems(answers, section.id).map(item => (id: string) => inItem(item, id))
    : [(id: string) => answerOf(answers, id)]
  return told.some(read => section.fields.some(field => warnsIn(form, field, section.notice, read(field.id))))
}

function warnsIn(form: Form, field: Field, notice: string | undefined, value: AnswerValue | undefined): boolean {
  // A consent is no account, though it is asked for under the same warning.
  if (value === undefined || field.type === 'consent') return false
  if (notice === warning || field.notice === warning) return true
  const codes = typeof value === 'string' ? [value] : Array.isArray(value) ? value : []
  return valuesOf(form, field).some(one => one.notice === warning && codes.includes(one.code))
}

function inItem(item: AnswerFields, id: string): AnswerValue | undefined {
  const name = id.slice(id.indexOf('.') + 1)
  return Object.hasOwn(item, name) ? item[name] : undefined
}
