import type { Exposure } from './viewer/messages.ts'

/** What a reviewer is exposed to, for as long as this page lives (D-22). Nothing of it is stored. */

export const covered: Exposure = { sharp: false, colours: false, sound: false }

let wanted = covered
const seen = new Set<string>()

/** How the next file opens. */
export const firstExposure = (): Exposure => wanted

/** Lets further files open so. */
export function keepExposure(exposure: Exposure): void {
  wanted = exposure
}

/** Counts a file that was seen sharp, once; gives how many there were. */
export function countSeen(upload: string): number {
  return seen.add(upload).size
}
