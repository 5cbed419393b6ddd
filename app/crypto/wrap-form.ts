import { Failure } from '#app/crypto/failure.ts'
import type { Bytes, KeyId, SealedWrap } from '#app/crypto/types.ts'

/** Bytes of a sealed wrap, and of a grant (FORMAT.md §3, §9). */
export const SEALED_WRAP = 1185
/** Bytes of an adopted wrap (FORMAT.md §3). */
export const ADOPTED_WRAP = 89

/** What a wrap says about itself without a key (FORMAT.md §3). */
export type WrapForm = { readonly kind: 'sealed' | 'adopted'; readonly keyId: KeyId }

/**
 * The kind of a wrap and the id of the key that opens it (FORMAT.md §3). Throws `unsupported` on an
 * unknown kind, `malformed` on another length.
 */
export function wrapForm(wrap: Bytes): WrapForm {
  const kind = wrap[0]
  if (kind === undefined) throw new Failure('malformed', 'an empty wrap')
  if (kind !== 1 && kind !== 2) throw new Failure('unsupported', 'an unknown kind of wrap')
  if (wrap.length !== (kind === 1 ? SEALED_WRAP : ADOPTED_WRAP))
    throw new Failure('malformed', 'a wrap of another length')
  return { kind: kind === 1 ? 'sealed' : 'adopted', keyId: wrap.subarray(1, 17) as KeyId }
}

/** The same bytes as a sealed wrap (FORMAT.md §3). Throws the codes of `wrapForm`; the other kind is `malformed`. */
export function checkSealedWrap(wrap: Bytes): SealedWrap {
  if (wrapForm(wrap).kind !== 'sealed') throw new Failure('malformed', 'not a sealed wrap')
  return wrap as SealedWrap
}
