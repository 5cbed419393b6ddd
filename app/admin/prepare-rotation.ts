import type { Keyring } from '#app/keyring/keyring.tsx'
import { holdersOf } from '#app/trust/roster.ts'
import { postJson, Refused } from '#app/wire/client.ts'
import type { NewEpoch } from '#app/wire/members.ts'
import { compartments } from './compartments.ts'
import { makeEpoch, namesForNewest } from './new-epoch.ts'
import { today } from './today.ts'

/** The writes before anything is moved. Each may be lost or answered unheard: what is there is read anew. */
export interface PreparingWrites {
  putEpoch(epoch: NewEpoch): Promise<void>
  putNames(names: { box: string; wrap: string }): Promise<void>
}

export const overHttp: PreparingWrites = {
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

/** Hears how far the events are read before anything is signed; `read`: all are, and nothing is missing. */
export interface PreparingWatch {
  reading(chains: number): void
  read(): void
}

const unwatched: PreparingWatch = { reading: () => undefined, read: () => undefined }

/**
 * Step 1 of FORMAT.md §10: a new epoch in each compartment of this member where no rotation is under way (none at all without
 * `fresh`), and the names under the newest. Gives the keyring to go on with. A new epoch is made on a whole view alone: throws
 * `truncated` where events name more than the key log holds, and `Refused('conflict')` when somebody would get a grant who stands
 * not in `keyring`, which the screen shows. To go on with what was begun asks for neither.
 */
export async function prepareRotation(
  keyring: Keyring,
  fresh: boolean,
  writes = overHttp,
  watch = unwatched,
): Promise<Keyring> {
  let view = fresh ? await keyring.refreshWhole({ told: watch.reading }) : await keyring.refresh()
  watch.read()
  const under = unfinished(view)
  for (const compartment of compartments) {
    if (!fresh || under.includes(compartment) || !view.compartments.includes(compartment)) continue
    const shown = new Set(holdersOf(keyring.roster, compartment).map(member => member.sign))
    if (!holdersOf(view.roster, compartment).every(member => shown.has(member.sign))) throw new Refused('conflict')
    await writes.putEpoch(makeEpoch(view, compartment, today()))
    view = await view.refresh()
  }
  const names = namesForNewest(view)
  if (!names) return view
  await writes.putNames(names)
  return view.refresh()
}
