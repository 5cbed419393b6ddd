import { describe, expect, it } from 'vitest'
import { be16, join, le16, le32 } from '#tests/support/evidence/bytes.ts'
import { jpegWith, phoneJpeg, pngWith, png } from '#tests/support/evidence/pictures.ts'
import { CAMERA, circularTiff, crowdedTiff } from '#tests/support/evidence/tiff.ts'
import { Findings } from './findings.ts'
import { readPicture } from './read-picture.ts'
import { slimPicture } from './slim-picture.ts'

/** A TIFF of a few tags that all claim the same many bytes. */
const greedyTiff = (tags: number, claimed: number) =>
  join(
    [0x49, 0x49, 42, 0],
    le32(8),
    le16(tags),
    ...Array.from({ length: tags }, (_, at) => join(le16(0xc000 + at), le16(1), le32(claimed), le32(0))),
    le32(0),
    new Uint8Array(claimed),
  )

describe('what of a picture is read', () => {
  it('leaves tags as they are, and out what draws', () => {
    const whole = phoneJpeg()
    expect(slimPicture(whole).length).toBeLessThan(whole.length)
    expect(Buffer.from(slimPicture(whole)).includes(CAMERA.serial)).toBe(true)
    expect(Buffer.from(slimPicture(png([]))).includes('IDAT')).toBe(false)
    for (const tiff of [crowdedTiff(5_000), circularTiff()]) expect(() => slimPicture(jpegWith(tiff))).not.toThrow()
  })

  it('refuses tags that claim more than any camera writes', async () => {
    const greedy = [jpegWith(greedyTiff(3_000, 20_000)), pngWith(greedyTiff(40, 1 << 20)), greedyTiff(40, 1 << 20)]
    for (const bytes of greedy) {
      expect(() => slimPicture(bytes)).toThrow(/too many/)
      await expect(readPicture(join(bytes).buffer, new Findings())).rejects.toThrow(/too many/)
    }
  })

  it('refuses thousands of segments and chunks, and only names packed EXIF', async () => {
    const segment = join([0xff, 0xe1], be16(2))
    const segments = join([0xff, 0xd8], ...Array.from({ length: 5_000 }, () => segment), [0xff, 0xd9])
    expect(() => slimPicture(segments)).toThrow(/too much/)
    const chunk = join([0, 0, 0, 3], 'tEXt', 'a\0b', [0, 0, 0, 0])
    expect(() => slimPicture(png(Array.from({ length: 5_000 }, () => chunk)))).toThrow(/too much/)
    const profile = join([0, 0, 0, 24], 'tEXt', 'Raw profile type exif\0ab', [0, 0, 0, 0])
    expect(Buffer.from(slimPicture(png([profile]))).includes('Raw profile')).toBe(false)
    const findings = new Findings()
    await readPicture(png([profile]).buffer, findings)
    expect(findings.result.more).toEqual([{ name: 'Raw profile', value: 'yes' }])
  })
})
