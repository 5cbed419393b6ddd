import { Failure } from '#app/crypto/failure.ts'
import { fingerprint } from '#app/trust/fingerprint.ts'
import type { KeyLog } from '#app/trust/key-log.ts'

/** Fingerprints that a link carries: of genesis, and of a statement that the log must hold (FORMAT.md §8). */
export type Pin = { readonly genesis: string; readonly statement: string | null }

const FORM = /^([0-9]{40})(?:-([0-9]{40}))?$/

/**
 * The pin in the fragment of a link, with or without its `#`; null for an empty fragment (FORMAT.md §8).
 * Throws `malformed` on anything else. Undone by `formatPin`.
 */
export function parsePin(fragment: string): Pin | null {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment
  if (text === '') return null
  const [, genesis, statement] = FORM.exec(text) ?? []
  if (genesis === undefined) throw new Failure('malformed', 'not a pin')
  return { genesis, statement: statement ?? null }
}

/** The fragment of a link, without `#` (FORMAT.md §8). Undone by `parsePin`. */
export function formatPin({ genesis, statement }: Pin): string {
  return statement === null ? genesis : `${genesis}-${statement}`
}

/** Refuses the log of another organisation, and one that lacks the pinned statement (FORMAT.md §8). Throws `wrong-key`. */
export function checkPin(log: KeyLog, pin: Pin): void {
  const [genesis] = log.statements
  if (genesis === undefined || fingerprint(genesis.text) !== pin.genesis) {
    throw new Failure('wrong-key', 'the log is of another organisation')
  }
  if (pin.statement === null) return
  if (!log.statements.some(({ text }) => fingerprint(text) === pin.statement)) {
    throw new Failure('wrong-key', 'the log lacks the pinned statement')
  }
}
