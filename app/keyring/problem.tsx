import { useCallback, useRef, useState } from 'react'
import { Failure, type FailureCode } from '#app/crypto/failure.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Refused, Unreachable } from '#app/wire/client.ts'
import type { RefusalCode } from '#app/wire/public.ts'

export type ProblemCode = FailureCode | RefusalCode | 'unreachable'

/** The code of an expected failure. A program fault flies on to the error page. */
export function problemOf(error: unknown): ProblemCode {
  if (error instanceof Failure || error instanceof Refused) return error.code
  if (error instanceof Unreachable) return 'unreachable'
  throw error
}

/** Runs one thing at a time; keeps the code of its failure until the next try. */
export function useAttempt() {
  const [problem, setProblem] = useState<ProblemCode | null>(null)
  const [busy, setBusy] = useState(false)
  const [, throwInRender] = useState<null>(null)
  const running = useRef(false)
  const run = useCallback(async (work: () => Promise<void>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      try {
        setProblem(problemOf(error))
      } catch (fault) {
        throwInRender(() => {
          throw fault
        })
      }
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  const clear = useCallback(() => setProblem(null), [])
  return { problem, busy, run, clear }
}

/** What went wrong, what it means and what to do; announced when it appears. */
export function Problem({ code, children }: { code: ProblemCode | null; children?: string | undefined }) {
  const words = useKeysWords()
  return (
    <div role="alert">
      {code && (
        <p className="kr-problem">
          <span aria-hidden="true" className="kr-problem-mark">
            !
          </span>
          <span>
            {children ?? words.problems[code]} <code className="kr-code">{code}</code>
          </span>
        </p>
      )}
    </div>
  )
}
