import { codesOf, isAnswered, itemsOf, slotOf, slotsOf, type Draft } from './draft.ts'
import { fieldOf, sectionOf } from './form-words.ts'
import type { Condition, Field, Form, Route, Section } from './form.ts'

/** The key under which a draft notes that a folded section was opened. */
export const openedKey = (section: string): string => `+${section}`

/** Whether a field stands on a screen: its conditions hold, and so do those of the fields they hang on. */
export function isShown(form: Form, field: Field, draft: Draft, item?: string): boolean {
  const section = sectionOf(form, field.id)
  if (section && isFolded(form, section, draft)) return false
  if (isLeftOut(form, field, draft, item)) return false
  if (field.type === 'refs' && field.to.every(to => itemsOf(draft, to).length === 0)) return false
  return [field.showIf ?? []].flat().every(condition => {
    const parent = fieldOf(form, condition.field)
    return parent !== undefined && isShown(form, parent, draft, item) && meets(form, condition, draft, field.id, item)
  })
}

/** Whether a condition holds, seen from a field (in an item of its section, if that repeats). */
export function meets(form: Form, condition: Condition, draft: Draft, from: string, item?: string): boolean {
  const section = sectionOf(form, condition.field)
  if (!section?.fields.some(field => field.id === condition.field)) return false
  const items = !section.repeat
    ? [undefined]
    : item !== undefined && sectionOf(form, from) === section
      ? [item]
      : itemsOf(draft, section.id)
  return items.some(one => {
    const slot = slotOf(condition.field, one)
    const codes = codesOf(draft, slot)
    if ('is' in condition) return codes.some(code => condition.is.includes(code))
    return isAnswered(draft, slot) && !codes.some(code => condition.not.includes(code))
  })
}

/** The routes that the answers so far call for, seen from a field. */
export function routesFrom(form: Form, draft: Draft, from: string, item?: string): Route[] {
  return form.routes.filter(({ when }) => when.some(condition => meets(form, condition, draft, from, item)))
}

/** Whether a route leaves a field out. What was answered already stays: nothing that was typed disappears. */
export function isLeftOut(form: Form, field: Field, draft: Draft, item?: string): boolean {
  if (form.routes.length === 0 || isAnswered(draft, slotOf(field.id, item))) return false
  const section = sectionOf(form, field.id)?.id ?? ''
  return routesFrom(form, draft, field.id, item).some(({ hide }) => hide?.includes(field.id) || hide?.includes(section))
}

/** Whether a section waits until the witness opens it. One in which something stands is open. */
export function isFolded(form: Form, section: Section, draft: Draft): boolean {
  if (draft[openedKey(section.id)] !== undefined) return false
  if (!section.folded && foldsOf(form, section, draft).length === 0) return false
  return !section.fields.some(field => slotsOf(section, field, draft).some(({ slot }) => isAnswered(draft, slot)))
}

/** The routes that fold a section. */
export function foldsOf(form: Form, section: Section, draft: Draft): Route[] {
  return form.routes.filter(
    ({ fold, when }) => fold?.includes(section.id) && when.some(one => meets(form, one, draft, section.id)),
  )
}

/** Codes of the notices that belong beside an answer: of the field, and of the routes that it calls for. */
export function noticesFor(form: Form, field: Field, draft: Draft, item?: string): string[] {
  const called = form.routes.filter(({ when }) =>
    when.some(one => one.field === field.id && meets(form, one, draft, field.id, item)),
  )
  const codes = [field.notice, ...called.map(route => route.notice)]
  return [...new Set(codes)].filter(code => code !== undefined)
}

/** Whether a whole section is left out: none of its fields could be asked. */
export function isSectionLeftOut(form: Form, section: Section, draft: Draft): boolean {
  return (
    form.routes.some(
      ({ hide, when }) => hide?.includes(section.id) && when.some(one => meets(form, one, draft, section.id)),
    ) && !section.fields.some(field => slotsOf(section, field, draft).some(({ slot }) => isAnswered(draft, slot)))
  )
}
