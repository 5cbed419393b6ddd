// Makes the documents that show files (app/review/viewer): each is one HTML file with all that it needs inside.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

const SOURCE = 'app/review/viewer'
const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const shared = {
  bundle: true,
  write: false,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: ['chrome100', 'firefox115', 'safari15.4'],
  legalComments: 'none',
  logLevel: 'error',
}

/** Writes plain.html and pdf.html into a folder. */
export async function makeViewer(folder) {
  await mkdir(folder, { recursive: true })
  const style = await bundle({ entryPoints: [`${SOURCE}/viewer.css`] })
  for (const name of ['plain', 'pdf']) {
    const script = await bundle({ entryPoints: [`${SOURCE}/${name}.ts`], plugins: [inlined] })
    await writeFile(join(folder, `${name}.html`), documentOf(script, style))
  }
}

/** The body stands before the script: it finds what it needs without waiting for anything. */
function documentOf(script, style) {
  if (/<\/script|<!--/i.test(script) || /<\//.test(style)) throw new Error('a script that would end its own element')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>File</title><style>${style}</style></head><body><main id="surface"></main><script>${script}</script></body></html>\n`
}

async function bundle(options) {
  const { outputFiles } = await build({ ...shared, ...options })
  return outputFiles[0].text.trim()
}

const FILES = {
  fonts: { folder: 'standard_fonts', pattern: /\.(pfb|ttf)$/ },
  programs: { folder: 'wasm', pattern: /\.wasm$/ },
}

/** The worker of pdf.js as text, and the files that it would fetch. */
const inlined = {
  name: 'inlined',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^inlined:/ }, ({ path }) => ({ path, namespace: 'inlined' }))
    onLoad({ filter: /^inlined:pdf-worker$/, namespace: 'inlined' }, async () => {
      const code = await bundle({ entryPoints: [join(pdfjs, 'legacy/build/pdf.worker.mjs')] })
      // No text of it may end the element that it stands in.
      return { contents: code.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--'), loader: 'text' }
    })
    onLoad({ filter: /^inlined:pdf-files$/, namespace: 'inlined' }, async () => {
      const entries = await Promise.all(
        Object.entries(FILES).map(async ([name, { folder, pattern }]) => {
          const files = (await readdir(join(pdfjs, folder))).filter(file => pattern.test(file)).sort()
          const bytes = await Promise.all(
            files.map(async file => {
              const text = (await readFile(join(pdfjs, folder, file))).toString('base64')
              return `${JSON.stringify(file)}: read("${text}")`
            }),
          )
          return `export const ${name} = { ${bytes.join(', ')} }`
        }),
      )
      const read = 'const read = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))'
      return { contents: [read, ...entries].join('\n'), loader: 'js' }
    })
  },
}
