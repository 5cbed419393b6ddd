import { fromB64u } from '#app/crypto/bytes.ts'
import { keyId } from '#app/crypto/key-id.ts'
import { currentEpoch, verifyEpochKey } from '#app/trust/key-log.ts'
import type { NewEpoch, RetireEpoch } from '#app/wire/members.ts'
import { newMadeHash } from '#app/wire/made-hash.ts'
import { closeEpoch, insertEpoch, listEpochs } from '#db/epochs.ts'
import { deleteGrantsOf } from '#db/grants.ts'
import { findNames } from '#db/names.ts'
import { countLeft, deleteWrapsOfEpoch, listAllMade } from '#db/wraps.ts'
import { readAuthority, requireAdmin, requireCompartment } from './authority.ts'
import { settleGrants, storeGrants } from './grants.ts'
import type { Instance } from './instance.ts'
import { extendLog, storeStatements } from './key-log.ts'
import { Refused } from './refusal.ts'
import { cutLog } from './cut-log.ts'

/**
 * Signs a new epoch into the log, with grants to every member of the compartment and to recovery, in one transaction
 * (FORMAT.md §10, step 1). For an admin who holds the compartment. Throws `forbidden`, `conflict` when the log moved on, and
 * the codes of what is wrong.
 */
export async function addEpoch(instance: Instance, member: string, { entry, key, grants }: NewEpoch): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    const authority = await readAuthority(instance, trx, member)
    requireAdmin(authority)
    requireCompartment(authority, key.compartment)
    const { log, roster } = await instance.keyLog.readWithRoster(trx)
    const extended = extendLog(log, [entry])
    const epoch = currentEpoch(extended, key.compartment)
    if (epoch.seq !== extended.head.seq || epoch.epoch !== key.epoch) throw new Refused('malformed')
    const kem = verifyEpochKey(epoch, fromB64u(key.kem))
    await storeStatements(trx, extended, log.head.seq + 1, null)
    await insertEpoch(trx, { compartment: key.compartment, epoch: key.epoch, kem, keyId: keyId(kem) })
    await storeGrants(trx, grants)
    await settleGrants(trx, roster)
  })
  instance.log({ event: 'statements appended', count: 1 })
}

/**
 * Closes an epoch and destroys its grants and wraps (FORMAT.md §10, step 3), in free pages and in the write-ahead log too.
 * For admins who hold the compartment. Grant to recovery and quarantined wraps stay where something can be opened by nothing
 * else. `made` is the hash (`newMadeHash`) of the successors that the browser opened. Throws `conflict` while a wrap has no successor, one
 * stands there that was not opened, or the names are wrapped for it; `not-found` for another epoch than an open one that was replaced; a
 * closed one is closed already.
 */
export async function retireEpoch(
  instance: Instance,
  member: string,
  { compartment, epoch, made }: RetireEpoch,
): Promise<void> {
  const started = performance.now()
  await instance.db.transaction().execute(async trx => {
    const authority = await readAuthority(instance, trx, member)
    requireAdmin(authority)
    requireCompartment(authority, compartment)
    const [newest, ...older] = (await listEpochs(trx)).filter(one => one.compartment === compartment)
    const old = older.find(one => one.epoch === epoch)
    if (!newest || !old) throw new Refused('not-found')
    if (!old.open) return
    const wraps = await countLeft(trx, compartment, old.id, newest.id)
    if (wraps > 0 || (await findNames(trx))?.epoch === old.id) throw new Refused('conflict')
    const opened = newMadeHash()
    for (const wrap of await listAllMade(trx, { newest: newest.id, older: old.id })) opened.add(wrap)
    if (opened.end() !== made) throw new Refused('conflict')
    const quarantined = await deleteWrapsOfEpoch(trx, old.id, newest.id)
    await deleteGrantsOf(trx, old.id, !quarantined)
    await closeEpoch(trx, old.id)
  })
  await cutLog(instance)
  instance.log({ event: 'epoch retired', milliseconds: performance.now() - started })
}
