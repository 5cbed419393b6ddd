/** What a dated sample holds besides the server's files: invented people, their passphrases, what was told. */
export interface OlderData {
  people: { handle: string; passphrase: string }[]
  shares: string[]
  submissions: { id: string; narrative: string }[]
  /** Status of the first submission, set by a signed event. */
  status: string
}
