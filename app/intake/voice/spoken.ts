import type { Playable } from './playable.ts'

/** What is known of a recording beside its bytes: how long it was spoken, and whether it plays here. */
export interface Spoken {
  ms: number
  playable: Playable
}

const known = new WeakMap<Blob, Spoken>()

/** Remembers it for as long as somebody holds the recording. */
export function rememberSpoken(file: Blob, spoken: Spoken): void {
  known.set(file, spoken)
}

/** Undefined: not recorded on this page. */
export function spokenOf(file: Blob): Spoken | undefined {
  return known.get(file)
}
