import { equal, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type {
  ExportKey,
  Hash32,
  InvitationSecret,
  KemPublicKey,
  MemberSecret,
  RecoverySecret,
  SignPublicKey,
} from '#app/crypto/types.ts'
import { grantEpoch, openGrant } from '#app/trust/grant.ts'
import { checkInvitationMac, invitationMac, invitationToken } from '#app/trust/invitation.ts'
import { lockMember, memberKeys, unlockMember } from '#app/trust/member.ts'
import { combineShares, recoveryKeys, shareHash } from '#app/trust/recovery.ts'
import { byteLists, bytes, differences, number, type Run } from './vector.ts'

/** The key pairs of a member (FORMAT.md §9). */
export const runMemberKeys: Run = vector => {
  const { kem, sign, reply } = memberKeys(bytes<MemberSecret>(vector, 'secret'))
  return differences(vector, { kem: kem.publicKey, sign: sign.publicKey, reply: reply.publicKey })
}

/** Unlocks a member's secret; locking it again with the same nonce gives the same bytes (FORMAT.md §9). */
export const runLock: Run = vector => {
  const exportKey = bytes<ExportKey>(vector, 'exportKey')
  const genesisHash = bytes<Hash32>(vector, 'genesisHash')
  const lock = bytes(vector, 'lock')
  const secret = unlockMember(lock, exportKey, genesisHash, bytes<SignPublicKey>(vector, 'sign'))
  return differences(vector, { secret, lock: lockMember(secret, exportKey, genesisHash, lock.slice(0, 24)) })
}

/** Opens a grant for an epoch of the log; what the vault grants anew opens too (FORMAT.md §9). */
export const runGrant: Run = vector => {
  const { kem } = memberKeys(bytes<MemberSecret>(vector, 'memberSecret'))
  const epochs = [{ keyHash: toB64u(hash32(bytes(vector, 'epochPublicKey'))) }]
  const opened = openGrant(bytes(vector, 'grant'), kem, epochs)
  const again = openGrant(grantEpoch(opened.secret, kem.publicKey), kem, epochs)
  return [
    ...differences(vector, { epochSecret: opened.secret, epochPublicKey: opened.kem.publicKey }),
    ...(equal(again.secret, opened.secret) ? [] : ['a new grant']),
  ]
}

/** Token and MAC of an invitation (FORMAT.md §9). */
export const runInvitation: Run = vector => {
  const secret = bytes<InvitationSecret>(vector, 'secret')
  const genesisHash = bytes<Hash32>(vector, 'genesisHash')
  const keys = {
    sign: bytes<SignPublicKey>(vector, 'sign'),
    reply: bytes<SignPublicKey>(vector, 'reply'),
    kem: bytes<KemPublicKey>(vector, 'kem'),
  }
  checkInvitationMac(bytes(vector, 'mac'), secret, genesisHash, keys)
  return differences(vector, { token: invitationToken(secret), mac: invitationMac(secret, genesisHash, keys) })
}

/** The key pairs of recovery (FORMAT.md §9). */
export const runRecoveryKeys: Run = vector => {
  const { kem, sign } = recoveryKeys(bytes<RecoverySecret>(vector, 'secret'))
  return differences(vector, { kem: kem.publicKey, sign: sign.publicKey })
}

/** Any `threshold` neighbours among the shares give the secret; each has its hash (FORMAT.md §9). */
export const runRecoveryShares: Run = async vector => {
  const shares = byteLists(vector, 'shares')
  const threshold = number(vector, 'threshold')
  const found = differences(vector, { hashes: shares.map(shareHash) })
  for (let i = 0; i < shares.length; i++) {
    const some = [...shares, ...shares].slice(i, i + threshold)
    found.push(...differences(vector, { secret: await combineShares(some) }))
  }
  return found
}
