import { be16, be32, join, le16, le32, type Part } from './bytes.ts'
import { drawnMp4 } from './drawn.ts'

/** An atom of ISO files. */
export function atom(type: string, ...parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const data = join(...parts)
  return join(be32(data.length + 8), type, data)
}

/** What the phone of the fixtures writes into a video. */
export const PHONE = {
  place: '+46.2500+036.7500+012.000/',
  when: '2024-05-17T14:03:22+0300',
  make: 'Svidok Fixtures',
  model: 'Phone Nine',
  software: '17.4.1',
} as const

/** QuickTime's `meta` with `keys`, as phones write it. */
function quickTimeMeta(): Uint8Array {
  const values = [
    ['com.apple.quicktime.location.ISO6709', PHONE.place],
    ['com.apple.quicktime.creationdate', PHONE.when],
    ['com.apple.quicktime.make', PHONE.make],
    ['com.apple.quicktime.model', PHONE.model],
    ['com.apple.quicktime.software', PHONE.software],
  ] as const
  const keys = values.map(([name]) => join(be32(name.length + 8), 'mdta', name))
  const list = values.map(([, text], at) =>
    join(be32(text.length + 24), be32(at + 1), atom('data', be32(1), be32(0), text)),
  )
  return atom(
    'meta',
    atom('hdlr', be32(0), be32(0), 'mdta', new Uint8Array(12), [0]),
    atom('keys', be32(0), be32(keys.length), ...keys),
    atom('ilst', ...list),
  )
}

/** `loci` of 3GPP: place as fixed-point numbers. */
const loci = (): Uint8Array =>
  atom(
    'loci',
    be32(0),
    be16(0x15c7),
    'Fixture\0',
    [0],
    be32(36.75 * 65_536),
    be32(46.25 * 65_536),
    be32(0),
    'earth\0\0',
  )

/** A short video with atoms behind those of its `moov`, which stands last, so that no offset changes. */
function withAtoms(...atoms: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const at = Buffer.from(drawnMp4).indexOf('moov') - 4
  return join(drawnMp4.subarray(0, at), atom('moov', drawnMp4.subarray(at + 8), ...atoms))
}

/** A video that names its place as Android does (`©xyz`). */
export const placedMp4 = (): Uint8Array<ArrayBuffer> =>
  withAtoms(atom('udta', atom('\xa9xyz', be16(PHONE.place.length), be16(0x15c7), PHONE.place)))

/** A video that names place, time and device as an iPhone does. */
export const appleMp4 = (): Uint8Array<ArrayBuffer> => withAtoms(quickTimeMeta())

/** A video with the place of 3GPP. */
export const lociMp4 = (): Uint8Array<ArrayBuffer> => withAtoms(atom('udta', loci()))

/** An MP4 whose first atom says that it is 4 GiB long. */
export const endlessMp4 = (): Uint8Array<ArrayBuffer> =>
  join(
    atom('ftyp', 'isom', be32(0), 'isommp41'),
    be32(0xffffffff),
    'moov',
    be32(0xfffffff0),
    'mvhd',
    new Uint8Array(64),
  )

/** A tone of 440 Hz, 8 bits, mono; with a RIFF INFO that names an author. */
export function toneWav(seconds: number, author = ''): Uint8Array<ArrayBuffer> {
  const rate = 8000
  const data = Uint8Array.from(
    { length: rate * seconds },
    (_, at) => 128 + 40 * Math.sin((at * 2 * Math.PI * 440) / rate),
  )
  const format = join('fmt ', le32(16), le16(1), le16(1), le32(rate), le32(rate), le16(1), le16(8))
  const text = author.length % 2 === 0 ? `${author}\0\0` : `${author}\0`
  const info = author ? join('LIST', le32(text.length + 12), 'INFO', 'IART', le32(text.length), text) : []
  const body = join('WAVE', format, info, 'data', le32(data.length), data)
  return join('RIFF', le32(body.length), body)
}
