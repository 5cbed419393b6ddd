import { fromB64u, utf8Bytes } from '#app/crypto/bytes.ts'
import { checkSignPublicKey } from '#app/crypto/keys.ts'
import type { Digest, Hash32 } from '#app/crypto/types.ts'
import { dayText } from '#app/trust/day.ts'
import { tombstoneText, verifyTombstone } from '#app/trust/tombstone.ts'
import { byteLists, bytes, differences, text, type Run } from './vector.ts'

/** A tombstone that the witness signed (FORMAT.md §12). */
export const runTombstone: Run = vector => {
  const witness = checkSignPublicKey(bytes(vector, 'by'))
  const signature = { by: text(vector, 'by'), sig: text(vector, 'sig') }
  const { digest, at, reason, events } = verifyTombstone(utf8Bytes(text(vector, 'text')), [signature], {
    witness,
    members: [],
  })
  const again = tombstoneText({
    digest: fromB64u(digest) as Digest,
    at,
    reason,
    events: events.map(event => fromB64u(event) as Hash32),
  })
  return differences(vector, { text: new TextDecoder().decode(again) })
}

/** The text of a day and its SHA-256 (FORMAT.md §13). */
export const runDay: Run = vector => {
  const day = {
    date: text(vector, 'date'),
    before: text(vector, 'before'),
    submissions: byteLists<Digest>(vector, 'submissions'),
    events: byteLists<Hash32>(vector, 'events'),
  }
  return differences(vector, dayText(day))
}
