import type { Findings } from './findings.ts'

/** More than this is not read, in characters. */
const LIMIT = 1 << 18

const FACTS: Readonly<Record<string, 'when' | 'author' | 'software'>> = {
  'dc:creator': 'author',
  'exif:DateTimeOriginal': 'when',
  'photoshop:DateCreated': 'when',
  'xmp:CreateDate': 'when',
  'xmp:CreatorTool': 'software',
}

/** Names that say how XMP is written, not what. */
const FRAME = /^(?:xmlns|xml|rdf|x):/

/** What XMP says: attributes and texts of elements. No XML is built, so no entity is ever resolved. */
export function readXmp(xmp: string, findings: Findings): void {
  const place: Record<string, number> = {}
  const found = (name: string, text: string) => {
    const value = plain(text)
    const degrees = degreesOf(value)
    if (name === 'exif:GPSLatitude' && degrees !== null) place.latitude = degrees
    else if (name === 'exif:GPSLongitude' && degrees !== null) place.longitude = degrees
    else if (FACTS[name]) findings.tell(FACTS[name], value)
    else findings.add(name, value)
  }
  const open: string[] = []
  for (const piece of xmp.slice(0, LIMIT).split('<').slice(1)) {
    const name = /^\/?([\w.-]+:[\w.-]+)/.exec(piece)?.[1]
    if (!name) continue
    if (piece.startsWith('/')) {
      if (open.at(-1) === name) open.pop()
      continue
    }
    const end = piece.indexOf('>')
    const tag = end < 0 ? piece : piece.slice(0, end)
    for (const [, attribute, value] of tag.matchAll(/\s([\w.-]+:[\w.-]+)=(?:"([^"]*)"|'[^']*')/g))
      if (attribute && value && !FRAME.test(attribute)) found(attribute, value)
    if (!tag.endsWith('/')) open.push(name)
    const text = end < 0 ? '' : piece.slice(end + 1).trim()
    const property = open.filter(each => !FRAME.test(each)).at(-1)
    if (text && property) found(property, text)
  }
  findings.place(place.latitude, place.longitude)
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plain = (text: string): string => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name]!)

/** `46,15.00N` or `46,15,0N` in degrees. */
function degreesOf(text: string): number | null {
  const parts = /^(\d{1,3}),(\d{1,2}(?:\.\d{1,12})?)(?:,(\d{1,2}(?:\.\d{1,12})?))?([NSEW])$/.exec(text)
  if (!parts) return null
  const degrees = Number(parts[1]) + Number(parts[2]) / 60 + Number(parts[3] ?? 0) / 3600
  return parts[4] === 'S' || parts[4] === 'W' ? -degrees : degrees
}
