import { readFileSync } from 'node:fs'
import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { Dictionaries } from '#app/i18n/wording.ts'
import { WrongSetting } from './env.ts'

type Texts = string | readonly string[]

/** Texts that an organisation puts in place of others, by their paths. */
export interface Pack {
  page: ReadonlyMap<string, Texts>
  answers: ReadonlyMap<string, Texts>
  evidence: ReadonlyMap<string, Texts>
}

/**
 * Reads one file of words: `{ "page": { … }, "answers": { … }, "evidence": { … } }`, with any part of each. `known`: the texts that there are.
 * Throws `WrongSetting` with one sentence that names file and line.
 */
export function readPack(file: string, known: Dictionaries): Pack {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch {
    throw new WrongSetting(`The file ${file} cannot be read as UTF-8.`)
  }
  const fail = (offset: number, words: string): never => {
    const line = text.slice(0, offset).split('\n').length
    throw new WrongSetting(`The words in ${file}, line ${line}, cannot be used: ${words}.`)
  }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true })
  const [error] = errors
  if (error) fail(error.offset, `this is not JSON (${printParseErrorCode(error.error)})`)
  if (root?.type !== 'object') return fail(0, 'they begin with no "{"')

  const found = {
    page: new Map<string, Texts>(),
    answers: new Map<string, Texts>(),
    evidence: new Map<string, Texts>(),
  }
  for (const { name, value, offset } of membersOf(root)) {
    if (name !== 'page' && name !== 'answers' && name !== 'evidence')
      fail(offset, `"${name}" is neither "page" nor "answers" nor "evidence"`)
    else collect(value, '', known[name], found[name], fail)
  }
  return found
}

type Fail = (offset: number, words: string) => never

function collect(node: Node, path: string, known: object, into: Map<string, Texts>, fail: Fail): void {
  if (node.type !== 'object') fail(node.offset, `"${path.slice(0, -1)}" holds other texts, and is none`)
  const seen = new Set<string>()
  for (const { name, value, offset } of membersOf(node)) {
    const here = path + name
    if (!Object.hasOwn(known, name)) fail(offset, `there is no text "${here}"`)
    if (seen.has(name)) fail(offset, `"${here}" stands twice`)
    seen.add(name)
    const original = (known as Record<string, Texts | object>)[name]
    if (typeof original === 'string' || Array.isArray(original)) into.set(here, check(value, here, original, fail))
    else collect(value, `${here}.`, original as object, into, fail)
  }
}

/** A text or a list for one that there is: of the same kind, not empty, with the same places to fill in. */
function check(node: Node, path: string, original: Texts, fail: Fail): Texts {
  if (typeof original === 'string') return checkText(node, path, original, fail)
  const items = node.type === 'array' ? (node.children ?? []) : []
  if (items.length !== original.length) fail(node.offset, `"${path}" is a list of ${original.length} texts`)
  return items.map((item, i) => checkText(item, path, original[i] ?? '', fail))
}

function checkText(node: Node, path: string, original: string, fail: Fail): string {
  const text: unknown = getNodeValue(node)
  if (typeof text !== 'string' || text.trim() === '') return fail(node.offset, `"${path}" is a text that is not empty`)
  const [has, needs] = [placesIn(text), placesIn(original)]
  const missing = needs.find(place => !has.includes(place))
  if (missing) fail(node.offset, `"${path}" lacks ${missing}`)
  const unknown = has.find(place => !needs.includes(place))
  if (unknown) fail(node.offset, `nothing fills in ${unknown} in "${path}"`)
  return text
}

function placesIn(text: string): string[] {
  return text.match(/\{\w+\}/g) ?? []
}

function membersOf(node: Node): { name: string; value: Node; offset: number }[] {
  return (node.children ?? []).flatMap(({ children, offset }) => {
    const [name, value] = children ?? []
    return name && value ? [{ name: String(name.value), value, offset }] : []
  })
}
