import { z } from 'zod/mini'
import { fromB64u, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import { checkSignPublicKey } from '#app/crypto/keys.ts'
import type { Bytes, Compartment, OwnBytes } from '#app/crypto/types.ts'
import { b64uField, compartmentField, parseFields, wholeField } from '#app/trust/fields.ts'
import type { KeyLog } from '#app/trust/key-log.ts'

const lastEvent = z.object({ n: wholeField(0), last: z.optional(b64uField(32)) })

/** The duties of version 1; a roster with any other is malformed (FORMAT.md §9). */
export const Role = z.enum(['admin', 'reviewer', 'custodian'])
export type Role = z.infer<typeof Role>

/** A member as the roster names them: keys and duties, never a name (FORMAT.md §9). */
export const RosterMember = z.object({
  id: b64uField(16),
  sign: b64uField(32),
  kemHash: b64uField(32),
  reply: b64uField(32),
  roles: z.array(Role),
  compartments: z.array(compartmentField),
  from: wholeField(0),
  left: z.optional(z.object({ seq: wholeField(0), account: lastEvent, contact: lastEvent })),
})
export type RosterMember = z.infer<typeof RosterMember>

/** Who is and was a member (FORMAT.md §9). Members alone see it. */
export const Roster = z.object({ v: z.literal(1), nonce: b64uField(16), members: z.array(RosterMember) })
export type Roster = z.infer<typeof Roster>

/** The text of a roster, whose hash a `roster` statement names (FORMAT.md §9). Read by `parseRoster`. */
export function rosterText(members: readonly RosterMember[], nonce: Bytes = randomBytes(16)): OwnBytes {
  return encodeJson({ v: 1, nonce: toB64u(nonce), members })
}

/**
 * The roster of a text whose hash stands last in the verified key log (FORMAT.md §9). Throws `truncated`
 * for a roster that was replaced, `tampered` for one that the log never named, `malformed` when fields are
 * missing, a key is none, or a member stands twice.
 */
export function parseRoster(text: Bytes, log: KeyLog): Roster {
  const hash = toB64u(hash32(text))
  if (hash !== log.rosterHash) {
    const replaced = log.statements.some(statement => statement.type === 'roster' && statement.rosterHash === hash)
    throw replaced
      ? new Failure('truncated', 'the log names a newer roster')
      : new Failure('tampered', 'the log names another roster')
  }
  const roster = parseFields(Roster, decodeJson(text))
  for (const { sign, reply } of roster.members) {
    checkSignPublicKey(fromB64u(sign))
    checkSignPublicKey(fromB64u(reply))
  }
  for (const field of ['id', 'sign'] as const) {
    if (new Set(roster.members.map(member => member[field])).size !== roster.members.length) {
      throw new Failure('malformed', 'a member stands twice in the roster')
    }
  }
  return roster
}

/** The members who hold a compartment now: whom a new epoch is granted to (FORMAT.md §10). */
export function holdersOf(roster: Roster, compartment: Compartment): RosterMember[] {
  return roster.members.filter(({ left, compartments }) => left === undefined && compartments.includes(compartment))
}
