import { useCallback, useEffect, useRef, useState } from 'react'
import type { FileKind } from '#app/evidence/inspection.ts'
import type { Decision } from '#app/testimony/triage.ts'
import { startWorker } from '#app/wire/worker.ts'
import type { FilePurpose, FromFileWorker, ToFileWorker } from './file-messages.ts'
import workerUrl from './file-worker.ts?worker&url'
import type { ListedFile } from './listed-files.ts'
import { nameToSave, saveBlob } from './save-file.ts'
import { codeOf } from './use-reading.ts'

/** What becomes of one file. `open`: every check was passed, and the look is on record. */
export type FileState =
  | { phase: 'shut' }
  | { phase: 'opening'; done: number }
  | { phase: 'recording' }
  | { phase: 'open'; blob: Blob; kind: FileKind }
  | { phase: 'not-shown'; kind: FileKind; why: 'kind' | 'size' }
  | { phase: 'saved'; name: string }
  | { phase: 'failed'; code: string }

export interface Files {
  stateOf: (file: ListedFile) => FileState
  /** Fetches, verifies, records, and only then shows. One file is open at a time. */
  open: (file: ListedFile) => void
  /** The same, and hands the bytes to the browser to be saved. */
  save: (file: ListedFile) => void
  /** Stops or closes what is open; its bytes are let go. */
  close: () => void
  /** Whether something is open or on its way. */
  busy: boolean
}

interface Current {
  upload: string
  state: FileState
}

const shut: FileState = { phase: 'shut' }

/** The files of one testimony. `decide` writes custody: what cannot be recorded is neither shown nor saved. */
export function useFiles(id: string, decide: (decision: Decision) => Promise<void>, lock: () => void): Files {
  const [current, setCurrent] = useState<Current | null>(null)
  /** How it went with files that are not open now. */
  const [before, setBefore] = useState<ReadonlyMap<string, FileState>>(new Map())
  const worker = useRef<Worker | null>(null)
  const latest = useRef({ decide, lock, current })
  latest.current = { decide, lock, current }

  const stop = useCallback(() => {
    worker.current?.terminate()
    worker.current = null
  }, [])
  useEffect(() => stop, [stop])

  const settle = useCallback(() => {
    const last = latest.current.current
    if (!last) return
    const { upload, state } = last
    if (state.phase === 'failed' || state.phase === 'saved' || state.phase === 'not-shown')
      setBefore(now => new Map(now).set(upload, state))
  }, [])

  const close = useCallback(() => {
    stop()
    settle()
    setCurrent(null)
  }, [settle, stop])

  const begin = useCallback(
    (file: ListedFile, purpose: FilePurpose) => {
      if (file.code !== null) return
      stop()
      settle()
      const { upload, sha256, size, key, boxDigest } = file
      const own = startWorker(workerUrl)
      worker.current = own
      const still = () => worker.current === own
      const show = (state: FileState) => setCurrent({ upload, state })
      const fail = (code: string) => {
        if (!still()) return
        stop()
        if (code === 'sign-in') return latest.current.lock()
        show({ phase: 'failed', code })
      }
      const record = async (blob: Blob, kind: FileKind) => {
        show({ phase: 'recording' })
        try {
          const what = purpose === 'show' ? 'file-opened' : 'file-saved'
          await latest.current.decide({ kind: what, file: upload, sha256 })
        } catch (error) {
          return fail(codeOf(error))
        }
        if (!still()) return
        stop()
        if (purpose === 'show') return show({ phase: 'open', blob, kind })
        const name = nameToSave(id, upload, kind)
        saveBlob(blob, name)
        show({ phase: 'saved', name })
      }
      own.onmessage = ({ data }: MessageEvent<FromFileWorker>) => {
        if (!still()) return
        if (data.type === 'progress') return show({ phase: 'opening', done: data.done })
        if (data.type === 'failed') return fail(data.code)
        if (data.type === 'verified') return void record(data.blob, data.kind)
        stop()
        show({ phase: 'not-shown', kind: data.kind, why: data.why })
      }
      own.onerror = () => fail('fault')
      own.postMessage({ file: { upload, key, boxDigest, size, sha256 }, purpose } satisfies ToFileWorker)
      show({ phase: 'opening', done: 0 })
    },
    [id, settle, stop],
  )

  return {
    stateOf: ({ upload, code }) =>
      code !== null
        ? { phase: 'failed', code }
        : current?.upload === upload
          ? current.state
          : (before.get(upload) ?? shut),
    open: useCallback(file => begin(file, 'show'), [begin]),
    save: useCallback(file => begin(file, 'save'), [begin]),
    close,
    busy: current !== null && ['opening', 'recording', 'open'].includes(current.state.phase),
  }
}
