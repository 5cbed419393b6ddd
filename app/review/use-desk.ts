import { useCallback, useMemo, useRef } from 'react'
import type { Keyring } from '#app/keyring/keyring.tsx'
import type { Triage } from '#app/testimony/triage.ts'
import { newEventServer } from './desk-server.ts'
import { gateWriter } from './gated-writer.ts'
import { rowTriage } from './queue-row.ts'
import { ownKey, reviewKeysOf } from './review-keys.ts'
import { useQueue } from './use-queue.ts'
import { useReading } from './use-reading.ts'
import { newEventWriter } from './write-event.ts'

/** The queue, the testimony that is open, and the writer of events, over one keyring. */
export function useDesk(keyring: Keyring) {
  const latest = useRef(keyring)
  latest.current = keyring
  const me = ownKey(keyring)
  const { writer, readings, waits } = useMemo(() => newDeskWriter(() => latest.current), [])
  const queue = useQueue(keyring, readings)
  const { store } = queue
  const chainChanged = useCallback((id: string, triage: Triage) => store.decide(id, rowTriage(triage, me)), [store, me])
  const keys = useCallback(() => reviewKeysOf(latest.current), [])
  const lock = useCallback(() => latest.current.lock(), [])
  return { queue, waits: waits(), reading: useReading({ keys, writer, me, chainChanged, lock }) }
}

function newDeskWriter(keyring: () => Keyring) {
  const { keys, state } = keyring()
  const { contact } = state.me.position
  return gateWriter(
    newEventWriter(
      { sign: keys.sign, log: () => keyring().log.head.hash, positions: { account: { n: 0, last: null }, contact } },
      newEventServer(() => reviewKeysOf(keyring())),
    ),
  )
}
