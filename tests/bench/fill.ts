import { join } from 'node:path'
import { newContentKey, sealBox } from '#app/crypto/box.ts'
import { boxCommitment } from '#app/crypto/box-form.ts'
import { concat, randomBytes, utf8Bytes } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { submissionDigest } from '#app/crypto/submission.ts'
import { adoptWrap, sealWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import { openDatabase } from '#db/database.ts'
import { listEpochs } from '#db/epochs.ts'
import { ADOPTED, SEALED } from '#db/wraps.ts'

const BATCH = 1_000
const CARD = utf8Bytes(
  JSON.stringify({
    v: 1,
    form: { id: 'measurement', version: '1' },
    mode: 'express',
    lang: 'uk',
    urgent: [],
    capacity: 'family',
    share: {},
    words: 'Це було наприкінці лютого, точно не скажу.',
    length: 42,
    files: 0,
    contact: false,
  }),
)

/**
 * Writes submissions into the database of a stopped server by the server's own functions: cards and accounts of 1 KB that
 * open, as an intake of years leaves them. `adopted` ones have both wraps, as the server keeps them; their sealed
 * wrap has the right form but random bytes, for nobody opens it beside an adopted one.
 */
export async function fillSubmissions(
  folder: string,
  epoch: OpenEpoch,
  count: number,
  kind: 'sealed' | 'adopted',
): Promise<void> {
  const database = openDatabase(join(folder, 'svidok.db'))
  try {
    const row = (await listEpochs(database.db)).find(one => one.open && one.compartment === 'account')
    if (!row) throw new Error('no open epoch of the compartment account')
    const plain = { card: CARD, account: utf8Bytes('{}') }
    const hot = database.hot()
    for (let from = 0; from < count; from += BATCH) {
      await database.db.transaction().execute(() => {
        for (let i = from; i < Math.min(count, from + BATCH); i++) {
          const key = newContentKey()
          const card = sealBox('card', plain.card, key)
          const account = sealBox('account', plain.account, key)
          const digest = submissionDigest({ card, account, contact: null, uploads: [] })
          const boxes = { card, account, contact: null, contactHash: null, accountHash: hash32(account) }
          const rest = { day: '2026-11-21', uploads: new Uint8Array(), tokenHash: null, proof: null }
          const submission = hot.insertSubmission({ digest, ...boxes, ...rest })
          if (submission === null) throw new Error('the same digest twice')
          const commitment = boxCommitment(account)
          const place = { submission, compartment: 'account' as const, message: 0 }
          const wrap = { ...place, subject: digest, epoch: row.id, commitment }
          const sealed =
            kind === 'sealed'
              ? sealWrap(key, epoch.kem.publicKey, digest)
              : concat(Uint8Array.of(SEALED), epoch.keyId, randomBytes(1168))
          hot.putWrap({ ...wrap, kind: SEALED, wrap: sealed })
          if (kind === 'adopted') hot.putWrap({ ...wrap, kind: ADOPTED, wrap: adoptWrap(key, epoch, digest) })
        }
        return Promise.resolve()
      })
    }
  } finally {
    await database.close()
  }
}
