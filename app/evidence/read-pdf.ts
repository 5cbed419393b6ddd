import type { Findings } from './findings.ts'
import { PdfFile } from './pdf-file.ts'
import type { PdfValue } from './pdf-values.ts'
import { readXmp } from './read-xmp.ts'

/** More revisions and more packets of XMP than this are not read. */
const REVISIONS = 20
const PACKETS = 20

/**
 * What a PDF says of itself: the particulars (ISO 32000-1, 14.3.3) and the XMP of all its revisions, the newest first. No page is
 * read. Throws on what has no end of a PDF, and on what is encrypted.
 */
export async function readPdf(buffer: ArrayBuffer, findings: Findings): Promise<void> {
  const file = new PdfFile(new Uint8Array(buffer))
  if (file.places('startxref').next().done) throw new Error('a broken PDF')
  for (const at of file.places('/Encrypt')) {
    // `/EncryptMetadata` goes on as a name and is none.
    const value = file.readerAt(at + '/Encrypt'.length).value()
    if (value.kind === 'reference' || file.readerAt(at + '/Encrypt'.length).dictionary())
      throw new Error('an encrypted PDF')
  }
  for (const { number, generation } of particulars(file))
    for (const reader of (await file.object(number, generation)).slice(0, REVISIONS)) {
      const entries = reader.dictionary()
      if (entries) await tellInfo(file, entries, findings)
    }
  let packets = 0
  for await (const packet of file.packets()) {
    readXmp(new TextDecoder().decode(packet), findings)
    if (++packets >= PACKETS) break
  }
}

/** Objects that trailers name as particulars, the newest first, each once. */
function particulars(file: PdfFile): Extract<PdfValue, { kind: 'reference' }>[] {
  const named = new Map<string, Extract<PdfValue, { kind: 'reference' }>>()
  for (const at of [...file.places('/Info')].reverse()) {
    const value = file.readerAt(at + 5).value()
    if (value.kind === 'reference') named.set(`${value.number} ${value.generation}`, value)
  }
  return [...named.values()].slice(0, REVISIONS)
}

async function tellInfo(file: PdfFile, entries: ReadonlyMap<string, PdfValue>, findings: Findings): Promise<void> {
  for (const [name, value] of entries) {
    const followed = await file.follow(value)
    if (followed.kind !== 'text') continue
    const text = decode(followed.bytes)
    if (name === 'Author') findings.tell('author', text)
    else if (name === 'CreationDate') findings.tell('when', written(text))
    else if (name === 'Creator') findings.tell('software', text)
    else if (name !== 'Producer') findings.add(name, written(text))
  }
  // What wrote the text tells more than what made the PDF of it.
  const producer = await file.follow(entries.get('Producer') ?? { kind: 'other' })
  if (producer.kind === 'text') findings.tell('software', decode(producer.bytes))
}

/** UTF-16 or UTF-8 where it is marked; else PDF's own encoding, of which Latin-1 is nearly all. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes)
  return new TextDecoder('latin1').decode(bytes)
}

/** `D:20240517140322+03'00'` as people write it; anything else as it stands. */
function written(date: string): string {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(.{0,10})$/.exec(date)
  if (!parts) return date
  const [, year, month, day, hour, minute, second = '00', zone = ''] = parts
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${zone.replace("'", ':').replace("'", '')}`.trim()
}
