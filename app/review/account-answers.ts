import type { ConsentAnswer } from '#app/testimony/consent.ts'
import { answerOf, type Answers, type AnswerValue } from '#app/testimony/answers.ts'
import { fieldsOf, labelOf, say } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'

/** One answer to show. `codes` are of the form and shown in the reviewer's language; `words` are the witness's own. */
export interface ShownAnswer {
  id: string
  label: string
  codes: string[]
  words: string | null
  long: boolean
}

export interface ShownSection {
  id: string
  title: string
  answers: ShownAnswer[]
}

export interface ShownConsent {
  id: string
  label: string
  answer: 'yes' | 'ask_first' | 'no'
  at: string | null
}

/** Answers by section in the order of the form, consents aside. What the form does not know comes last, under its codes. */
export function arrangeAnswers(
  answers: Answers,
  form: Form | null,
  language: string,
  otherTitle: string,
): ShownSection[] {
  const known = new Set<string>()
  const sections: ShownSection[] = (form?.sections ?? []).map(section => ({
    id: section.id,
    title: say(section.title, language),
    answers: section.fields.flatMap(field => {
      known.add(field.id)
      const value = answerOf(answers, field.id)
      return value === undefined || isConsent(value) ? [] : [shownAnswer(field, value, form, language)]
    }),
  }))
  const rest = Object.entries(answers).flatMap(([section, fields]) =>
    Object.entries(fields).flatMap(([name, value]) => {
      const id = `${section}.${name}`
      return known.has(id) || isConsent(value) ? [] : [{ ...plainAnswer(id, value), label: id }]
    }),
  )
  return [...sections, { id: 'other', title: otherTitle, answers: rest }].filter(section => section.answers.length > 0)
}

/** The consent matrix: every consent that the form asks for; what was not answered is a no. */
export function arrangeConsents(answers: Answers, form: Form | null, language: string): ShownConsent[] {
  const given = Object.entries(answers).flatMap(([section, fields]) =>
    Object.entries(fields).flatMap(([name, value]) =>
      isConsent(value) ? [[`${section}.${name}`, value] as const] : [],
    ),
  )
  const fields = form ? fieldsOf(form).filter(field => field.type === 'consent') : []
  const asked = fields.map(field => {
    const value = answerOf(answers, field.id)
    const consent = isConsent(value) ? value : null
    return {
      id: field.id,
      label: say(field.label, language),
      answer: consent?.answer ?? ('no' as const),
      at: consent?.at ?? null,
    }
  })
  const others = given
    .filter(([id]) => !fields.some(field => field.id === id))
    .map(([id, { answer, at }]) => ({ id, label: id, answer, at }))
  return [...asked, ...others]
}

const isConsent = (value: AnswerValue | undefined): value is ConsentAnswer =>
  typeof value === 'object' && !Array.isArray(value)

function plainAnswer(id: string, value: AnswerValue): Omit<ShownAnswer, 'label'> {
  const words = typeof value === 'string' ? value : null
  return { id, codes: Array.isArray(value) ? value : [], words, long: words !== null && words.length > 300 }
}

function shownAnswer(field: Field, value: AnswerValue, form: Form | null, language: string): ShownAnswer {
  const plain = { ...plainAnswer(field.id, value), label: say(field.label, language) }
  if (field.type === 'text' || field.type === 'text_long') return { ...plain, long: field.type === 'text_long' }
  const codes = plain.words === null ? plain.codes : [plain.words]
  return {
    ...plain,
    words: null,
    long: false,
    codes: codes.map(code => (form ? labelOf(form, field, code, language) : code)),
  }
}
