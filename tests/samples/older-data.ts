import type { Answers } from '#app/testimony/answers.ts'

/** What a dated sample holds besides the server's files: invented people, their passphrases, what was told. */
export interface OlderData {
  people: { handle: string; passphrase: string }[]
  shares: string[]
  /** `answers`: all that was told, where the sample says so. */
  submissions: {
    id: string
    narrative: string
    answers?: Answers
    /** Small files that followed in messages, in their order. */
    files?: { name: string; text: string }[]
  }[]
  /** Status of the first submission, set by a signed event. */
  status: string
}
