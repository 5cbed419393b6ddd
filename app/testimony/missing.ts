import { isShown } from './asked.ts'
import { codesOf, isAnswered, slotsOf, type Draft, type Slot } from './draft.ts'
import type { Field, Form } from './form.ts'

export interface Missing {
  /** `consent.keep`, or another required field. */
  required: Slot[]
  /** True while there is nothing of the form's `content`. */
  content: boolean
  /** Texts over their greatest length. */
  tooLong: Slot[]
}

/** What still stands in the way of sending. */
export function findMissing(form: Form, draft: Draft): Missing {
  const missing: Missing = { required: [], content: !hasContent(form, draft), tooLong: [] }
  for (const section of form.sections)
    for (const field of section.fields)
      for (const { slot, item } of slotsOf(section, field, draft)) {
        if (!isShown(form, field, draft, item)) continue
        if (field.required && !isAccepted(field, draft, slot)) missing.required.push(slot)
        if ('maxLength' in field && lengthOf(draft[slot]) > field.maxLength) missing.tooLong.push(slot)
      }
  return missing
}

function hasContent(form: Form, draft: Draft): boolean {
  return form.content.some(id => {
    const section = form.sections.find(one => one.id === id)
    if (!section) return isAnswered(draft, id)
    return section.fields.some(field => slotsOf(section, field, draft).some(({ slot }) => isAnswered(draft, slot)))
  })
}

/** A consent that is needed has to be a yes. */
function isAccepted(field: Field, draft: Draft, slot: Slot): boolean {
  return field.type === 'consent' ? codesOf(draft, slot)[0] === 'yes' : isAnswered(draft, slot)
}

const lengthOf = (value: Draft[string]): number => (typeof value === 'string' ? value.length : 0)
