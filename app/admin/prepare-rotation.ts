import type { Keyring } from '#app/keyring/keyring.tsx'
import { postJson } from '#app/wire/client.ts'
import type { NewEpoch } from '#app/wire/members.ts'
import { compartments } from './compartments.ts'
import { makeEpoch, namesForNewest } from './new-epoch.ts'
import { today } from './today.ts'

/** The writes before anything is moved. Each may be lost or answered unheard: what is there is read anew. */
export interface PreparingWrites {
  putEpoch(epoch: NewEpoch): Promise<void>
  putNames(names: { box: string; wrap: string }): Promise<void>
}

const overHttp: PreparingWrites = {
  putEpoch: epoch => postJson('/api/desk/epochs', epoch),
  putNames: names => postJson('/api/desk/names', names),
}

/** Compartments of this member that have an older epoch open. */
export function unfinished(keyring: Keyring) {
  return compartments.filter(one => keyring.compartments.includes(one) && olderOpen(keyring, one).length > 0)
}

/** Older epochs of a compartment that are open, with what is left in them. */
export function olderOpen({ state, log }: Pick<Keyring, 'state' | 'log'>, compartment: 'account' | 'contact') {
  const newest = log.epochs[compartment].at(-1)?.epoch ?? 0
  return state.epochs.filter(one => one.compartment === compartment && one.open && one.epoch < newest)
}

/**
 * Step 1 of FORMAT.md §10 on a view that was read and verified just now: a new epoch in each compartment of this member where
 * no rotation is under way (none at all without `fresh`), and the names under the newest. Gives the keyring to go on with.
 */
export async function prepareRotation(keyring: Keyring, fresh: boolean, writes = overHttp): Promise<Keyring> {
  let view = await keyring.refresh()
  const under = unfinished(view)
  for (const compartment of compartments) {
    if (!fresh || under.includes(compartment) || !view.compartments.includes(compartment)) continue
    await writes.putEpoch(makeEpoch(view, compartment, today()))
    view = await view.refresh()
  }
  const names = namesForNewest(view)
  if (!names) return view
  await writes.putNames(names)
  return view.refresh()
}
