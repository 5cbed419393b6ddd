import { measureEvidence } from './evidence.ts'
import { measureFirstView, slowLine } from './first-view.ts'
import { measureGrowth } from './growth.ts'
import { measureIntake } from './intake.ts'
import type { Measured } from './measure.ts'
import { measureOpen } from './open.ts'
import { measureRotation } from './rotation.ts'

/** `tiny` shows that a bench runs and what it answers; its figures say nothing. */
export type Size = 'full' | 'tiny'

/** Every measurement, by the name that `npm run bench -- NAME` takes. */
export const benches = {
  open: size => measureOpen(size === 'full' ? { entries: 10_000, rounds: 20 } : { entries: 20, rounds: 2 }),
  intake: size =>
    measureIntake(
      size === 'full'
        ? { submissions: 2_000, rounds: 7, connections: 16 }
        : { submissions: 20, rounds: 2, connections: 16 },
    ),
  rotation: size =>
    measureRotation(size === 'full' ? { sealed: 10_000, adopted: 100_000 } : { sealed: 5, adopted: 20 }),
  growth: size =>
    measureGrowth(
      size === 'full'
        ? { small: 1_000, large: 100_000, arriving: 500, rounds: 5 }
        : { small: 5, large: 20, arriving: 5, rounds: 2 },
    ),
  evidence: (size, mebibytes = 1024) =>
    measureEvidence(size === 'full' ? { mebibytes, rounds: 3 } : { mebibytes: 1, rounds: 1 }),
  'first-view': size => measureFirstView(size === 'full' ? slowLine : { languages: ['uk'], runs: 1, line: null }),
} satisfies Record<string, (size: Size, mebibytes?: number) => Promise<Measured>>

export type BenchName = keyof typeof benches
