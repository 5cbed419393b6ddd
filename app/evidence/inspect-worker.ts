import type { FileKind, HiddenData } from './inspection.ts'
import { detectKind, HEAD_BYTES } from './kind.ts'
import { lookInside } from './look-inside.ts'
import type { StrippedCopy } from './strip.ts'

/** What the page asks, one file at a time. */
export interface InspectOrder {
  turn: number
  do: 'inspect' | 'strip'
  file: Blob
}

/** What the worker reports of a turn: the kind first, then that the reader is here, then what it found or made. */
export type InspectReport = { turn: number } & InspectStep

type InspectStep =
  | { step: 'kind'; kind: FileKind }
  | { step: 'loaded' }
  | { step: 'found'; hidden: HiddenData | null }
  | { step: 'stripped'; made: StrippedCopy | null }

// The readers tell the console what they find odd in a file.
for (const say of ['debug', 'log', 'info', 'warn', 'error'] as const) console[say] = () => undefined // oxlint-disable-line no-console

async function answer({ do: what, file }: InspectOrder, report: (step: InspectStep) => void): Promise<void> {
  const kind = await detectKind(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()))
  report({ step: 'kind', kind })
  const loaded = () => report({ step: 'loaded' })
  if (what === 'inspect') return report({ step: 'found', hidden: await lookInside(file, kind, loaded) })
  const { stripFile } = await import('./strip.ts')
  loaded()
  report({ step: 'stripped', made: await stripFile(file, kind).catch(() => null) })
}

self.onmessage = ({ data }: MessageEvent<InspectOrder>) => {
  const report = (step: InspectStep) => self.postMessage({ turn: data.turn, ...step } satisfies InspectReport)
  answer(data, report).catch(() =>
    report(data.do === 'inspect' ? { step: 'found', hidden: null } : { step: 'stripped', made: null }),
  )
}
