import { isShown } from './asked.ts'
import { codesOf, slotsOf, type Draft } from './draft.ts'
import type { Field, Form, Section } from './form.ts'

/** Files are answers by their ids: `f1`, `f2` … What they are stands in the manifest (FORMAT.md §4). */

/** Whether a text is an id as the page gives it. */
export const isFileId = (text: string): boolean => /^f[1-9]\d{0,3}$/.test(text)

/** Whether a field is answered with files. */
export const holdsFiles = ({ type }: Field): boolean => type === 'file' || type === 'audio'

/** The field by which a repeated section is a list of files: its first one. */
export function fileFieldOf({ repeat, fields }: Section): Field | undefined {
  return repeat && fields[0]?.type === 'file' ? fields[0] : undefined
}

/** Ids of all files that would be sent with a draft, in the order in which they stand. */
export function attachedTo(form: Form, draft: Draft): string[] {
  return form.sections.flatMap(section =>
    section.fields
      .filter(holdsFiles)
      .flatMap(field =>
        slotsOf(section, field, draft).flatMap(({ slot, item }) =>
          isShown(form, field, draft, item) ? codesOf(draft, slot).filter(isFileId) : [],
        ),
      ),
  )
}
