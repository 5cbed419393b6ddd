import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { join, utf8 } from '#tests/support/evidence/bytes.ts'
import { drawnMp4, toneM4a } from '#tests/support/evidence/drawn.ts'
import { evidenceFiles } from '#tests/support/evidence-files.ts'
import { detectKind, HEAD_BYTES } from './kind.ts'

const kindOf = (bytes: Uint8Array) => detectKind(bytes.subarray(0, HEAD_BYTES))

describe('the kind of a file', () => {
  it.each(evidenceFiles('http://127.0.0.1:9'))('is known of: $what', async ({ bytes, shownAs }) => {
    expect((await kindOf(bytes)).shownAs).toBe(shownAs)
  })

  it('names the type by content', async () => {
    const types: Record<string, string> = {}
    for (const { what, bytes } of evidenceFiles('http://127.0.0.1:9')) types[what] = (await kindOf(bytes)).type
    expect(types).toMatchObject({
      'photo of a phone': 'image/jpeg',
      'heic with place': 'image/heic',
      'video of an iPhone': 'video/mp4',
      'tone as webm': 'audio/webm',
      'tone as m4a': 'audio/mp4',
      'tone as ogg': 'audio/ogg',
      'paper with an author': 'application/pdf',
      'drawing with scripts': 'text/plain',
      'docx with tracked changes': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      '0 bytes': 'application/octet-stream',
      'control characters': 'application/octet-stream',
    })
  })

  it('is text in UTF-8 and marked UTF-16 alone', async () => {
    const utf16 = (text: string) => join([0xff, 0xfe], new Uint8Array(Buffer.from(text, 'utf16le')))
    const texts = [
      utf8('BM and MZ begin words too'),
      utf8('\ufeffПерший\r\n'),
      utf16('Перший'),
      utf16('Перший').map((_, at, all) => all[at ^ 1]!),
    ]
    for (const text of texts) expect(await kindOf(text)).toEqual({ type: 'text/plain', shownAs: 'text' })
    for (const text of [utf16('a\0b'), join([0xcf, 0xe5, 0xf0, 0xe2]), utf8('\x1b[2J')])
      expect((await kindOf(text)).shownAs).not.toBe('text')
  })

  it('is text when the head ends inside a character', async () => {
    const text = utf8(`a${'ї'.repeat(HEAD_BYTES)}`)
    expect(HEAD_BYTES % 2).toBe(0)
    expect((await kindOf(text)).shownAs).toBe('text')
  })

  it('is video while the tracks of a container are not in its head', async () => {
    const at = Buffer.from(toneM4a).indexOf('moov') - 4
    expect((await kindOf(toneM4a.subarray(0, at))).type).toBe('video/mp4')
    expect((await kindOf(drawnMp4)).type).toBe('video/mp4')
  })

  it('is decided for any bytes', async () => {
    const heads = evidenceFiles('http://127.0.0.1:9').map(({ bytes }) => bytes.subarray(0, 2000))
    const damaged = fc
      .tuple(fc.constantFrom(...heads), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 20 }), fc.nat(2000))
      .map(([head, changes, end]) => {
        const bytes = head.slice(0, end)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        return bytes
      })
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async bytes => {
        const { type, shownAs } = await kindOf(bytes)
        expect(type).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/)
        expect(shownAs === 'text').toBe(type === 'text/plain')
      }),
      { numRuns: 300 },
    )
  })
})
