import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import * as reader from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import type { Findings } from './findings.ts'
import { readXmp } from './read-xmp.ts'

/**
 * What a PDF says of itself, by pdf.js: its particulars and XMP. No page is drawn, no script run, nothing fetched. Throws on what
 * cannot be read, and under a password.
 */
export async function readPdf(bytes: ArrayBuffer, findings: Findings): Promise<void> {
  // We are in a worker already: with its other half at hand pdf.js starts none.
  Object.assign(globalThis, { pdfjsWorker: reader })
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    disableAutoFetch: true,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const { info, metadata } = await (await task.promise).getMetadata()
    tellInfo(info as Record<string, unknown>, findings)
    const xmp: unknown = metadata?.getRaw()
    if (typeof xmp === 'string') readXmp(xmp, findings)
  } finally {
    await task.destroy()
  }
}

function tellInfo(info: Readonly<Record<string, unknown>>, findings: Findings): void {
  findings.tell('author', info.Author)
  findings.tell('when', written(info.CreationDate))
  findings.tell('software', info.Creator)
  findings.tell('software', info.Producer)
  for (const name of ['Title', 'Subject', 'Keywords']) findings.add(name, info[name])
  findings.add('ModDate', written(info.ModDate))
  const custom = info.Custom
  if (custom && typeof custom === 'object')
    for (const [name, value] of Object.entries(custom)) findings.add(name, value)
}

/** `D:20240517140322+03'00'` as people write it; anything else as it stands. */
function written(date: unknown): unknown {
  const parts = typeof date === 'string' ? /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(.*)$/.exec(date) : null
  if (!parts) return date
  const [, year, month, day, hour, minute, second = '00', zone = ''] = parts
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${zone.replace("'", ':').replace("'", '')}`.trim()
}
