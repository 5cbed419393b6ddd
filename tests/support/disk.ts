import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib'

/** Every file of a folder with its path inside. */
export function filesOf(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ path: relative(folder, path), bytes: readFileSync(path) }))
}

/** Which of the texts lie in a folder, as "file: text": in any encoding and packing that browsers write. */
export function findOnDisk(folder: string, texts: readonly string[]): string[] {
  const wanted = texts.flatMap(text => encodingsOf(text).map(bytes => ({ text, bytes })))
  const found = new Set<string>()
  for (const { path, bytes } of filesOf(folder)) {
    for (const view of viewsOf(bytes)) {
      for (const one of wanted) if (view.includes(one.bytes)) found.add(`${path}: ${one.text}`)
    }
  }
  return [...found].sort()
}

/** A text as UTF-8, UTF-16, percent-encoded, escaped for JSON, and in base64 at each of three places in a longer one. */
function encodingsOf(text: string): Buffer[] {
  const escaped = [...text].map(letter => {
    const code = letter.codePointAt(0) ?? 0
    return code > 127 ? `\\u${code.toString(16).padStart(4, '0')}` : letter
  })
  const shifted = [0, 1, 2].map(at => {
    const base64 = Buffer.from('x'.repeat(at) + text).toString('base64')
    return base64.slice(at === 0 ? 0 : 4, -4)
  })
  const forms = [text, encodeURIComponent(text), escaped.join(''), ...shifted]
  const sixteen = Buffer.from(text, 'utf16le')
  // What is left of a short text in base64 says nothing.
  return [...new Set(forms)]
    .filter(form => form.length > 7)
    .map(form => Buffer.from(form))
    .concat(sixteen, Buffer.from(sixteen).swap16())
}

/** What a file holds: as it is, and what is packed in it. */
function viewsOf(bytes: Buffer): Buffer[] {
  const views = [bytes]
  if (bytes.subarray(0, 8).toString('latin1') === 'mozLz40\0') views.push(unpackMozLz4(bytes))
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    views.push(...attempt(() => gunzipSync(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH })))
  }
  // Brotli has no mark. Firefox keeps what was sent at the beginning of an entry, Chromium behind a header and the key.
  const starts = [0, bytes.length > 24 ? 24 + bytes.readUInt32LE(12) : 0]
  for (const at of new Set(starts)) {
    const options = { finishFlush: constants.BROTLI_OPERATION_FLUSH }
    if (at < bytes.length) views.push(...attempt(() => brotliDecompressSync(bytes.subarray(at), options)))
  }
  return views
}

function attempt(unpack: () => Buffer): Buffer[] {
  try {
    return [unpack()]
  } catch {
    return []
  }
}

/** Firefox's own packing of sessions: a mark, the size, one LZ4 block. */
function unpackMozLz4(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.readUInt32LE(8))
  let at = 12
  let end = 0
  const readLength = (begun: number) => {
    if (begun < 15) return begun
    let length = begun
    for (let next = 255; next === 255; length += next) next = bytes[at++] ?? 0
    return length
  }
  while (at < bytes.length) {
    const token = bytes[at++] ?? 0
    const literals = readLength(token >> 4)
    bytes.copy(out, end, at, at + literals)
    at += literals
    end += literals
    if (at >= bytes.length) break
    const back = bytes.readUInt16LE(at)
    at += 2
    // A match may reach into what it writes itself.
    for (let left = readLength(token & 15) + 4; left > 0; left--, end++) out[end] = out[end - back] ?? 0
  }
  return out
}
