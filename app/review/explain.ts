import type { DeskText } from '#app/i18n/desk/text.ts'

/** What a failure code means to a reviewer, and what to do. */
export function explain(code: string, text: DeskText): string {
  return Object.hasOwn(text.codes, code) ? text.codes[code as keyof DeskText['codes']] : text.codes.other
}
