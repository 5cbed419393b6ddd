import { describe, expect, it } from 'vitest'
import { be32, join, le32 } from '#tests/support/evidence/bytes.ts'
import { drawnWebm } from '#tests/support/evidence/drawn.ts'
import { placedMp4, toneWav } from '#tests/support/evidence/media.ts'
import { Findings } from './findings.ts'
import { readIso6709, readMedia } from './read-media.ts'

/** A file of these parts, numbers for so many zeros, that counts what is read of it. */
function longFile(...parts: (Uint8Array | number)[]) {
  const lengths = parts.map(part => (typeof part === 'number' ? part : part.length))
  const size = lengths.reduce((sum, length) => sum + length, 0)
  const counted = { read: 0 }
  const slice = (start: number, end: number) => ({
    arrayBuffer() {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
      counted.read += bytes.length
      let at = 0
      for (const [each, part] of parts.entries()) {
        const first = Math.max(at, start)
        const last = Math.min(at + lengths[each]!, start + bytes.length)
        if (typeof part !== 'number' && first < last) bytes.set(part.subarray(first - at, last - at), first - start)
        at += lengths[each]!
      }
      return Promise.resolve(bytes.buffer)
    },
  })
  return { file: { size, slice } as unknown as Blob, counted }
}

const FIVE_GIB = 5 * 2 ** 30

describe('films and sounds', () => {
  it('of gigabytes are read in slices of a few kB', async () => {
    const film = placedMp4()
    const at = Buffer.from(film).indexOf('moov') - 4
    const data = join(be32(1), 'mdat', be32(1), be32((FIVE_GIB % 2 ** 32) + 16))
    const { file, counted } = longFile(film.subarray(0, 24), data, FIVE_GIB, film.subarray(at))
    const findings = new Findings()
    await readMedia(file, 'video/mp4', findings)
    expect(findings.result.place).toEqual({ latitude: 46.25, longitude: 36.75 })
    expect(counted.read).toBeLessThan(100_000)

    const head = join('RIFF', le32(0xffffffff), 'WAVE', toneWav(1).subarray(12, 36), 'data', le32(0xfffffff0))
    for (const [type, long] of [
      ['audio/wav', longFile(head, 0xfffffff0)],
      ['video/webm', longFile(drawnWebm, FIVE_GIB)],
    ] as const) {
      await readMedia(long.file, type, new Findings())
      expect(long.counted.read).toBeLessThan(100_000)
    }
  })

  it('that name gigabytes for a tag are read to a bound', async () => {
    const flac = join('fLaC', [0, 0, 0, 34], new Uint8Array(34), [0x84, 0xff, 0xff, 0xff])
    const { file, counted } = longFile(flac, FIVE_GIB)
    await readMedia(file, 'audio/flac', new Findings()).catch(() => undefined)
    expect(counted.read).toBeLessThanOrEqual(64 << 20)
  })

  it('name places in degrees, minutes or seconds', () => {
    expect(readIso6709('+46.2500+036.7500+012.000/')).toEqual([46.25, 36.75])
    expect(readIso6709('+4615-03645/')).toEqual([46.25, -36.75])
    expect(readIso6709('-461500.0+0364500.0/')).toEqual([-46.25, 36.75])
    for (const text of ['', 'nowhere', null, 46]) expect(readIso6709(text)).toEqual([null, null])
  })
})
