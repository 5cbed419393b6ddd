import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny'
import type { Findings } from './findings.ts'
import { readPlaceAndTime } from './read-atoms.ts'

/** All that is read of a film or a sound, and of it at once, in bytes. */
const TOTAL = 64 << 20
const AT_ONCE = 16 << 20

const FACTS: Readonly<Record<string, 'when' | 'author' | 'software'>> = {
  'com.apple.quicktime.creationdate': 'when',
  'com.apple.quicktime.author': 'author',
  'com.apple.quicktime.artist': 'author',
  'com.apple.quicktime.software': 'software',
  '©day': 'when',
  '©ART': 'author',
  '©aut': 'author',
  '©swr': 'software',
  '©too': 'software',
  TPE1: 'author',
  TENC: 'software',
  TSSE: 'software',
  IART: 'author',
  ICRD: 'when',
  ISFT: 'software',
  ARTIST: 'author',
  ENCODER: 'software',
  DATE: 'when',
  vendor: 'software',
}

const MAKES = ['com.apple.quicktime.make', 'com.android.manufacturer', '©mak']
const MODELS = ['com.apple.quicktime.model', 'com.android.model', '©mod']
const PLACES = ['com.apple.quicktime.location.ISO6709', '©xyz']

/** Tags of a film or a sound by mediabunny, from slices. Never formats that name other files. Throws on what it cannot read. */
export async function readMedia(file: Blob, type: string, findings: Findings): Promise<void> {
  Logging.level = LogLevel.Silent
  let read = 0
  const source = new CustomSource({
    getSize: () => file.size,
    read: async (start, end) => {
      read += end - start
      if (end - start > AT_ONCE || read > TOTAL) throw new Error('too much to read')
      return new Uint8Array(await file.slice(start, end).arrayBuffer())
    },
  })
  const input = new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, ADTS, FLAC] })
  try {
    const tags = await input.getMetadataTags()
    const raw = tags.raw ?? {}
    tellRaw(raw, findings)
    findings.tell('author', tags.artist)
    for (const name of ['title', 'description', 'album', 'comment', 'genre', 'lyrics'] as const)
      findings.add(name, tags[name])
    if (tags.date && !findings.knows('when') && !Number.isNaN(tags.date.getTime()))
      findings.tell('when', tags.date.toISOString())
    if (tags.images?.length) findings.add('images', tags.images.length)
  } finally {
    input.dispose()
  }
  if (/mp4|quicktime|m4v|m4a|3gpp/.test(type)) await readPlaceAndTime(file, findings)
}

function tellRaw(raw: Readonly<Record<string, unknown>>, findings: Findings): void {
  const first = (names: readonly string[]) => names.map(name => raw[name]).find(value => typeof value === 'string')
  for (const name of PLACES) {
    const [latitude, longitude] = readIso6709(raw[name])
    findings.place(latitude, longitude)
  }
  findings.tell('device', [first(MAKES), first(MODELS)].filter(Boolean).join(' '))
  for (const [name, value] of Object.entries(raw)) {
    const fact = FACTS[name] ?? FACTS[name.toUpperCase()]
    if (fact) findings.tell(fact, value)
    else if (![...MAKES, ...MODELS, ...PLACES].includes(name)) findings.add(name, nameBytes(value))
  }
}

/** Bytes that no known form explains are told by their number, lists of names by their texts. */
function nameBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return value.length > 0 ? `${value.length} bytes` : ''
  if (value && typeof value === 'object' && !Array.isArray(value))
    return Object.entries(value).filter(([, text]) => typeof text === 'string').map(([name, text]) => `${name}: ${text}`) // prettier-ignore
  return value
}

/** `+46.2500+036.7500/`: degrees; the forms with minutes and seconds are two and four digits longer (ISO 6709, annex H). */
export function readIso6709(text: unknown): [number, number] | [null, null] {
  const parts = typeof text === 'string' ? /([+-]\d{2,6}(?:\.\d{1,12})?)([+-]\d{3,7}(?:\.\d{1,12})?)/.exec(text) : null
  if (!parts) return [null, null]
  return [sexagesimal(parts[1]!, 2), sexagesimal(parts[2]!, 3)]
}

function sexagesimal(text: string, width: number): number {
  const sign = text.startsWith('-') ? -1 : 1
  const [whole = '', rest = ''] = text.slice(1).split('.')
  const number = (part: string, last: boolean) => Number(last && rest ? `${part}.${rest}` : part)
  const parts = [whole.slice(0, width), whole.slice(width, width + 2), whole.slice(width + 2)].filter(
    part => part !== '',
  )
  return sign * parts.reduce((sum, part, at) => sum + number(part, at === parts.length - 1) / 60 ** at, 0)
}
