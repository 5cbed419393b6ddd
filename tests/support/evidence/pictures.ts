import { crc32, deflateSync } from 'node:zlib'
import { be16, be32, join, le32, utf8, type Part } from './bytes.ts'
import { drawnJpeg, drawnWebp } from './drawn.ts'
import { CAMERA, cameraTiff } from './tiff.ts'

const segment = (marker: number, ...parts: readonly Part[]): Uint8Array => {
  const data = join(...parts)
  return join([0xff, marker], be16(data.length + 2), data)
}

/** A JPEG with these segments before all others. */
const withSegments = (...segments: Uint8Array[]): Uint8Array<ArrayBuffer> =>
  join(drawnJpeg.subarray(0, 2), ...segments, drawnJpeg.subarray(2))

const exifSegment = (tiff: Uint8Array): Uint8Array => segment(0xe1, 'Exif\0\0', tiff)

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${CAMERA.software}">
<dc:creator><rdf:Seq><rdf:li>${CAMERA.author}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`

/** IPTC in a Photoshop segment: by-line and city. */
function iptcSegment(): Uint8Array {
  const dataset = (number: number, text: string) => join([0x1c, 2, number], be16(text.length), text)
  const records = join(dataset(80, CAMERA.author), dataset(90, 'Fixture City'))
  const padding = records.length % 2 === 0 ? [] : [0]
  return segment(0xed, 'Photoshop 3.0\0', '8BIM', be16(0x0404), [0, 0], be32(records.length), records, padding)
}

/** A photo as a phone makes it: EXIF with place, time, device, author, thumbnail; XMP; IPTC; comment; bytes behind the end. */
export function phoneJpeg(): Uint8Array<ArrayBuffer> {
  return join(
    withSegments(
      exifSegment(cameraTiff(drawnJpeg)),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', XMP),
      iptcSegment(),
      segment(0xfe, 'comment of a fixture'),
    ),
    'trailing bytes of a phone',
  )
}

/** The same picture, which says nothing. */
export const plainJpeg = (): Uint8Array<ArrayBuffer> => join(drawnJpeg)

/** A JPEG with this TIFF as its EXIF. */
export const jpegWith = (tiff: Uint8Array): Uint8Array<ArrayBuffer> => withSegments(exifSegment(tiff))

const chunk = (type: string, ...parts: readonly Part[]): Uint8Array => {
  const data = join(...parts)
  return join(be32(data.length), type, data, be32(crc32(join(type, data))))
}

/** A PNG with these chunks before the picture. */
export function png(chunks: readonly Uint8Array[], width = 48, height = 32): Uint8Array<ArrayBuffer> {
  const row = Buffer.alloc(1 + width * 3, 0x60)
  row[0] = 0
  const picture = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  return join(
    [0x89],
    'PNG\r\n\x1a\n',
    chunk('IHDR', be32(width), be32(height), [8, 2, 0, 0, 0]),
    ...chunks,
    chunk('IDAT', picture),
    chunk('IEND'),
  )
}

/** A screenshot that names its maker: tEXt, iTXt, zTXt, tIME, EXIF. */
export function screenshotPng(): Uint8Array<ArrayBuffer> {
  return png([
    chunk('tEXt', 'Author\0', CAMERA.author),
    chunk('tEXt', 'Software\0', CAMERA.software),
    chunk('iTXt', 'Description\0\0\0\0\0', utf8('Знімок екрана')),
    chunk('zTXt', 'Comment\0\0', deflateSync('a compressed comment')),
    chunk('tIME', be16(2024), [5, 17, 14, 3, 22]),
    chunk('eXIf', cameraTiff()),
  ])
}

/** A PNG with this TIFF as its EXIF. */
export const pngWith = (tiff: Uint8Array): Uint8Array<ArrayBuffer> => png([chunk('eXIf', tiff)])

/** Texts and a profile of `size` bytes, which weigh a thousandth of it. */
export function bombPng(size: number): Uint8Array<ArrayBuffer> {
  const bomb = deflateSync(Buffer.alloc(size, 0x20), { level: 9 })
  return png([chunk('iCCP', 'bomb\0\0', bomb), chunk('zTXt', 'Comment\0\0', bomb)])
}

/** A WebP with EXIF and XMP. */
export function cameraWebp(): Uint8Array<ArrayBuffer> {
  const riff = (type: string, data: Uint8Array) => join(type, le32(data.length), data, data.length % 2 === 0 ? [] : [0])
  const body = join(drawnWebp.subarray(12), riff('EXIF', cameraTiff()), riff('XMP ', utf8(XMP)))
  // The first chunk is VP8X: its flags stand at the ninth byte.
  body[8]! |= 0x0c
  return join('RIFF', le32(body.length + 4), 'WEBP', body)
}

/** A HEIC without a picture, with EXIF as phones lay it out. */
export function cameraHeic(): Uint8Array<ArrayBuffer> {
  const box = (type: string, ...parts: readonly Part[]) => {
    const data = join(...parts)
    return join(be32(data.length + 8), type, data)
  }
  const head = box('ftyp', 'heic', be32(0), 'mif1heic')
  const exif = join(be32(6), 'Exif\0\0', cameraTiff())
  const meta = (at: number) =>
    box(
      'meta',
      be32(0),
      box('hdlr', be32(0), be32(0), 'pict', new Uint8Array(13)),
      box('pitm', be32(0), be16(1)),
      box('iinf', be32(0), be16(1), box('infe', be32(0x02000000), be16(2), be16(0), 'Exif\0')),
      box('iloc', be32(0), [0x44, 0], be16(1), be16(2), be16(0), be16(1), be32(at), be32(exif.length)),
    )
  const at = head.length + meta(0).length + 8
  return join(head, meta(at), box('mdat', exif))
}

/** A GIF of one pixel; with a comment that ends as a script where one is given. */
export function gif(script = ''): Uint8Array<ArrayBuffer> {
  const comment = script ? join([0x21, 0xfe, script.length], script, [0]) : []
  const picture = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]
  return join('GIF89a', [1, 0, 1, 0, 0x80, 0, 0, 0x20, 0x40, 0x6a, 0xff, 0xff, 0xff], comment, picture)
}
