import { errors, load } from 'exifreader/src/exif-reader.js'
import type { Findings } from './findings.ts'
import { splitJpeg } from './jpeg-parts.ts'
import { readXmp } from './read-xmp.ts'
import { slimPicture } from './slim-picture.ts'

type Tags = Record<string, unknown>
type Groups = Record<string, Tags | undefined>

/** A compressed text or profile grows to this at most, in bytes. */
const UNPACKED = 1 << 20

/** What only says how to draw, or where in the file something stands. */
const DRAWING =
  /^(?:Orientation|(?:X|Y)Resolution|ResolutionUnit|YCbCr.*|ColorSpace|PixelXDimension|PixelYDimension|Exif IFD Pointer|GPS Info IFD Pointer|Interoperability IFD Pointer|InteroperabilityIndex|InteroperabilityVersion|ExifVersion|FlashpixVersion|ComponentsConfiguration|JPEGInterchangeFormat.*|Compression|GPS.*Ref|GPSVersionID|GPSLatitude|GPSLongitude|_raw|Image (?:Width|Height)|Bit Depth|Color Type|Filter|Interlace|Offset Schema|Padding)$/

/** EXIF, IPTC, XMP and PNG texts of a picture, by ExifReader. `bytes`: the whole picture. Throws on what it cannot read. */
export async function readPicture(bytes: ArrayBuffer, findings: Findings): Promise<void> {
  readAround(new Uint8Array(bytes), findings)
  const packets: string[] = []
  // ExifReader reads XMP where there is a DOMParser; workers have none. This one only keeps the text.
  const domParser = {
    parseFromString(text: string): never {
      packets.push(text)
      throw new Error('kept')
    },
  }
  const groups = await loadTags(bytes, domParser)
  const exif = groups.exif ?? {}
  const said = (name: string) => describe(exif[name])
  findings.place(groups.gps?.Latitude, groups.gps?.Longitude)
  findings.tell('when', join(' ', dashed(said('DateTimeOriginal')), said('OffsetTimeOriginal')))
  findings.tell('when', dashed(said('DateTime')))
  const make = said('Make')
  const model = said('Model')
  findings.tell('device', model.toLowerCase().startsWith(make.toLowerCase()) ? model : join(' ', make, model))
  for (const name of ['Artist', 'XPAuthor', 'OwnerName']) findings.tell('author', said(name))
  findings.tell('author', describe(groups.iptc?.['By-line']))
  findings.tell('author', describe(groups.pngText?.Author))
  findings.tell('software', said('Software'))
  findings.tell('software', describe(groups.pngText?.Software))
  for (const packet of packets) readXmp(packet, findings)
  if (groups.Thumbnail) findings.add('Thumbnail', 'yes')
  const told = new Set(['DateTimeOriginal', 'OffsetTimeOriginal', 'DateTime', 'Make', 'Model', 'Artist', 'Software'])
  addAll(groups.pngText, new Set(['Author', 'Software']), findings)
  addAll(groups.png, new Set(), findings)
  addAll(groups.iptc, new Set(['By-line']), findings)
  addAll(exif, told, findings)
  addAll(groups.makerNotes, new Set(), findings)
  if (groups.mpf) findings.add('MPF', 'yes')
}

/** The orientation of a picture, 1 to 8; 1 where it says none. */
export async function readOrientation(bytes: ArrayBuffer): Promise<number> {
  const { exif } = await loadTags(bytes, NO_PARSER)
  const value = (exif?.Orientation as { value?: unknown } | undefined)?.value
  return typeof value === 'number' && value >= 1 && value <= 8 ? value : 1
}

const NO_PARSER = {
  parseFromString(): never {
    throw new Error('not read')
  },
}

async function loadTags(bytes: ArrayBuffer, domParser: { parseFromString(text: string): never }): Promise<Groups> {
  const decompress = { maxDecompressedSize: UNPACKED }
  try {
    const slim = slimPicture(new Uint8Array(bytes))
    const groups = await load(slim.slice().buffer, {
      expanded: true,
      async: true,
      includeUnknown: true,
      domParser,
      decompress,
    })
    return groups as unknown as Groups
  } catch (error) {
    if (error instanceof errors.MetadataMissingError) return {}
    throw error
  }
}

/** What ExifReader is not given or leaves out: comments, packed EXIF, and what stands behind the picture, such as the film of a moving photo. */
function readAround(bytes: Uint8Array, findings: Findings): void {
  const { parts, end } = splitJpeg(bytes)
  for (const { marker, start, end: last } of parts)
    if (marker === 0xfe) findings.add('Comment', new TextDecoder().decode(bytes.subarray(start + 4, last)))
  if (bytes[0] === 0x89 && new TextDecoder('latin1').decode(bytes.subarray(0, 1 << 20)).includes('Raw profile type'))
    findings.add('Raw profile', 'yes')
  if (end !== null && end < bytes.length) findings.add('After the picture', `${bytes.length - end} bytes`)
}

function addAll(tags: Tags | undefined, told: ReadonlySet<string>, findings: Findings): void {
  for (const [name, tag] of Object.entries(tags ?? {}))
    if (!told.has(name) && !DRAWING.test(name)) findings.add(name, describe(tag))
}

/** The text of a tag, which may stand alone or in a list. */
function describe(tag: unknown): string {
  if (Array.isArray(tag)) return tag.slice(0, 20).map(describe).join(', ')
  const description = (tag as { description?: unknown } | undefined)?.description
  return typeof description === 'string' || typeof description === 'number' ? String(description).trim() : ''
}

const join = (between: string, ...texts: string[]): string => texts.filter(text => text !== '').join(between)

/** EXIF writes `2024:05:17`. */
const dashed = (when: string): string => when.replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3')
