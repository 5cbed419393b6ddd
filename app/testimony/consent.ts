import * as z from 'zod/mini'

/** Consent is given recipient by recipient and enforced by the software. */

/** An answer that was given. What was not answered is not stored and counts as `no`. */
export const Consent = z.enum(['yes', 'ask_first', 'no'])
export type Consent = z.infer<typeof Consent>

/** UTC to the minute. */
export const Minute = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/))

/** One consent as it was given: with the version and the language of the words that were shown, and when. */
export const ConsentAnswer = z.object({
  answer: Consent,
  textVersion: z.string(),
  textLang: z.string(),
  at: Minute,
})
export type ConsentAnswer = z.infer<typeof ConsentAnswer>

/** What an answer allows; nothing was answered: `no`. */
export function consentOf(answer: unknown): Consent {
  const parsed = z.safeParse(ConsentAnswer, answer)
  return parsed.success ? parsed.data.answer : 'no'
}
