import { useCallback, useRef, useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { problemOf, type ProblemCode } from './problem-code.ts'

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
