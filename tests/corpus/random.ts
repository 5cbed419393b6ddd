/** A small deterministic source (sfc32): the same numbers from the same words on every machine. */
export class Random {
  private a: number
  private b: number
  private c: number
  private d = 1

  constructor(...words: readonly number[]) {
    this.a = (words[0] ?? 0) | 0
    this.b = (words[1] ?? 0) | 0
    this.c = (words[2] ?? 0) | 0
    for (let i = 0; i < 15; i++) this.word()
  }

  private word(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + t
    this.c |= 0
    return t >>> 0
  }

  /** A whole number from 0 to n − 1. */
  below(n: number): number {
    return Math.floor((this.word() / 4294967296) * n)
  }

  /** True in `share` of the cases. */
  chance(share: number): boolean {
    return this.word() < share * 4294967296
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('nothing to pick from')
    return list[this.below(list.length)] as T
  }

  /** A copy in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    const copy = [...list]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const held = copy[i] as T
      copy[i] = copy[j] as T
      copy[j] = held
    }
    return copy
  }

  /** `n` different items in the list's own order. */
  some<T>(list: readonly T[], n: number): T[] {
    const chosen = new Set(this.shuffle(list.map((_, i) => i)).slice(0, n))
    return list.filter((_, i) => chosen.has(i))
  }
}

/** `size` values in exactly the given shares (largest remainder), in an order of chance. */
export function deal<T extends string>(random: Random, shares: Readonly<Record<T, number>>, size: number): T[] {
  const entries = Object.entries(shares) as [T, number][]
  const total = entries.reduce((sum, [, share]) => sum + share, 0)
  const parts = entries.map(([value, share]) => {
    const exact = (share / total) * size
    return { value, whole: Math.floor(exact), rest: exact - Math.floor(exact) }
  })
  const missing = size - parts.reduce((sum, part) => sum + part.whole, 0)
  for (const part of [...parts].sort((x, y) => y.rest - x.rest).slice(0, missing)) part.whole++
  return random.shuffle(parts.flatMap(part => Array<T>(part.whole).fill(part.value)))
}

/** One value in the given shares. */
export function choose<T extends string>(random: Random, shares: Readonly<Record<T, number>>): T {
  const entries = Object.entries(shares) as [T, number][]
  let at = (random.below(1_000_000) / 1_000_000) * entries.reduce((sum, [, share]) => sum + share, 0)
  return (entries.find(([, share]) => (at -= share) < 0) ?? entries.at(-1)!)[0]
}
