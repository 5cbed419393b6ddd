import { expect, expectTypeOf, test } from 'vitest'
import type { openBox, sealBox } from './box.ts'
import type { submissionDigest } from './submission.ts'
import type {
  AdoptedWrap,
  Box,
  Bytes,
  ContentKey,
  Digest,
  EpochSecret,
  Grant,
  Hash32,
  KemPublicKey,
  KemSecretKey,
  MemberSecret,
  Sealed,
  SealedWrap,
  SignPublicKey,
  SignSecretKey,
  Wrap,
} from './types.ts'
import type { sealWrap } from './wrap.ts'

/** These lines are checked by the compiler: each one says what must not compile. */
test('the compiler tells sealed from plain, secret from public, and one box from another', () => {
  const plain: Bytes = new Uint8Array(1)
  // @ts-expect-error plain bytes are no box
  const box: Box<'card'> = plain
  // @ts-expect-error a card is no account
  const account: Box<'account'> = box
  // @ts-expect-error plain bytes are nothing that a witness uploads
  const card: Sealed['card'] = plain
  // @ts-expect-error a secret key is never sealed to
  const to: KemPublicKey = plain as KemSecretKey
  // @ts-expect-error a sign key is no KEM key
  const kem: KemPublicKey = plain as SignPublicKey
  // @ts-expect-error a secret does not verify
  const verifies: SignPublicKey = plain as SignSecretKey
  // @ts-expect-error an epoch secret is no content key
  const contentKey: ContentKey = plain as EpochSecret
  // @ts-expect-error a member secret is no epoch secret
  const epoch: EpochSecret = plain as MemberSecret
  // @ts-expect-error a grant is no wrap
  const wrap: Wrap = plain as Grant
  // @ts-expect-error an adopted wrap is nothing that a witness sends
  const sent: SealedWrap = plain as AdoptedWrap
  // @ts-expect-error any hash is not yet a digest
  const digest: Digest = plain as Hash32
  expect([box, account, card, to, kem, verifies, contentKey, epoch, wrap, sent, digest]).toHaveLength(11)
})

test('what the vault takes and gives', () => {
  expectTypeOf<Parameters<typeof sealWrap>>().branded.toEqualTypeOf<[ContentKey, KemPublicKey, Digest, Bytes?]>()
  expectTypeOf<Parameters<typeof openBox>[2]>().toEqualTypeOf<ContentKey>()
  expectTypeOf<ReturnType<typeof sealBox<'card'>>>().toEqualTypeOf<Box<'card'>>()
  expectTypeOf<ReturnType<typeof submissionDigest>>().toEqualTypeOf<Digest>()
  expectTypeOf<Digest>().toExtend<Hash32>()
  expectTypeOf<SealedWrap>().toExtend<Wrap>()
  expectTypeOf<Box<'card'>>().toExtend<Bytes>()
})
