import { join, le16, le32, utf8 } from './bytes.ts'

/** A tag of an IFD: number, and text, SHORTs, LONGs or RATIONALs (pairs). */
type Tag = readonly [number, { text: string } | { shorts: number[] } | { longs: number[] } | { rationals: number[][] }]

const FORMS = { text: 2, shorts: 3, longs: 4, rationals: 5 } as const

function valueOf(value: Tag[1]): { form: number; count: number; bytes: Uint8Array } {
  if ('text' in value) {
    const bytes = join(utf8(value.text), [0])
    return { form: FORMS.text, count: bytes.length, bytes }
  }
  if ('shorts' in value)
    return { form: FORMS.shorts, count: value.shorts.length, bytes: join(...value.shorts.map(le16)) }
  if ('longs' in value) return { form: FORMS.longs, count: value.longs.length, bytes: join(...value.longs.map(le32)) }
  const { rationals } = value
  return { form: FORMS.rationals, count: rationals.length, bytes: join(...rationals.flat().map(le32)) }
}

/** An IFD as it stands at `at`, its values behind it; `next` is the offset of the next IFD. */
export function writeIfd(tags: readonly Tag[], at: number, next = 0): Uint8Array<ArrayBuffer> {
  const values: Uint8Array[] = []
  let room = at + 2 + 12 * tags.length + 4
  const entries = tags.map(([id, value]) => {
    const { form, count, bytes } = valueOf(value)
    const head = [...le16(id), ...le16(form), ...le32(count)]
    if (bytes.length <= 4) return join(head, bytes, new Uint8Array(4 - bytes.length))
    const padded = bytes.length % 2 === 0 ? bytes : join(bytes, [0])
    values.push(padded)
    room += padded.length
    return join(head, le32(room - padded.length))
  })
  return join(le16(tags.length), ...entries, le32(next), ...values)
}

const header = (first: number): number[] => [0x49, 0x49, 42, 0, ...le32(first)]

/** What the camera of all fixtures writes. The place lies in the Sea of Azov. */
export const CAMERA = {
  latitude: 46.25,
  longitude: 36.75,
  when: '2024:05:17 14:03:22',
  make: 'Svidok Fixtures',
  model: 'Camera Nine',
  serial: 'SN-0042-FIXTURE',
  author: 'Oksana Example',
  software: 'Fixture Editor 1.0',
} as const

/** TIFF with IFD0, Exif, GPS and, where a thumbnail is given, IFD1. `orientation`: 1 to 8. */
export function cameraTiff(thumbnail?: Uint8Array, orientation = 6): Uint8Array<ArrayBuffer> {
  const first = (exif: number, gps: number): Tag[] => [
    [0x010e, { text: 'A yard by the sea' }],
    [0x010f, { text: CAMERA.make }],
    [0x0110, { text: CAMERA.model }],
    [0x0112, { shorts: [orientation] }],
    [0x0131, { text: CAMERA.software }],
    [0x0132, { text: CAMERA.when }],
    [0x013b, { text: CAMERA.author }],
    [0x8769, { longs: [exif] }],
    [0x8825, { longs: [gps] }],
  ]
  const exif: Tag[] = [
    [0x9003, { text: CAMERA.when }],
    [0x9011, { text: '+03:00' }],
    [0xa431, { text: CAMERA.serial }],
    [0xa434, { text: 'Fixture lens 28 mm' }],
  ]
  const gps: Tag[] = [
    [0x0001, { text: 'N' }],
    [0x0002, { rationals: [[46, 1], [15, 1], [0, 1]] }], // prettier-ignore
    [0x0003, { text: 'E' }],
    [0x0004, { rationals: [[36, 1], [45, 1], [0, 1]] }], // prettier-ignore
  ]
  const exifAt = 8 + writeIfd(first(0, 0), 8).length
  const gpsAt = exifAt + writeIfd(exif, exifAt).length
  const secondAt = gpsAt + writeIfd(gps, gpsAt).length
  const parts = [
    writeIfd(first(exifAt, gpsAt), 8, thumbnail ? secondAt : 0),
    writeIfd(exif, exifAt),
    writeIfd(gps, gpsAt),
  ]
  if (!thumbnail) return join(header(8), ...parts)
  const second = (at: number): Tag[] => [
    [0x0103, { shorts: [6] }],
    [0x0201, { longs: [at] }],
    [0x0202, { longs: [thumbnail.length] }],
  ]
  const thumbnailAt = secondAt + writeIfd(second(0), secondAt).length
  return join(header(8), ...parts, writeIfd(second(thumbnailAt), secondAt), thumbnail)
}

/** An IFD0 of `count` tags, each with a text of its own. */
export function crowdedTiff(count: number): Uint8Array<ArrayBuffer> {
  const tags = Array.from({ length: count }, (_, at): Tag => [0xc000 + (at % 0x3000), { longs: [at] }])
  return join(header(8), writeIfd(tags, 8))
}

/** IFDs that point at themselves: IFD0's Exif, GPS and next IFD are IFD0. */
export function circularTiff(): Uint8Array<ArrayBuffer> {
  const tags: Tag[] = [
    [0x8769, { longs: [8] }],
    [0x8825, { longs: [8] }],
    [0xa005, { longs: [8] }],
  ]
  return join(header(8), writeIfd(tags, 8, 8))
}
