import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { join } from '#tests/support/evidence/bytes.ts'
import { drawnJpeg, drawnWebp } from '#tests/support/evidence/drawn.ts'
import { bombPng, cameraWebp, jpegWith, phoneJpeg, png, pngWith } from '#tests/support/evidence/pictures.ts'
import { cameraTiff, crowdedTiff } from '#tests/support/evidence/tiff.ts'
import { evidenceFiles } from '#tests/support/evidence-files.ts'
import { detectKind } from './kind.ts'
import { splitJpeg } from './jpeg-parts.ts'
import { readOrientation } from './read-picture.ts'
import { stripFile } from './strip.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

async function strip(bytes: Uint8Array) {
  const { copy, parent } = await stripFile(new Blob([join(bytes)]), await detectKind(bytes))
  return { bytes: new Uint8Array(await copy.arrayBuffer()), type: copy.type, parent }
}

const FIXTURES = { jpeg: phoneJpeg(), png: pngWith(cameraTiff()), webp: cameraWebp() }
const filters = { jpeg: stripJpeg, png: stripPng, webp: stripWebp }
const formats = ['jpeg', 'png', 'webp'] as const

/** Whether all bytes of a picture stand in another one, one after another. */
const holds = (whole: Uint8Array, part: Uint8Array) => Buffer.from(whole).includes(Buffer.from(part))

describe('taking hidden data off', () => {
  it.each(formats)('%s: nothing is left but which side is up, and the parent is named', async format => {
    const original = FIXTURES[format]
    const made = await strip(original)
    expect(made.type).toBe(`image/${format}`)
    expect(made.parent).toBe(createHash('sha256').update(original).digest('hex'))
    expect(await readOrientation(join(made.bytes).buffer)).toBe(6)
    for (const said of ['Svidok', 'Camera', 'SN-0042', 'Oksana', 'Fixture', '2024', 'trailing', 'comment'])
      expect(Buffer.from(made.bytes).includes(said)).toBe(false)
  })

  it.each(formats)('%s: what draws the picture is untouched', async format => {
    const { bytes } = await strip(FIXTURES[format])
    if (format === 'jpeg') {
      const drawing = (jpeg: Uint8Array) =>
        splitJpeg(jpeg)
          .parts.filter(({ marker }) => marker !== 0xe1 && marker !== 0xed && marker !== 0xfe)
          .map(({ start, end }) => Buffer.from(jpeg.subarray(start, end)).toString('hex'))
      expect(drawing(bytes)).toEqual(drawing(drawnJpeg))
      expect(drawing(bytes).some(part => part.startsWith('ffe2'))).toBe(true)
    }
    if (format === 'png') expect(holds(bytes, png([]).subarray(33))).toBe(true)
    // Behind RIFF's header and VP8X: ICC profile and picture.
    if (format === 'webp') expect(holds(bytes, drawnWebp.subarray(30))).toBe(true)
  })

  it('a picture that says nothing stays byte for byte', async () => {
    for (const bytes of [drawnJpeg, png([]), drawnWebp]) expect((await strip(bytes)).bytes).toEqual(bytes)
  })

  it.each(formats)('%s: every orientation is kept', async format => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const stripped = filters[format](FIXTURES[format], orientation)
      expect(await readOrientation(join(stripped).buffer)).toBe(orientation)
    }
  })

  it.each(formats)('%s: of any damaged file the result says nothing, or there is none', async format => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(FIXTURES[format].length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(FIXTURES[format].length),
        async (changes, end) => {
          const bytes = FIXTURES[format].slice(0, end)
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          const made = await strip(bytes).catch(() => null)
          if (!made) return
          expect(made.bytes.length).toBeLessThanOrEqual(bytes.length + 64)
          expect((await strip(made.bytes)).bytes).toEqual(made.bytes)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('refuses what it does not know, what is broken, and what moves', async () => {
    const refused = ['gif', 'heic with place', 'photo that was cut', 'paper with an author', '0 bytes', 'list of names']
    const files = evidenceFiles('http://127.0.0.1:9')
    for (const what of [...refused, 'video of an iPhone'])
      await expect(strip(files.find(file => file.what === what)!.bytes)).rejects.toThrow()
    const moving = join('RIFF', [20, 0, 0, 0], 'WEBP', 'ANMF', [8, 0, 0, 0], new Uint8Array(8))
    expect(() => stripWebp(moving, 1)).toThrow(/moves/)
  })

  it('takes thousands of tags and packed texts off too', async () => {
    expect((await strip(jpegWith(crowdedTiff(5_000)))).bytes).toEqual(drawnJpeg)
    expect((await strip(pngWith(crowdedTiff(10_000)))).bytes).toEqual(png([]))
    expect(Buffer.from((await strip(bombPng(1 << 22))).bytes).includes('zTXt')).toBe(false)
  })
})
