import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cameraHeic, cameraWebp, jpegWith, phoneJpeg, pngWith } from '#tests/support/evidence/pictures.ts'
import { join, utf8 } from '#tests/support/evidence/bytes.ts'
import { drawnWebm } from '#tests/support/evidence/drawn.ts'
import { appleMp4, lociMp4, PHONE, placedMp4, toneWav } from '#tests/support/evidence/media.ts'
import { authoredPdf } from '#tests/support/evidence/documents.ts'
import { CAMERA, cameraTiff, crowdedTiff } from '#tests/support/evidence/tiff.ts'
import { evidenceFiles } from '#tests/support/evidence-files.ts'
import { detectKind, HEAD_BYTES } from './kind.ts'
import { lookInside } from './look-inside.ts'

const PLACE = { latitude: CAMERA.latitude, longitude: CAMERA.longitude }
const NOTHING = { place: null, when: null, device: null, author: null, software: null, more: [], left: 0 }

async function look(bytes: Uint8Array) {
  return lookInside(new Blob([join(bytes)]), await detectKind(bytes.subarray(0, HEAD_BYTES)))
}

const files = evidenceFiles('http://127.0.0.1:9')
const fileOf = (what: string) => files.find(file => file.what === what)!.bytes

describe('what a file says of itself', () => {
  it.each([
    ['JPEG', phoneJpeg()],
    ['HEIC', cameraHeic()],
    ['WebP', cameraWebp()],
    ['PNG', pngWith(cameraTiff())],
  ])('%s: place, time, device, author, program, numbers', async (_, bytes) => {
    const hidden = await look(bytes)
    expect(hidden).toMatchObject({
      place: PLACE,
      when: '2024-05-17 14:03:22 +03:00',
      device: `${CAMERA.make} ${CAMERA.model}`,
      author: CAMERA.author,
      software: CAMERA.software,
    })
    expect(hidden?.more).toContainEqual({ name: 'BodySerialNumber', value: CAMERA.serial })
  })

  it('JPEG: thumbnail, IPTC, comment and what stands behind the picture', async () => {
    expect((await look(phoneJpeg()))?.more).toEqual(
      expect.arrayContaining([
        { name: 'Thumbnail', value: 'yes' },
        { name: 'City', value: 'Fixture City' },
        { name: 'Comment', value: 'comment of a fixture' },
        { name: 'After the picture', value: '25 bytes' },
      ]),
    )
  })

  it('PNG: texts, also compressed ones', async () => {
    expect((await look(fileOf('screenshot with texts')))?.more).toEqual(
      expect.arrayContaining([
        { name: 'Description', value: 'Знімок екрана' },
        { name: 'Comment', value: 'a compressed comment' },
      ]),
    )
  })

  it('film: place as Android, 3GPP and iPhones write it, time, device, program', async () => {
    expect((await look(placedMp4()))?.place).toEqual(PLACE)
    expect((await look(lociMp4()))?.place).toEqual(PLACE)
    expect((await look(placedMp4()))?.when).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
    expect(await look(appleMp4())).toMatchObject({
      place: PLACE,
      when: PHONE.when,
      device: `${PHONE.make} ${PHONE.model}`,
      software: PHONE.software,
    })
  })

  it('sound: who made it', async () => {
    expect((await look(toneWav(1, 'Oksana Example')))?.author).toBe('Oksana Example')
    expect((await look(fileOf('tone as ogg')))?.software).toMatch(/Mediabunny/)
    expect(await look(drawnWebm)).toEqual(NOTHING)
  })

  it('paper: authors of particulars and XMP, programs, times', async () => {
    const hidden = await look(authoredPdf())
    expect(hidden).toMatchObject({
      author: CAMERA.author,
      when: '2024-05-17 14:03:22 +03:00',
      software: 'Fixture Writer',
    })
    expect(hidden?.more).toEqual(
      expect.arrayContaining([
        { name: 'author', value: 'Second Author' },
        { name: 'software', value: 'Fixture Producer 2.1' },
      ]),
    )
  })

  it('nothing, where a picture or a text says nothing', async () => {
    for (const what of ['the same photo, which says nothing', 'plain png', 'plain webp', 'list of names'])
      expect(await look(fileOf(what))).toEqual(NOTHING)
  })

  it('is not known of what nobody can read', async () => {
    for (const what of ['gif', '0 bytes', 'zip bomb', 'docx with tracked changes', 'program'])
      expect(await look(fileOf(what))).toBeNull()
    const long = new Blob([phoneJpeg(), new Uint8Array(64 << 20)])
    expect(await lookInside(long, { type: 'image/jpeg', shownAs: 'image' })).toBeNull()
  })

  it('is cut: at most 200 entries, short names and values, the rest counted', async () => {
    const crowded = await look(pngWith(crowdedTiff(10_000)))
    expect(crowded?.more).toHaveLength(200)
    expect(crowded?.left).toBe(9_800)
    const long = await look(jpegWith(cameraTiff(utf8('x'.repeat(30_000)))))
    for (const { name, value } of [...crowded!.more, ...long!.more]) {
      expect(name.length).toBeLessThanOrEqual(60)
      expect(value.length).toBeLessThanOrEqual(200)
    }
  })

  it('never throws, whatever the bytes, and stays bounded', async () => {
    const seeds = files.filter(({ bytes }) => bytes.length > 0 && bytes.length < 10_000).map(({ bytes }) => bytes)
    const damaged = fc
      .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(9999), fc.nat(255)), { maxLength: 30 }), fc.nat(9999))
      .map(([seed, changes, end]) => {
        const bytes = seed.slice(0, end)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        return bytes
      })
    await fc.assert(
      fc.asyncProperty(damaged, async bytes => {
        const hidden = await look(bytes)
        expect(JSON.stringify(hidden).length).toBeLessThan(100_000)
      }),
      { numRuns: 300 },
    )
  })
})
