import { newContentKey } from '#app/crypto/box.ts'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import { submissionDigest, submissionId } from '#app/crypto/submission.ts'
import type { Bytes, Digest, UploadId } from '#app/crypto/types.ts'
import { adoptWrap, newEpochSecret, openEpoch, sealWrap } from '#app/crypto/wrap.ts'
import type { Written } from './written.ts'

/** A wrap of either kind (FORMAT.md §3). */
export function writeWraps(): Written[] {
  const [kemSeed, contentKey, epochSecret] = [randomBytes(32), newContentKey(), newEpochSecret()]
  const subject = randomBytes(32) as Digest
  const { publicKey } = kemKeyPairFromSeed(kemSeed)
  const opens = { section: 3, expect: 'success', comment: 'opens to the content key' } as const
  return [
    {
      name: 'wrap-sealed-success',
      ...opens,
      kemSeed: toB64u(kemSeed),
      publicKey: toB64u(publicKey),
      subject: toB64u(subject),
      wrap: toB64u(sealWrap(contentKey, publicKey, subject)),
      contentKey: toB64u(contentKey),
    },
    {
      name: 'wrap-adopted-success',
      ...opens,
      epochSecret: toB64u(epochSecret),
      subject: toB64u(subject),
      wrap: toB64u(adoptWrap(contentKey, openEpoch(epochSecret), subject)),
      contentKey: toB64u(contentKey),
    },
  ]
}

/** Digests of a submission with and without contact and files (FORMAT.md §4). */
export function writeSubmissions(): Written[] {
  const boxes = { card: randomBytes(100), account: randomBytes(200) }
  const uploads = [randomBytes(16), randomBytes(16)] as UploadId[]
  return [
    submission('submission-plain', { ...boxes, contact: null, uploads: [] }),
    submission('submission-contact-files', { ...boxes, contact: randomBytes(50), uploads }),
  ]
}

function submission(
  name: string,
  parts: { card: Bytes; account: Bytes; contact: Bytes | null; uploads: UploadId[] },
): Written {
  const digest = submissionDigest(parts)
  return {
    name,
    section: 4,
    expect: 'success',
    comment: 'digest and id',
    card: toB64u(parts.card),
    account: toB64u(parts.account),
    contact: parts.contact === null ? null : toB64u(parts.contact),
    uploads: parts.uploads.map(toB64u),
    digest: toB64u(digest),
    id: submissionId(digest),
  }
}
