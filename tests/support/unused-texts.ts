import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './planted.ts'

/** Paths of all leaves: texts, lists, functions. */
function leavesOf(words: object, path: readonly string[] = []): string[][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leavesOf(value as object, [...path, name])
      : [[...path, name]],
  )
}

function readSources(folders: readonly string[]): string {
  return folders
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
    )
    .filter(file => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n')
}

/**
 * Paths of texts that no source reads: neither `parent.name` nor `{ name } = … parent`. `reached`: beginnings of paths whose
 * names are made while the page runs. `roots`: what a whole dictionary is called.
 */
export function findUnused(
  words: object,
  { folders, reached, roots }: { folders: readonly string[]; reached: readonly string[]; roots: readonly string[] },
): string[] {
  const sources = readSources(folders)
  return leavesOf(words)
    .filter(path => !reached.some(each => `${path.join('.')}.`.startsWith(`${each}.`)))
    .filter(path => {
      const name = path.at(-1)!
      const parents = [...roots, ...path.slice(-2, -1)].join('|')
      const read = new RegExp(`\\b(?:${parents})(?:\\(\\))?\\??\\.${name}\\b`)
      const taken = new RegExp(`\\{[^{}]*\\b${name}\\b[^{}]*\\} = [\\w.()]*\\b(?:${parents})\\b`)
      return !read.test(sources) && !taken.test(sources)
    })
    .map(path => path.join('.'))
}
