import type { WitnessCase } from '../send-testimony.ts'
import type { FilePhase, FileReason, FileSending, FileState } from './file-state.ts'
import type { FileToSend } from './file-to-send.ts'
import type { HeldFile, HeldFiles } from './held-files.ts'
import { prepareFiles } from './prepare-files.ts'

/** One file as it is shown: also before it is ready, and where its hidden data could not be removed (`not-clean`). */
export interface FileOnWay extends Omit<FileState, 'phase' | 'reason'> {
  phase: FilePhase | 'preparing'
  reason: FileReason | { sentence: 'not-clean' } | null
  /** A copy without hidden data, which goes beside its original. */
  copy: boolean
}

/** All files that follow one account. */
export interface FilesWay extends Omit<FileSending, 'states'> {
  states(): readonly FileOnWay[]
}

interface Steps {
  /** Until each was looked at; never rejects. */
  look: (held: HeldFiles, ids: readonly string[]) => Promise<void>
  send: (files: readonly FileToSend[], to: WitnessCase) => FileSending
}

/** Makes the files ready and sends them. */
export function beginWay(held: HeldFiles, ids: readonly string[], to: WitnessCase, { look, send }: Steps): FilesWay {
  const listeners = new Set<() => void>()
  let sending: FileSending | null = null
  let ended = false
  let unclean: FileOnWay[] = []
  let shown: readonly FileOnWay[] = ids.flatMap(id => {
    const file = held.get(id)
    return file ? [blank(file, 'preparing')] : []
  })
  const tell = () => {
    if (sending) shown = [...sending.states().map(state => ({ ...state, copy: state.id.endsWith('c') })), ...unclean]
    for (const listener of listeners) listener()
  }
  void look(held, ids)
    .then(() => prepareFiles(held, ids))
    .then(prepared => {
      if (ended) return
      unclean = prepared.unclean.map(file => ({ ...blank(file, 'cancelled'), reason: { sentence: 'not-clean' } }))
      sending = send(prepared.files, to)
      held.forget()
      sending.subscribe(tell)
      tell()
    })
  return {
    states: () => shown,
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    cancel: id => sending?.cancel(id),
    retry: id => sending?.retry(id),
    end: () => {
      ended = true
      sending?.end()
      listeners.clear()
      unclean = []
      shown = []
    },
  }
}

function blank({ id, name, file }: HeldFile, phase: FileOnWay['phase']): FileOnWay {
  const still = { sent: 0, total: 0, rate: null, left: null, offline: false, reason: null }
  return { id, name, size: file.size, phase, copy: false, ...still }
}
