import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Encodings in which a text may lie in a request, a file or a memory. */
export function disguises(text: string): { name: string; bytes: Buffer }[] {
  const utf8 = Buffer.from(text)
  const plain = [
    { name: 'UTF-8', bytes: utf8 },
    { name: 'UTF-16LE', bytes: Buffer.from(text, 'utf16le') },
    { name: 'UTF-16BE', bytes: Buffer.from(text, 'utf16le').swap16() },
    { name: 'percent', bytes: Buffer.from(encodeURIComponent(text)) },
    { name: 'JSON', bytes: Buffer.from(escapeAll(text)) },
    { name: 'hexadecimal', bytes: Buffer.from(utf8.toString('hex')) },
  ]
  // Three alignments: a text inside other bytes starts at any of three places of a group.
  const base64 = [0, 1, 2].flatMap(shift => {
    const whole = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    const core = whole.slice(shift === 0 ? 0 : 4, whole.length - (whole.length % 4) - 4)
    return [
      { name: `base64+${shift}`, bytes: Buffer.from(core) },
      { name: `base64url+${shift}`, bytes: Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_')) },
    ]
  })
  return [...plain, ...base64].filter((one, i, all) => all.findIndex(other => other.bytes.equals(one.bytes)) === i)
}

const escapeAll = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Names of the disguises in which any of the texts stands in the bytes. */
export function findText(bytes: Buffer, texts: readonly string[]): string[] {
  return texts.flatMap((text, i) =>
    disguises(text)
      .filter(each => bytes.includes(each.bytes))
      .map(each => `text ${i} as ${each.name}`),
  )
}

const PIECE = 16 * 1024 * 1024
const OVERLAP = 4096

/** Searches the memory of another process, piece by piece. Throws where this machine does not permit it. */
export function searchMemory(pid: number, texts: readonly string[]): { found: string[]; bytes: number } {
  const regions = readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .map(line => /^([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+\s*(.*)$/.exec(line))
    .filter(match => match !== null && !match[3]?.startsWith('[v'))
    .map(match => ({ from: Number.parseInt(match![1]!, 16), to: Number.parseInt(match![2]!, 16) }))
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const found = new Set<string>()
  let read = 0
  try {
    const piece = Buffer.allocUnsafe(PIECE)
    for (const { from, to } of regions) {
      for (let at = from; at < to; at += PIECE - OVERLAP) {
        const length = readPiece(memory, piece, Math.min(PIECE, to - at), at)
        read += length
        for (const name of findText(piece.subarray(0, length), texts)) found.add(name)
        if (at + length >= to || length === 0) break
      }
    }
  } finally {
    closeSync(memory)
  }
  return { found: [...found], bytes: read }
}

/** Pages that are reserved and not there (EIO) hold nothing. */
function readPiece(memory: number, piece: Buffer, length: number, at: number): number {
  try {
    return readSync(memory, piece, 0, length, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EIO') return 0
    throw error
  }
}
