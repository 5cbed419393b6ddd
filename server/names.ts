import { checkBoxForm } from '#app/crypto/box-form.ts'
import { equal, fromB64u } from '#app/crypto/bytes.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import type { TeamBox as TeamBoxSchema } from '#app/wire/members.ts'
import type { Transactor } from '#db/database.ts'
import { listEpochs } from '#db/epochs.ts'
import { replaceNames } from '#db/names.ts'
import type * as z from 'zod/mini'
import { readAuthority } from './authority.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'

type TeamBox = z.infer<typeof TeamBoxSchema>

/** Puts a box of names in place of the old one. Throws the codes of a box's form, and `expired` when its wrap names no open epoch. */
export async function storeNames(trx: Transactor, names: TeamBox): Promise<void> {
  const box = checkBoxForm('team', fromB64u(names.box))
  const wrap = fromB64u(names.wrap)
  const { keyId } = wrapForm(wrap)
  const epoch = (await listEpochs(trx)).find(one => one.compartment === 'account' && equal(one.keyId, keyId))
  if (!epoch?.open) throw new Refused('expired')
  await replaceNames(trx, { box, wrap, epoch: epoch.id })
}

/** The same for a member who can open the old ones, or an admin. Throws `forbidden`. */
export async function changeNames(instance: Instance, member: string, names: TeamBox): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    const { admin, compartments } = await readAuthority(instance, trx, member)
    if (!admin && !compartments.includes('account')) throw new Refused('forbidden')
    await storeNames(trx, names)
  })
}
