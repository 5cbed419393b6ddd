import { deflateSync } from 'node:zlib'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { join } from '#tests/support/evidence/bytes.ts'
import { authoredPdf, bombPdf, pdf, reachingPdf, scriptPdf } from '#tests/support/evidence/documents.ts'
import { Findings } from './findings.ts'
import { readPdf } from './read-pdf.ts'

async function read(bytes: Uint8Array) {
  const findings = new Findings()
  await readPdf(join(bytes).buffer, findings)
  return findings.result
}

/** What pdf.js, which parses where we search, takes for author, writing program and title. */
async function readByPdfJs(bytes: Uint8Array) {
  const task = getDocument({ data: join(bytes), verbosity: VerbosityLevel.ERRORS, isEvalSupported: false })
  const { info } = await (await task.promise).getMetadata()
  await task.destroy()
  const { Author, Creator, Title } = info as Record<string, string | undefined>
  return { author: Author ?? null, software: Creator ?? null, title: Title }
}

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>'
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>'
const withInfo = (info: string, ...further: (string | Uint8Array)[]) => pdf([CATALOG, PAGES, PAGE, info, ...further], 4)

const hex = (text: string) => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`

/** Objects in a packed stream, and a packed table of references, as newer programs write. */
function packedPdf(info: string): Uint8Array {
  const objects = [CATALOG, PAGES, PAGE, info]
  const body = objects.join(' ')
  const offsets = objects.map((_, at) => objects.slice(0, at).join(' ').length + (at > 0 ? 1 : 0))
  const head = objects.map((_, at) => `${at + 1} ${offsets[at]}`).join(' ') + ' '
  const packed = deflateSync(Buffer.from(head + body))
  const start = '%PDF-1.7\n'
  const stream = join(
    `5 0 obj\n<< /Type /ObjStm /N 4 /First ${head.length} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    packed,
    '\nendstream\nendobj\n',
  )
  const at = start.length + stream.length
  const row = (kind: number, offset: number, index: number) => [kind, offset >>> 8, offset & 255, index]
  const rows = [row(0, 0, 255), ...objects.map((_, each) => row(2, 5, each)), row(1, start.length, 0), row(1, at, 0)]
  const table = deflateSync(Uint8Array.from(rows.flat()))
  const references = join(
    `6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Info 4 0 R /Filter /FlateDecode /Length ${table.length} >>\nstream\n`,
    table,
    `\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`,
  )
  return join(start, stream, references)
}

const HARD = '<< /ID<AB>/Title (a \\(b\\) (c) \\101\\\nd) /Kids [<< /X (])>> >>] /Author#20 (x) % comment )\n'

describe('what a PDF says of itself', () => {
  it.each([
    ['plain', authoredPdf()],
    ['with scripts', scriptPdf('http://127.0.0.1:9')],
    ['with links', reachingPdf('http://127.0.0.1:9')],
    ['escapes and nesting', withInfo(`${HARD} /Author (Oksana) /Creator (W) >>`)],
    ['UTF-16', withInfo(`<< /Author ${hex('Оксана Приклад')} /Creator (\\376\\377\\004\\037) /Title () >>`)],
    ['values elsewhere', withInfo('<< /Author 5 0 R /Title 6 0 R /Creator (W)>>', '(Oksana)', hex('Заява'))],
    ['packed objects', packedPdf('<< /Author (Oksana) /Title (T) /Creator (W) >>')],
    ['none', pdf([CATALOG, PAGES, PAGE])],
  ])('%s: as pdf.js understands it', async (_, bytes) => {
    const { author, software, more } = await read(bytes)
    const known = await readByPdfJs(bytes)
    expect({ author, software: known.software === null ? null : software }).toEqual({
      author: known.author,
      software: known.software,
    })
    expect(more.find(({ name }) => name === 'Title')?.value).toBe(known.title || undefined)
  })

  it('names authors of earlier revisions too', async () => {
    const first = withInfo('<< /Author (First Author) >>')
    const second =
      '4 0 obj\n<< /Author (Second Author) >>\nendobj\ntrailer\n<< /Root 1 0 R /Info 4 0 R >>\nstartxref\n0\n%%EOF'
    const { author, more } = await read(join(first, second))
    expect(author).toBe('Second Author')
    expect(more).toContainEqual({ name: 'author', value: 'First Author' })
  })

  it('reads packed XMP', async () => {
    const xmp = deflateSync(
      '<x:xmpmeta xmlns:x="a"><dc:creator><rdf:Seq><rdf:li>Packed Author</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>',
    )
    const head = `<< /Type /Metadata /Subtype /XML /Filter /FlateDecode /Length ${xmp.length} >>\nstream\n`
    expect((await read(withInfo('<< >>', join(head, xmp, '\nendstream')))).author).toBe('Packed Author')
  })

  it('does not take encrypted particulars for words', async () => {
    const bytes = withInfo('<< /Author (x) >>')
    await expect(read(join(bytes, 'trailer << /Encrypt 9 0 R >>'))).rejects.toThrow(/encrypted/)
    expect((await read(join(bytes, '<< /EncryptMetadata false >>'))).author).toBe('x')
    await expect(read(join('%PDF-1.7 nothing more'))).rejects.toThrow(/broken/)
  })

  it('needs little memory for streams that grow a thousandfold', async () => {
    const bomb = bombPdf(256 << 20)
    const before = process.memoryUsage().rss
    expect((await read(bomb)).author).toBe('Oksana Example')
    expect(process.memoryUsage().rss - before).toBeLessThan(64 << 20)
  })
})
