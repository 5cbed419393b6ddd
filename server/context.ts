import type { Language } from '#app/i18n/language.ts'
import type { Line, Wording } from '#app/i18n/wording.ts'

/** All that pages see of the server. None of it is about the visitor, but the language that they ask for. */
export type PageContext = {
  /** From Accept-Language and what the organisation offers. */
  language: Language
  /** What the organisation offers; every language before set-up. */
  languages: Language[]
  /** What the page says in that language. */
  wording: Wording
  /** What a browser without scripts is told, in every language that is offered. */
  noScript: Line[]
  setUp: boolean
  /** Where “Leave” leads (SVIDOK_LEAVE_TO); empty: to the page of this server. */
  leaveTo: string
  /** No file of a witness may be larger (SVIDOK_MAX_FILE_BYTES). */
  maxFileBytes: number
  /** Counts a fault in the log, which takes no message. */
  reportFault(): void
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends PageContext {}
}
