import { equal } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, Compartment, ContentKey, Digest } from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { adoptWrap, openWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import type { WrapSwap } from '#app/wire/queue.ts'

/** What a wrap gave: the content key has matched the commitment of its box. */
export interface OpenedWrap<T> {
  value: T
  wrap: Bytes
  contentKey: ContentKey
  digest: Digest
}

/**
 * Opens with the first wrap that works, best first: a wrong adoption loses nothing (FORMAT.md §3). `open` throws a
 * Failure for a wrap that does not; when none does, the failure of the best wrap is thrown, unless it only says `wrong-key`
 * and another says more.
 */
export function openWithAny<T extends { contentKey: ContentKey; digest: Digest }>(
  wraps: readonly Bytes[],
  epochs: readonly OpenEpoch[],
  open: (wrap: Bytes, epoch: OpenEpoch) => T,
): OpenedWrap<T> {
  let first: Failure | null = null
  for (const wrap of wraps) {
    try {
      const value = open(wrap, epochOf(wrap, epochs))
      return { value, wrap, contentKey: value.contentKey, digest: value.digest }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (!first || (first.code === 'wrong-key' && error.code !== 'wrong-key')) first = error
    }
  }
  throw first ?? new Failure('wrong-key', 'no wrap for an epoch that is held')
}

function epochOf(wrap: Bytes, epochs: readonly OpenEpoch[]): OpenEpoch {
  const { keyId } = wrapForm(wrap)
  const epoch = epochs.find(each => equal(each.keyId, keyId))
  if (!epoch) throw new Failure('wrong-key', 'the wrap is for an epoch that is not held')
  return epoch
}

/**
 * The adoption of what was opened, or null when `best`, the wrap that the server gives first, is adopted and opened
 * already. It is for the newest epoch, takes the place of `best`, and is opened once before it is given out.
 */
export function adoptOpened(
  opened: OpenedWrap<unknown>,
  best: Bytes,
  epochs: readonly OpenEpoch[],
  compartment: Compartment,
): WrapSwap | null {
  const newest = epochs[0]
  if (!newest || (opened.wrap === best && isAdoptedFor(best, newest))) return null
  const wrap = adoptWrap(opened.contentKey, newest, opened.digest)
  if (!equal(openWrap(wrap, newest, opened.digest), opened.contentKey)) throw new Error('an adopted wrap does not open')
  return { subject: opened.digest, compartment, read: hash32(best), wrap }
}

function isAdoptedFor(wrap: Bytes, epoch: OpenEpoch): boolean {
  const form = wrapForm(wrap)
  return form.kind === 'adopted' && equal(form.keyId, epoch.keyId)
}
