import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  type RenderTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerCode from 'inlined:pdf-worker'
import { fonts, programs } from 'inlined:pdf-files'
import { expose, findSurface, listenToDesk, type Tell } from './frame.ts'

/** A PDF, page by page, drawn by a kept library in a document of null origin without network. */

/** Pixels of a page that is drawn, at most: a page can call itself a kilometre wide. */
const mostPixels = 16_000_000

/** Files of the library itself, which stand in this document: nothing is fetched. */
const inlined = (files: Readonly<Record<string, Uint8Array>>) =>
  class {
    fetch({ filename }: { filename: string }): Promise<Uint8Array> {
      const file = Object.hasOwn(files, filename) ? files[filename] : undefined
      return file ? Promise.resolve(file.slice()) : Promise.reject(new Error('no such file'))
    }
  }

const surface = findSurface()
const canvas = document.createElement('canvas')
const spoken = document.createElement('p')
spoken.className = 'spoken'
let opened: PDFDocumentProxy | null = null
let at = { n: 1, scale: 1, quarters: 0 }
let drawing: RenderTask | null = null
let turn = 0

GlobalWorkerOptions.workerPort = new Worker(URL.createObjectURL(new Blob([workerCode], { type: 'text/javascript' })))

listenToDesk((message, tell) => {
  const failed = (error: unknown) =>
    tell({
      type: 'failed',
      why: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'unreadable',
    })
  switch (message.type) {
    case 'show':
      document.body.dataset['as'] = 'pdf'
      expose(surface, message.exposure)
      surface.tabIndex = 0
      surface.setAttribute('role', 'document')
      surface.setAttribute('aria-label', message.words.label)
      surface.append(canvas, spoken)
      addEventListener('resize', () => void draw(tell).catch(failed))
      return void open(message.blob, tell).catch(failed)
    case 'expose':
      return expose(surface, message.exposure)
    case 'page':
      at = { ...at, n: message.n }
      return void draw(tell).catch(failed)
    case 'scale':
      at = { ...at, scale: message.by }
      return void draw(tell).catch(failed)
    case 'turn':
      at = { ...at, quarters: message.quarters }
      return void draw(tell).catch(failed)
  }
})

async function open(blob: Blob, tell: Tell): Promise<void> {
  opened = await getDocument({
    data: new Uint8Array(await blob.arrayBuffer()),
    StandardFontDataFactory: inlined(fonts),
    WasmFactory: inlined(programs),
    standardFontDataUrl: 'inlined/',
    wasmUrl: 'inlined/',
    useWorkerFetch: false,
    // Letters are drawn as paths: neither fonts of this device nor fonts of the file reach the browser.
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
    maxImageSize: 64_000_000,
    canvasMaxAreaInBytes: mostPixels * 4,
  }).promise
  tell({ type: 'shown', pages: opened.numPages })
  await draw(tell)
}

/** Draws the page that is asked for now; one that was overtaken stops. */
async function draw(tell: Tell): Promise<void> {
  if (!opened) return
  const mine = ++turn
  drawing?.cancel()
  const page = await opened.getPage(Math.min(Math.max(1, at.n), opened.numPages))
  if (mine !== turn) return
  const rotation = (page.rotate + at.quarters * 90) % 360
  const plain = page.getViewport({ scale: 1, rotation })
  const fits = (surface.clientWidth / plain.width) * at.scale
  const dense = Math.min(globalThis.devicePixelRatio || 1, 2)
  const most = Math.sqrt(mostPixels / (plain.width * plain.height))
  const viewport = page.getViewport({ scale: Math.min(fits * dense, most), rotation })
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  canvas.style.width = `${Math.floor(plain.width * fits)}px`
  drawing = page.render({ canvas, viewport, annotationMode: 1, background: '#ffffff' })
  try {
    await drawing.promise
  } catch (error) {
    if (error instanceof Error && error.name === 'RenderingCancelledException') return
    throw error
  }
  const { items } = await page.getTextContent()
  if (mine !== turn) return
  spoken.textContent = items.map(item => ('str' in item ? item.str : '')).join(' ')
  tell({ type: 'page', n: page.pageNumber })
  page.cleanup()
}
