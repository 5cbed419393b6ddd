import { answerOf, storedItems, type AnswerFields, type Answers } from '#app/testimony/answers.ts'
import { fileFieldOf, holdsFiles, isFileId } from '#app/testimony/attached.ts'
import { readFileMeta, type FileMeta } from '#app/testimony/file-meta.ts'
import { sayIn } from '#app/testimony/form-words.ts'
import type { Form } from '#app/testimony/form.ts'
import type { ShownAnswer, ShownSection, Told } from './account-answers.ts'
import type { ListedFile } from './listed-files.ts'

/** What the witness said of a file: under which heading, and the answers that stand there. */
export interface ToldOfFile {
  heading: Told
  answers: readonly ShownAnswer[]
}

/** One line of the list. */
export interface FileLine {
  file: ListedFile
  meta: FileMeta
  /** The listed file that this one was made from. */
  original: ListedFile | null
  /** The working copy that stands before it: this one is opened only when it is asked for. */
  copy: ListedFile | null
  told: readonly ToldOfFile[]
}

/** The files in their order, each working copy right before its original, with what was said of them. */
export function arrangeFiles(
  files: readonly ListedFile[],
  told: ReadonlyMap<string, readonly ToldOfFile[]>,
): FileLine[] {
  const lines = files.map((file): FileLine => {
    const meta = readFileMeta(file.meta)
    const original = files.find(one => one !== file && one.sha256 === meta.parent) ?? null
    return { file, meta, original, copy: null, told: told.get(file.id) ?? told.get(original?.id ?? '') ?? [] }
  })
  for (const line of lines) line.copy = lines.find(one => one.original === line.file)?.file ?? null
  const placed = new Set<FileLine>()
  const place = (line: FileLine): FileLine[] => {
    if (placed.has(line)) return []
    placed.add(line)
    const before = lines.filter(one => one.original === line.file).flatMap(place)
    return [...before, line, ...lines.filter(one => one.file === line.original).flatMap(place)]
  }
  return lines.flatMap(place)
}

/** What was said of each file, by its id: the items of a list of files, and fields that hold one. */
export function toldOfFiles(
  answers: Answers,
  form: Form | null,
  sections: readonly ShownSection[],
  language: string,
): ReadonlyMap<string, ToldOfFile[]> {
  const told = new Map<string, ToldOfFile[]>()
  const add = (ids: unknown, one: ToldOfFile) => {
    for (const id of idsIn(ids)) told.set(id, [...(told.get(id) ?? []), one])
  }
  for (const section of form?.sections ?? []) {
    const shown = sections.find(one => one.id === section.id)
    const list = fileFieldOf(section)
    if (list)
      for (const [i, item] of storedItems(answers, section.id).entries()) {
        const said = shown?.items[i]
        const rest = said?.answers.filter(answer => answer.id !== list.id) ?? []
        if (said) add(valueOf(item, list.id), { heading: said.name, answers: rest })
      }
    else if (!section.repeat)
      for (const field of section.fields.filter(holdsFiles))
        add(answerOf(answers, field.id), { heading: sayIn(field.label, language), answers: [] })
  }
  return told
}

/** How many files the answers name, and of how many something has arrived. A working copy alone counts. */
export function countArrived(
  answers: Answers,
  form: Form | null,
  files: readonly ListedFile[],
): { announced: number; arrived: number } {
  const named = new Set(
    (form?.sections ?? []).flatMap(section =>
      section.fields
        .filter(holdsFiles)
        .flatMap(field =>
          section.repeat
            ? storedItems(answers, section.id).flatMap(item => idsIn(valueOf(item, field.id)))
            : idsIn(answerOf(answers, field.id)),
        ),
    ),
  )
  const here = new Set(files.map(({ id }) => id))
  const arrived = [...named].filter(id => here.has(id) || here.has(`${id}c`))
  return { announced: named.size, arrived: arrived.length }
}

const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string' && isFileId(id)) : []

function valueOf(item: AnswerFields, field: string): unknown {
  const name = field.slice(field.indexOf('.') + 1)
  return Object.hasOwn(item, name) ? item[name] : undefined
}
