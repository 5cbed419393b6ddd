import * as z from 'zod/mini'
import { openBox, newContentKey, sealBox } from '#app/crypto/box.ts'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import type { Digest } from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { adoptWrap, openWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import type { DeskState } from '#app/wire/members.ts'

/** Names of people by member id: they stand in no log and no roster, only in this team box. */
export const Names = z.object({ v: z.literal(1), names: z.record(z.string(), z.string()) })
export type Names = Record<string, string>

/**
 * Opens the names that members share. Only an adopted wrap counts: a sealed one can be made by whoever has the public
 * key, the server too. Throws `wrong-key`, `tampered`, `malformed`.
 */
export function openNames(sealed: NonNullable<DeskState['names']>, epochs: readonly OpenEpoch[]): Names {
  const box = fromB64u(sealed.box)
  const subject = hash32(box) as unknown as Digest
  for (const wrap of sealed.wraps.map(fromB64u)) {
    const { kind, keyId } = wrapForm(wrap)
    const epoch = epochs.find(held => toB64u(held.keyId) === toB64u(keyId))
    if (kind !== 'adopted' || !epoch) continue
    const names = z.safeParse(Names, decodeJson(openBox('team', box, openWrap(wrap, epoch, subject))))
    if (!names.success) throw new Failure('malformed', 'not a box of names')
    return names.data.names
  }
  throw new Failure('wrong-key', 'no adopted wrap for a held epoch')
}

/** Seals names under a key of their own, adopted for an epoch of the compartment `account`. Undone by `openNames`. */
export function sealNames(names: Names, epoch: OpenEpoch): { box: string; wrap: string } {
  const key = newContentKey()
  const box = sealBox('team', encodeJson({ v: 1, names }), key)
  const subject = hash32(box) as unknown as Digest
  return { box: toB64u(box), wrap: toB64u(adoptWrap(key, epoch, subject)) }
}
