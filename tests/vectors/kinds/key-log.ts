import type { Compartment } from '#app/crypto/types.ts'
import { fingerprint, fingerprintGroups } from '#app/trust/fingerprint.ts'
import { epochToSealTo, verifyEpochKey, verifyKeyLog } from '#app/trust/key-log.ts'
import { checkPin, formatPin, parsePin } from '#app/trust/pin.ts'
import { bytes, differences, text, type Run } from './vector.ts'

/** Verifies the log, asks for the epoch to seal to, then checks the pin where there is one (FORMAT.md §8). */
export const runKeyLog: Run = vector => {
  const log = verifyKeyLog(vector['log'] as unknown[])
  const epoch = epochToSealTo(log, text(vector, 'compartment') as Compartment, text(vector, 'today'))
  const pin = 'pin' in vector ? parsePin(`#${text(vector, 'pin')}`) : null
  if (pin !== null) checkPin(log, pin)
  const publicKey = 'publicKey' in vector ? verifyEpochKey(epoch, bytes(vector, 'publicKey')) : undefined
  return differences(vector, {
    fingerprint: fingerprintGroups(fingerprint(log.statements[0]!.text)).join(' '),
    genesisHash: log.genesisHash,
    head: log.head.hash,
    epoch: epoch.epoch,
    keyHash: epoch.keyHash,
    ...(pin === null ? {} : { pin: formatPin(pin) }),
    ...(publicKey === undefined ? {} : { publicKey }),
  })
}
