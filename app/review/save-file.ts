import type { FileKind } from '#app/evidence/inspection.ts'

/** Endings by what the bytes are; nothing of the name that a stranger gave. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/webm': 'weba',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
}

/** A name of our own for a file of a testimony. It ends in `.download`, so that no double click opens it. */
export function nameToSave(submission: string, upload: string, { type }: FileKind): string {
  const safe = (id: string) => id.slice(0, 8).replace(/[^A-Za-z0-9_-]/g, '_')
  const ending = Object.hasOwn(endings, type) ? endings[type] : 'bin'
  return `svidok_${safe(submission)}_${safe(upload)}.${ending}.download`
}

/** Hands bytes to the browser, which saves them under this name. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob.slice(0, blob.size, 'application/octet-stream'))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
