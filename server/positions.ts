import { toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Db } from '#db/database.ts'
import type { Compartment } from '#db/epochs.ts'
import { lastEventOf } from '#db/events.ts'

export interface Position {
  n: number
  last: string | null
}

/** A member's newest event in each compartment (FORMAT.md §7): number and hash. */
export async function positionOf(db: Db, member: string): Promise<Record<Compartment, Position>> {
  return { account: await lastOf(db, member, 'account'), contact: await lastOf(db, member, 'contact') }
}

async function lastOf(db: Db, member: string, chain: Compartment): Promise<Position> {
  const last = await lastEventOf(db, member, chain)
  return last ? { n: last.n, last: toB64u(hash32(last.event)) } : { n: 0, last: null }
}
