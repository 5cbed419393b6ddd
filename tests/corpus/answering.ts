import { isShown, openedKey } from '#app/testimony/asked.ts'
import { isAnswered, itemsOf, newItem, slotOf, type Draft } from '#app/testimony/draft.ts'
import { fieldOf } from '#app/testimony/form-words.ts'
import type { Form } from '#app/testimony/form.ts'
import type { Random } from './random.ts'

type Value = Draft[string]

/** A form as a witness fills it in: question by question, and only what is asked after what was answered so far. */
export class Answering {
  readonly form: Form
  #draft: Record<string, Value>

  constructor(form: Form, draft: Draft) {
    this.form = form
    this.#draft = { ...draft }
  }

  get draft(): Draft {
    return this.#draft
  }

  /** Answers a question, if it is asked. */
  answer(field: string, value: Value, item?: string): void {
    const asked = fieldOf(this.form, field)
    if (value === undefined || !asked || !isShown(this.form, asked, this.#draft, item)) return
    this.#draft[slotOf(field, item)] = value
  }

  /** Answers it in a share of the cases: everything may be skipped. */
  perhaps(random: Random, share: number, field: string, value: () => Value, item?: string): void {
    if (random.chance(share)) this.answer(field, value(), item)
  }

  /** Adds one to the things that are told one by one, if the form has room and asks for them. Gives its id. */
  add(section: string): string | null {
    const found = this.form.sections.find(one => one.id === section)
    const items = itemsOf(this.#draft, section)
    if (!found?.repeat || items.length >= found.repeat.max) return null
    const item = newItem(this.#draft, section)
    const draft = { ...this.#draft, [section]: [...items, item] }
    if (!found.fields.some(field => isShown(this.form, field, draft, item))) return null
    this.#draft = draft
    return item
  }

  /** Opens what waits folded. */
  open(section: string): void {
    this.#draft[openedKey(section)] = 'open'
  }

  items(section: string): readonly string[] {
    return itemsOf(this.#draft, section)
  }

  get(field: string, item?: string): Value {
    const slot = slotOf(field, item)
    return isAnswered(this.#draft, slot) ? this.#draft[slot] : undefined
  }
}
