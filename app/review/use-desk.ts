import { useCallback, useMemo, useRef } from 'react'
import type { Keyring } from '#app/keyring/keyring.tsx'
import type { Triage } from '#app/testimony/triage.ts'
import { newEventServer } from './desk-server.ts'
import type { Position } from './ledger.ts'
import { rowTriage } from './queue-row.ts'
import { reviewKeysOf } from './review-keys.ts'
import { ownKey, useQueue } from './use-queue.ts'
import { useReading } from './use-reading.ts'
import { newEventWriter, type EventWriter } from './write-event.ts'

/** The queue, the testimony that is open, and the writer of events, over one keyring. */
export function useDesk(keyring: Keyring) {
  const latest = useRef(keyring)
  latest.current = keyring
  const me = ownKey(keyring)
  const { writer, verified } = useMemo(() => newGatedWriter(() => latest.current), [])
  const queue = useQueue(keyring, verified)
  const { store } = queue
  const chainChanged = useCallback((id: string, triage: Triage) => store.decide(id, rowTriage(triage, me)), [store, me])
  const keys = useCallback(() => reviewKeysOf(latest.current), [])
  const lock = useCallback(() => latest.current.lock(), [])
  return { queue, reading: useReading({ keys, writer, me, chainChanged, lock }) }
}

/**
 * A writer that signs nothing before the queue was read: until then our position is only what the server claims, and two
 * events under one number would look like a fork.
 */
function newGatedWriter(keyring: () => Keyring): {
  writer: EventWriter
  verified: (position: Position | null) => void
} {
  let open: () => void = () => undefined
  const gate = new Promise<void>(resolve => (open = resolve))
  const { keys, state } = keyring()
  const inner = newEventWriter(
    { sign: keys.sign, log: () => keyring().log.head.hash, positions: state.me.position },
    newEventServer(() => reviewKeysOf(keyring())),
  )
  return {
    writer: { ...inner, write: (target, decision) => gate.then(() => inner.write(target, decision)) },
    verified(position) {
      if (position) inner.advance('account', position)
      open()
    },
  }
}
