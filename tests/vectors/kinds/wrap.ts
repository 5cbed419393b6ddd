import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import { submissionDigest, submissionId } from '#app/crypto/submission.ts'
import type { Digest, EpochSecret, UploadId } from '#app/crypto/types.ts'
import { adoptWrap, openEpoch, openSealedWrap, openWrap, sealWrap } from '#app/crypto/wrap.ts'
import { byteLists, bytes, differences, type Run } from './vector.ts'

/** Unwraps for the KEM key of a seed; what the vault wraps anew opens too (FORMAT.md §3). */
export const runWrapSealed: Run = vector => {
  const key = kemKeyPairFromSeed(bytes(vector, 'kemSeed'))
  const subject = bytes<Digest>(vector, 'subject')
  const contentKey = openSealedWrap(bytes(vector, 'wrap'), key, subject)
  const again = openSealedWrap(sealWrap(contentKey, key.publicKey, subject), key, subject)
  return [
    ...differences(vector, { contentKey, publicKey: key.publicKey }),
    ...differences({ ...vector, again: vector['contentKey'] }, { again }),
  ]
}

/** Unwraps for an epoch secret; wrapping again with the same nonce gives the same bytes (FORMAT.md §3). */
export const runWrapAdopted: Run = vector => {
  const epoch = openEpoch(bytes<EpochSecret>(vector, 'epochSecret'))
  const subject = bytes<Digest>(vector, 'subject')
  const wrap = bytes(vector, 'wrap')
  const contentKey = openWrap(wrap, epoch, subject)
  return differences(vector, { contentKey, wrap: adoptWrap(contentKey, epoch, subject, wrap.subarray(17, 41)) })
}

/** Digest and id of a submission whose boxes are any bytes (FORMAT.md §4). */
export const runSubmission: Run = vector => {
  const digest = submissionDigest({
    card: bytes(vector, 'card'),
    account: bytes(vector, 'account'),
    contact: vector['contact'] === null ? null : bytes(vector, 'contact'),
    uploads: byteLists<UploadId>(vector, 'uploads'),
  })
  return differences(vector, { digest, id: submissionId(digest) })
}
