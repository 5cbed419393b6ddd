import { isShown } from '#app/testimony/asked.ts'
import type { Draft } from '#app/testimony/draft.ts'
import type { Field, Form, Section } from '#app/testimony/form.ts'

/** One screen: a question, or a few that belong together. */
export interface Screen {
  /** Id of its first field. */
  id: string
  section: Section
  /** Number of the section, from 1. */
  part: number
  /** The first of its section, which says what comes. */
  first: boolean
  fields: Field[]
}

/** The screens that stand between the welcome and the check, as the answers so far have it. */
export function screensOf(form: Form, draft: Draft): Screen[] {
  const screens: Screen[] = []
  form.sections.forEach((section, i) => {
    let last: Screen | undefined
    for (const field of section.fields) {
      if (!isShown(form, field, draft)) continue
      if (field.joined && last) {
        last.fields.push(field)
        continue
      }
      const screen: Screen = { id: field.id, section, part: i + 1, first: !last, fields: [field] }
      last = screen
      screens.push(screen)
    }
  })
  return screens
}

/** The check of the answers is the last part. */
export function partsOf(form: Form): number {
  return form.sections.length + 1
}

/** The screen on which a field stands. */
export function screenWith(screens: readonly Screen[], field: string): Screen | undefined {
  return screens.find(screen => screen.fields.some(one => one.id === field))
}
