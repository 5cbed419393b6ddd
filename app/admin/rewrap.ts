import { matches } from '#app/crypto/box.ts'
import { equal, toB64u } from '#app/crypto/bytes.ts'
import { Failure, attempt } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, Compartment, ContentKey, Digest } from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { adoptWrap, openWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import type { WrapEntry, WrapSwap } from '#app/wire/queue.ts'

/** What a page of old wraps becomes. */
export interface Rewrapped {
  swaps: WrapSwap[]
  /** Wraps that do not open, or whose key does not match the commitment of their box: the subject (b64u) and the epoch that the wrap names, null when it is none. */
  broken: { subject: string; epoch: number | null }[]
}

/** Keys by the id (b64u) that wraps name. */
export interface RewrapKeys {
  newest: OpenEpoch
  older: ReadonlyMap<string, OpenEpoch & { readonly epoch: number }>
  /** Key ids of open epochs of which this member has no grant: not broken, but not ours to move. */
  unheld: ReadonlySet<string>
}

/**
 * Opens each old wrap, checks its key against the box, adopts it for the newest epoch and opens the new wrap once before it is sent (FORMAT.md §10).
 * Throws `wrong-key` at an open epoch that this member does not hold: somebody who holds it must go on.
 */
export function rewrapPage(compartment: Compartment, entries: readonly WrapEntry[], keys: RewrapKeys): Rewrapped {
  const done: Rewrapped = { swaps: [], broken: [] }
  for (const entry of entries) {
    const wrap = attempt(() => rewrap(compartment, entry, keys))
    if (wrap === 'unheld') throw new Failure('wrong-key', 'an open epoch without a grant')
    if (wrap instanceof Failure) {
      const epoch = attempt(() => keys.older.get(toB64u(wrapForm(entry.wrap).keyId))?.epoch ?? null)
      done.broken.push({ subject: toB64u(entry.subject), epoch: epoch instanceof Failure ? null : epoch })
    } else if (wrap) done.swaps.push({ subject: entry.subject, compartment, read: hash32(entry.wrap), wrap })
  }
  return done
}

/**
 * What of a page of successors does not open to the key of its box: subjects, b64u. Anybody who holds the compartment may have
 * made them, and the older wrap is destroyed next (FORMAT.md §10).
 */
export function findBroken(compartment: Compartment, entries: readonly WrapEntry[], newest: OpenEpoch): string[] {
  const broken = entries.filter(({ wrap, subject, commitment }) => {
    const opened = attempt(() => fits(openWrap(wrap, newest, subject as Digest), compartment, commitment))
    return opened !== true
  })
  return broken.map(({ subject }) => toB64u(subject))
}

function rewrap(compartment: Compartment, entry: WrapEntry, { newest, older, unheld }: RewrapKeys) {
  const subject = entry.subject as Digest
  const keyId = toB64u(wrapForm(entry.wrap).keyId)
  if (keyId === toB64u(newest.keyId)) return null
  if (unheld.has(keyId)) return 'unheld' as const
  const epoch = older.get(keyId)
  if (!epoch) throw new Failure('wrong-key', 'a wrap for no epoch')
  const key = openWrap(entry.wrap, epoch, subject)
  if (!fits(key, compartment, entry.commitment)) throw new Failure('wrong-key', 'the box commits to another key')
  const adopted = adoptWrap(key, newest, subject)
  if (!equal(openWrap(adopted, newest, subject), key)) throw new Error('a new wrap does not open')
  return adopted
}

/** Whether a key is that of the box: of account, contact, or a message, which is wrapped for the accounts (FORMAT.md §6). */
function fits(key: ContentKey, compartment: Compartment, commitment: Bytes): boolean {
  return matches(key, compartment, commitment) || (compartment === 'account' && matches(key, 'message', commitment))
}
