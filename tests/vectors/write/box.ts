import { CHUNK } from '#app/crypto/box-form.ts'
import { deriveBoxKey, newContentKey, sealBox } from '#app/crypto/box.ts'
import { concat, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { paddedLength } from '#app/crypto/padding.ts'
import type { Bytes, Purpose } from '#app/crypto/types.ts'
import type { Written } from './written.ts'

/** Boxes of every purpose and around the border of a chunk, and lists of padded lengths (FORMAT.md §2). */
export function writeBoxes(): Written[] {
  const told = (paragraphs: number) => encodeJson({ v: 1, text: 'Свідчення про те, що було. '.repeat(paragraphs) })
  return [
    box('box-card', 'padded to 1,024', 'card', encodeJson({ v: 1, lang: 'uk', mode: 'express' })),
    box('box-account', 'padded to 4,096; Cyrillic', 'account', told(60)),
    box('box-account-large', 'above 16,384: Padmé padding', 'account', told(1200)),
    box(
      'box-contact',
      'the contact compartment',
      'contact',
      encodeJson({ v: 1, name: 'О.', phone: '+380 00 000 00 01' }),
    ),
    box(
      'box-message',
      'a signature and JSON; the signature is random here',
      'message',
      concat(randomBytes(64), told(1)),
    ),
    box('box-team', 'what members share', 'team', encodeJson({ v: 1, names: { a: 'Олена' } })),
    box('box-file', 'zero padding to Padmé; true size 70,001', 'file', randomBytes(70_001)),
    box('box-file-empty', 'an empty file is padded like any small one', 'file', new Uint8Array(0)),
    box('box-file-exact-chunk', 'exactly one full chunk, which is the last', 'file', randomBytes(CHUNK)),
    box('box-file-two-chunks', 'two chunks', 'file', randomBytes(CHUNK + 56)),
    writePadding(),
  ]
}

function box(name: string, comment: string, purpose: Purpose, plaintext: Bytes): Written {
  const contentKey = newContentKey()
  const noncePrefix = randomBytes(16)
  const long = plaintext.length > 200_000
  return {
    name,
    section: 2,
    expect: 'success',
    comment,
    purpose,
    contentKey: toB64u(contentKey),
    boxKey: toB64u(deriveBoxKey(contentKey, purpose)),
    noncePrefix: toB64u(noncePrefix),
    ...(long
      ? { plaintextLength: plaintext.length, plaintextHash: toB64u(hash32(plaintext)) }
      : { plaintext: toB64u(plaintext) }),
    box: toB64u(sealBox(purpose, plaintext, contentKey, noncePrefix)),
  }
}

function writePadding(): Written {
  const pairs = (purpose: Purpose, lengths: number[]) => lengths.map(length => [length, paddedLength(purpose, length)])
  return {
    name: 'padding',
    section: 2,
    expect: 'success',
    comment: '[length, padded length]',
    json: pairs('team', [1, 1024, 1025, 4097, 16_384, 16_385, 70_000, 1_000_000]),
    file: pairs('file', [0, 1, 65_536, 65_537, 70_001, 1_000_000, 3_000_000_000, 2 ** 40 - 1]),
  }
}
