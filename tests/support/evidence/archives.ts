import { crc32, deflateRawSync } from 'node:zlib'
import { join, le16, le32, utf8 } from './bytes.ts'

/** An entry of an archive; `locked`: as one under a password looks. */
interface Entry {
  name: string
  bytes: Uint8Array
  locked?: boolean
}

/** A ZIP by deflate. */
export function zip(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, bytes, locked = false } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 })
    const title = utf8(name)
    const about = join(
      [20, 0],
      le16((locked ? 1 : 0) | 0x0800),
      [8, 0, 0, 0, 0x21, 0],
      le32(crc32(bytes)),
      le32(packed.length),
      le32(bytes.length),
      le16(title.length),
      [0, 0],
    )
    const local = join('PK\x03\x04', about, title, packed)
    locals.push(local)
    directory.push(join('PK\x01\x02', [20, 0], about, new Uint8Array(10), le32(at), title))
    at += local.length
  }
  const list = join(...directory)
  const count = le16(entries.length)
  return join(...locals, list, 'PK\x05\x06', [0, 0, 0, 0], count, count, le32(list.length), le32(at), [0, 0])
}

/** Ten archives of ten files of a mebibyte of zeros each: 100 MiB in a few kB. */
export function zipBomb(): Uint8Array<ArrayBuffer> {
  const zeros = new Uint8Array(1 << 20)
  const ten = (name: string, bytes: Uint8Array): Entry[] =>
    Array.from({ length: 10 }, (_, at) => ({ name: `${name}-${at}`, bytes }))
  return zip(ten('inner.zip', zip(ten('zeros', zeros))))
}

/** A DOCX whose text was changed with changes tracked: who wrote what stands inside. */
export function trackedDocx(canary: string): Uint8Array<ArrayBuffer> {
  const xml = (text: string) => utf8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`)
  const office = 'http://schemas.openxmlformats.org'
  const who = 'w:author="Oksana Example" w:date="2024-05-17T14:03:00Z"'
  return zip([
    {
      name: '[Content_Types].xml',
      bytes: xml(
        `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      ),
    },
    {
      name: '_rels/.rels',
      bytes: xml(
        `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="${office}/officeDocument/2006/relationships/attachedTemplate" Target="${canary}/docx-template" TargetMode="External"/></Relationships>`,
      ),
    },
    {
      name: 'word/document.xml',
      bytes: xml(
        `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body><w:p><w:del w:id="1" ${who}><w:r><w:delText>three names</w:delText></w:r></w:del><w:ins w:id="2" ${who}><w:r><w:t>nothing</w:t></w:r></w:ins></w:p></w:body></w:document>`,
      ),
    },
  ])
}
