import { fileTypeFromBuffer } from 'file-type/core'
import type { FileKind, ShownAs } from './inspection.ts'
import { textEncoding } from './text-encoding.ts'

/** How much of a file's beginning decides its kind, in bytes. */
export const HEAD_BYTES = 65_536

/** What browsers draw and play by themselves. Everything else is never shown, whatever its name says. */
const SHOWN: Readonly<Record<string, ShownAs>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/apng': 'image',
  'image/gif': 'image',
  'image/webp': 'image',
  'image/avif': 'image',
  'image/bmp': 'image',
  'audio/mpeg': 'audio',
  'audio/ogg': 'audio',
  'audio/wav': 'audio',
  'audio/webm': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/flac': 'audio',
  'video/mp4': 'video',
  'video/x-m4v': 'video',
  'video/3gpp': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'video/ogg': 'video',
  'application/pdf': 'pdf',
}

/**
 * The kind of a file by its first HEAD_BYTES bytes (or all, where it is shorter): by content alone. A file that is two
 * things at once is what its first bytes say. What reads as text is text, and shown as it stands: HTML, SVG, scripts, tables,
 * RTF. Only a PDF may be more, for one of ASCII is a PDF still.
 */
export async function detectKind(head: Uint8Array): Promise<FileKind> {
  if (textEncoding(head) && !startsAsPdf(head)) return { type: 'text/plain', shownAs: 'text' }
  const type = await typeByContent(head)
  return { type, shownAs: SHOWN[type] ?? 'other' }
}

const startsAsPdf = (head: Uint8Array): boolean => [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => head[at] === byte)

const UNKNOWN = 'application/octet-stream'

async function typeByContent(head: Uint8Array): Promise<string> {
  try {
    const found = await fileTypeFromBuffer(head)
    if (!found) return UNKNOWN
    const type = found.mime.split(';')[0]!.toLowerCase()
    if ((type === 'video/webm' || type === 'video/mp4') && !hasPicture(head, type))
      return type.replace('video', 'audio')
    return type
  } catch {
    return UNKNOWN
  }
}

/** Whether a container may hold moving pictures: false only where its tracks are in the head and all are sound. */
function hasPicture(head: Uint8Array, type: 'video/webm' | 'video/mp4'): boolean {
  const text = new TextDecoder('latin1').decode(head)
  return type === 'video/webm'
    ? /V_(?:VP[89]|AV1|MPEG)/.test(text) || !/A_(?:OPUS|VORBIS)/.test(text)
    : text.includes('vide') || !/hdlr[^]{8}soun/.test(text)
}
