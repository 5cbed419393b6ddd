import { useCallback, useEffect, useRef, useState } from 'react'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { problemOf, type ProblemCode } from '#app/keyring/problem-code.ts'
import { taskLeft } from './new-epoch.ts'
import { olderOpen, overHttp, prepareRotation, unfinished } from './prepare-rotation.ts'
import { runRotation, type RotationReport, type RotationRun } from './rotation-run.ts'

export type RotationStage = 'check' | 'key' | 'move' | 'retire'

/** What the screen shows of a rotation. */
export interface RotationShown {
  state: 'idle' | 'running' | 'paused' | 'finished' | 'stopped'
  /** New keys are made: everything is read before. */
  fresh: boolean
  stage: RotationStage
  /** Chains of events that were read before anything is signed. */
  read: number
  moved: number
  quarantined: number
  total: number
  /** Milliseconds since the epoch at which moving began, and of the newest batch. */
  began: number
  latest: number
  problem: ProblemCode | null
}

const idle: RotationShown = {
  state: 'idle',
  fresh: true,
  stage: 'check',
  read: 0,
  moved: 0,
  quarantined: 0,
  total: 0,
  began: 0,
  latest: 0,
  problem: null,
}

/** Makes new epochs where none is under way, then moves and retires. Begins on a whole view (FORMAT.md §10). */
export function useRotation() {
  const keyring = useKeyring()
  const [shown, setShown] = useState(idle)
  const run = useRef<RotationRun | null>(null)
  useEffect(() => () => run.current?.stop(), [])

  const start = useCallback(
    async (fresh: boolean) => {
      setShown({ ...idle, state: 'running', fresh, stage: fresh ? 'check' : 'key' })
      try {
        const prepared = await prepareRotation(keyring, fresh, overHttp, {
          reading: read => setShown(now => ({ ...now, read })),
          read: () => setShown(now => ({ ...now, stage: 'key' })),
        })
        const tasks = unfinished(prepared).flatMap(one => taskLeft(prepared, one) ?? [])
        const total = unfinished(prepared)
          .flatMap(one => olderOpen(prepared, one))
          .reduce((n, one) => n + one.wraps, 0)
        const began = Date.now()
        setShown(now => ({ ...now, stage: 'move', total, began, latest: began }))
        run.current = runRotation(tasks, report => setShown(now => apply(now, report)))
        const end = await run.current.ended
        run.current = null
        if (end.kind === 'failed' && end.code === null) throw new Error('the rotation worker failed')
        await prepared.refresh()
        setShown(now => ({
          ...now,
          state: end.kind === 'done' ? 'finished' : 'stopped',
          problem: end.kind === 'failed' ? end.code : null,
        }))
      } catch (error) {
        run.current = null
        setShown(now => ({ ...now, state: 'stopped', problem: problemOf(error) }))
      }
    },
    [keyring],
  )

  const pause = () => {
    run.current?.pause()
    setShown(now => ({ ...now, state: 'paused' }))
  }
  const resume = () => {
    run.current?.resume()
    setShown(now => ({ ...now, state: 'running' }))
  }
  const stop = () => run.current?.stop()
  return { shown, start, pause, resume, stop }
}

function apply(now: RotationShown, report: RotationReport): RotationShown {
  const latest = Date.now()
  switch (report.kind) {
    case 'moved':
      return { ...now, latest, moved: now.moved + report.wraps }
    case 'quarantined':
      return { ...now, latest, quarantined: now.quarantined + report.wraps }
    case 'retired':
      return { ...now, latest, stage: 'retire' }
    default:
      return now
  }
}
