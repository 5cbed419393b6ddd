import { fileFieldOf } from '#app/testimony/attached.ts'
import { isFolded, isSectionLeftOut, isShown, openedKey } from '#app/testimony/asked.ts'
import { isAnswered, itemsOf, newItem, slotOf, type Draft } from '#app/testimony/draft.ts'
import { fieldOf } from '#app/testimony/form-words.ts'
import type { Field, Form, Section } from '#app/testimony/form.ts'

/**
 * One screen: a question, or a few that belong together; the gate of a section that waits until it is opened; or the list of
 * what was told of a repeated section, to which the questions of its items lead back; of `files` it is a list of files.
 */
export interface Screen {
  kind: 'question' | 'gate' | 'list' | 'files'
  /** Slot of its first field; of a gate and a list the section. */
  id: string
  section: Section
  /** Number of the section among those that are asked, from 1. */
  part: number
  /** The first of its section, which says what comes. */
  first: boolean
  /** The item of a repeated section that is told. */
  item?: string
  fields: Field[]
}

/** The screens that stand between the welcome and the check, as the answers so far have it. */
export function screensOf(form: Form, draft: Draft): Screen[] {
  const screens: Screen[] = []
  let part = 0
  for (const section of form.sections) {
    const found = screensIn(form, section, draft)
    if (found.length > 0) part++
    screens.push(...found.map((screen, i) => ({ ...screen, section, part, first: i === 0 })))
  }
  return screens
}

type Found = Pick<Screen, 'kind' | 'id' | 'item' | 'fields'>

function screensIn(form: Form, section: Section, draft: Draft): Found[] {
  if (isSectionLeftOut(form, section, draft)) return []
  if (isFolded(form, section, draft)) {
    const opened = screensIn(form, section, { ...draft, [openedKey(section.id)]: 'open' })
    return opened.length > 0 ? [{ kind: 'gate', id: section.id, fields: [] }] : []
  }
  if (!section.repeat) return questionsIn(form, section, draft)
  const items = itemsOf(draft, section.id)
  if (items.length === 0 && !canAdd(form, section, draft)) return []
  const told = items.flatMap(item => questionsIn(form, section, draft, item))
  return [{ kind: fileFieldOf(section) ? 'files' : 'list', id: section.id, fields: [] }, ...told]
}

function questionsIn(form: Form, section: Section, draft: Draft, item?: string): Found[] {
  const found: Found[] = []
  for (const field of section.fields) {
    // A file is added on the list.
    if (field.type === 'file' || !isShown(form, field, draft, item)) continue
    const last = found[found.length - 1]
    if (field.joined && last) last.fields.push(field)
    else found.push({ kind: 'question', id: slotOf(field.id, item), fields: [field], ...(item ? { item } : {}) })
  }
  return found
}

/** Whether one more item can be told: there is room for it, and something is left to ask. */
export function canAdd(form: Form, section: Section, draft: Draft): boolean {
  const items = itemsOf(draft, section.id)
  if (!section.repeat || items.length >= section.repeat.max) return false
  const item = newItem(draft, section.id)
  const more = { ...draft, [section.id]: [...items, item] }
  return section.fields.some(field => isShown(form, field, more, item))
}

/** The screen after this one; none before the check. After the last question of an item stands the list. */
export function nextOf(screens: readonly Screen[], { id, item, section }: Screen): Screen | undefined {
  const rest = screens.slice(screens.findIndex(screen => screen.id === id) + 1)
  if (!item) return rest.find(screen => !screen.item)
  return rest[0]?.item === item ? rest[0] : screens.find(screen => screen.id === section.id)
}

/** The screen before this one; none after the welcome. Before the first question of an item stands the list. */
export function previousOf(screens: readonly Screen[], { id, item, section }: Screen): Screen | undefined {
  const before = screens.slice(
    0,
    screens.findIndex(screen => screen.id === id),
  )
  if (!item) return before.filter(screen => !screen.item).pop()
  const last = before[before.length - 1]
  return last?.item === item ? last : screens.find(screen => screen.id === section.id)
}

/** How many parts are asked; the check of the answers is the last one. */
export function partsOf(screens: readonly Screen[]): number {
  return (screens[screens.length - 1]?.part ?? 0) + 1
}

/** The screen on which a slot stands, or of this id. */
export function screenWith(screens: readonly Screen[], slot: string): Screen | undefined {
  return screens.find(({ id, item, fields }) => id === slot || fields.some(field => slotOf(field.id, item) === slot))
}

/** Items in which nothing was answered are taken off, save the one that is being told. */
export function withoutEmptyItems(form: Form, draft: Draft, told?: string): Draft {
  const left: Record<string, Draft[string]> = { ...draft }
  for (const section of form.sections) {
    if (!section.repeat) continue
    const items = itemsOf(draft, section.id)
    const filled = items.filter(item => item === told || isFilled(draft, section.id, item))
    if (filled.length < items.length) left[section.id] = filled
  }
  return left
}

/** In any length: what a longer form asked counts in a shorter one. */
function isFilled(draft: Draft, section: string, item: string): boolean {
  return Object.keys(draft).some(slot => slot.startsWith(`${section}:${item}.`) && isAnswered(draft, slot))
}

/** Whether a form has a place for all that was answered: a shorter one may have none. */
export function holdsAll(form: Form, draft: Draft): boolean {
  return Object.keys(draft).every(slot => {
    const [, section = '', item, name] = /^(\w+)(?::(\w+))?\.(\w+)$/.exec(slot) ?? []
    if (!name || !isAnswered(draft, slot)) return true
    if (item && !itemsOf(draft, section).includes(item)) return true
    return fieldOf(form, `${section}.${name}`) !== undefined
  })
}
