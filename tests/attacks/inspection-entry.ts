import { inspectFile, stripHidden } from '#app/evidence/inspect.ts'
import type { Inspection } from '#app/evidence/inspection.ts'

/** What a browser found in a file and made of it. `samePixels`: of the copy, where there is one. */
export interface Inspected {
  what: string
  inspection: Inspection
  copy: { size: number; samePixels: boolean; inspection: Inspection } | null
}

declare global {
  var __inspected: Inspected[] | { readonly error: string } | undefined
}

async function draw(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file)
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const context = canvas.getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  return `${bitmap.width}x${bitmap.height}:${context.getImageData(0, 0, bitmap.width, bitmap.height).data.join()}`
}

/** Whether both files show the same; a file that no browser draws shows nothing. */
async function showSame(one: Blob, other: Blob): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map(file => draw(file).catch(() => 'nothing')))
  return first === second
}

async function inspect(what: string, file: Blob): Promise<Inspected> {
  const inspection = await inspectFile(file)
  if (!inspection.removable) return { what, inspection, copy: null }
  const made = await stripHidden(file).catch(() => null)
  if (!made) return { what, inspection, copy: null }
  const samePixels = await showSame(file, made.copy)
  return { what, inspection, copy: { size: made.copy.size, samePixels, inspection: await inspectFile(made.copy) } }
}

try {
  const names = (await (await fetch('/files')).json()) as string[]
  const files = await Promise.all(names.map(async (_, at) => (await fetch(`/files/${at}`)).blob()))
  // All at once, as somebody who drops fifty files.
  globalThis.__inspected = await Promise.all(files.map((file, at) => inspect(names[at]!, new Blob([file]))))
} catch (error) {
  globalThis.__inspected = { error: String(error) }
}
