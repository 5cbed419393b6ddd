import { Findings } from './findings.ts'
import type { FileKind, HiddenData } from './inspection.ts'
import { WHOLE } from './limits.ts'

/** Pictures that carry nothing we could read. */
const UNREAD = new Set(['image/gif', 'image/bmp'])

type Reader = (file: Blob, findings: Findings) => Promise<void>

/**
 * What a file says of place, time, device and people. Null where nobody could look: a type without a reader, too long,
 * broken. Reads at most 64 MiB of it. Each reader is loaded when such a file is there; `loaded` is called when it is.
 */
export async function lookInside(file: Blob, kind: FileKind, loaded?: () => void): Promise<HiddenData | null> {
  const findings = new Findings()
  if (kind.shownAs === 'text') return findings.result
  try {
    const read = await loadReader(file, kind)
    if (!read) return null
    loaded?.()
    await read(file, findings)
    return findings.result
  } catch {
    return null
  }
}

async function loadReader(file: Blob, { type, shownAs }: FileKind): Promise<Reader | null> {
  if (shownAs === 'audio' || shownAs === 'video') {
    const { readMedia } = await import('./read-media.ts')
    return (film, findings) => readMedia(film, type, findings)
  }
  if (file.size > WHOLE || UNREAD.has(type)) return null
  const read = type.startsWith('image/')
    ? (await import('./read-picture.ts')).readPicture
    : shownAs === 'pdf'
      ? (await import('./read-pdf.ts')).readPdf
      : null
  return read && (async (whole, findings) => read(await whole.arrayBuffer(), findings))
}
