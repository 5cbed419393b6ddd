/** Control characters that no text has: all of C0 but tab, line feed, form feed and carriage return, and DEL. */
const CONTROLS = /[\x00-\x08\x0b\x0e-\x1f\x7f]/

/**
 * The encoding of a text by its first bytes: UTF-8, or UTF-16 where a byte order mark says so. Null where the bytes are
 * no text, or none at all. The last character may be cut.
 */
export function textEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (head.length === 0) return null
  const encoding = markedEncoding(head)
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
    return CONTROLS.test(text) ? null : encoding
  } catch {
    return null
  }
}

function markedEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}
