import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { keyId } from '#app/crypto/key-id.ts'
import type { Compartment } from '#app/crypto/types.ts'
import { newEpochSecret, openEpoch } from '#app/crypto/wrap.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { sealNames } from '#app/keyring/names.ts'
import { currentEpoch, verifyEpochKey } from '#app/trust/key-log.ts'
import { epochText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import type { NewEpoch } from '#app/wire/members.ts'
import { grantsForAll } from './epoch-grants.ts'
import { requireSoleSigner } from './roster-change.ts'
import type { RotationTask } from './rotation.ts'

/** The part of a keyring that a rotation works from. */
export type RotationView = Pick<Keyring, 'epochs' | 'keys' | 'log' | 'roster' | 'state' | 'compartments'>

/**
 * Step 1 of FORMAT.md §10: a new epoch, granted to every member of the compartment in the newest roster and to recovery, and
 * signed. Only a member of the compartment makes one. Throws `unsupported`, `wrong-key` (a served key is not the roster's), `truncated`.
 */
export function makeEpoch(view: RotationView, compartment: Compartment, day: string): NewEpoch {
  const { log, roster, keys, state } = view
  requireSoleSigner(log, keys.sign)
  if (!view.compartments.includes(compartment)) throw new Failure('unsupported', 'not a member of the compartment')
  const open = openEpoch(newEpochSecret())
  const epoch = currentEpoch(log, compartment).epoch + 1
  const entry = signStatement(epochText(log, { at: day, compartment, kem: open.kem.publicKey }), [keys.sign])
  const grants = grantsForAll(compartment, epoch, open, { log, roster, served: state })
  return { entry, key: { compartment, epoch, kem: toB64u(open.kem.publicKey) }, grants }
}

/** What is left of a rotation, from the server's state: null when no older epoch is open. Throws `wrong-key` without the newest grant. */
export function taskLeft(view: RotationView, compartment: Compartment): RotationTask | null {
  const { log, state } = view
  const current = currentEpoch(log, compartment).epoch
  const older = state.epochs.filter(one => one.compartment === compartment && one.open && one.epoch < current)
  if (older.length === 0) return null
  const held = view.epochs[compartment]
  const newest = held.find(one => one.epoch === current)
  if (!newest) throw new Failure('wrong-key', 'no grant of the newest epoch')
  return {
    compartment,
    newest: { epoch: current, secret: newest.secret },
    older: older.map(({ epoch }) => {
      const own = held.find(one => one.epoch === epoch)
      return {
        epoch,
        keyId: own ? toB64u(own.keyId) : servedKeyId(view, compartment, epoch),
        secret: own?.secret ?? null,
      }
    }),
  }
}

/** The names under the newest epoch of `account`; null when they are there already, or do not open. */
export function namesForNewest(keyring: Keyring): ReturnType<typeof sealNames> | null {
  const [newest] = keyring.epochs.account
  const { names } = keyring.state
  if (!newest || !names || keyring.namesFailure !== null) return null
  const there = names.wraps.some(wrap => toB64u(fromB64u(wrap).subarray(1, 17)) === toB64u(newest.keyId))
  return there ? null : sealNames(keyring.names, newest)
}

function servedKeyId({ log, state }: RotationView, compartment: Compartment, epoch: number): string {
  const named = log.epochs[compartment].find(one => one.epoch === epoch)
  const served = state.keys.find(key => key.compartment === compartment && key.epoch === epoch)
  if (!named || !served) throw new Failure('truncated', 'an open epoch whose key is not served')
  return toB64u(keyId(verifyEpochKey(named, fromB64u(served.kem))))
}
