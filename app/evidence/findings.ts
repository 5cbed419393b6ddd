import type { HiddenData } from './inspection.ts'

/** How much is told of one file: entries, and characters of a name and of a value. */
const ENTRIES = 200
const NAME = 60
const VALUE = 200

type Fact = 'when' | 'device' | 'author' | 'software'

/** Collects what a file says of itself, bounded: what comes first is kept, the rest is counted. */
export class Findings {
  #place: HiddenData['place'] = null
  readonly #facts: Record<Fact, string | null> = { when: null, device: null, author: null, software: null }
  readonly #more = new Map<string, { name: string; value: string }>()
  #left = 0

  /** The first place counts; a further one is an entry. What is no place on earth is left out. */
  place(latitude: unknown, longitude: unknown): void {
    if (typeof latitude !== 'number' || typeof longitude !== 'number') return
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return
    const place = { latitude: round(latitude), longitude: round(longitude) }
    if (!this.#place) this.#place = place
    else if (this.#place.latitude !== place.latitude || this.#place.longitude !== place.longitude)
      this.add('place', `${place.latitude}, ${place.longitude}`)
  }

  /** The first one counts; a further one is an entry. */
  tell(fact: Fact, value: unknown): void {
    const text = cut(textOf(value), VALUE)
    if (text === '') return
    if (this.#facts[fact] === null) this.#facts[fact] = text
    else if (this.#facts[fact] !== text) this.add(fact, text)
  }

  knows(fact: Fact): boolean {
    return this.#facts[fact] !== null
  }

  add(name: string, value: unknown): void {
    const text = cut(textOf(value), VALUE)
    if (text === '') return
    const entry = { name: cut(name, NAME), value: text }
    const key = `${entry.name}\0${entry.value}`
    if (this.#more.has(key)) return
    if (this.#more.size < ENTRIES) this.#more.set(key, entry)
    else this.#left++
  }

  get result(): HiddenData {
    return { place: this.#place, ...this.#facts, more: [...this.#more.values()], left: this.#left }
  }
}

/** Six decimals are a tenth of a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.slice(0, 20).map(textOf).join(', ')
  return ''
}

/** Cuts between characters, never inside one. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
