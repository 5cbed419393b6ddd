import { useEffect } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { Frame } from './frame.tsx'
import type { ProblemCode } from './problem-code.ts'
import { Problem, useAttempt } from './problem.tsx'

const CHECK_EVERY = 15_000

/** Registered, and in no roster: nothing can be opened until an administrator admits this person. */
export function Waiting({ handle, check, lock }: { handle: string; check: () => Promise<unknown>; lock: () => void }) {
  const words = useKeysWords().gate
  const { problem, busy, run } = useAttempt()
  useEffect(() => {
    const timer = setInterval(() => void run(async () => void (await check())), CHECK_EVERY)
    return () => clearInterval(timer)
  }, [check, run])
  return (
    <Frame title={words.waitingTitle}>
      <p>{words.waitingText(handle)}</p>
      <p className="kr-quiet">{words.waitingHint}</p>
      <Problem code={problem} />
      <div className="kr-actions">
        <Button kind="primary" disabled={busy} onClick={() => void run(async () => void (await check()))}>
          {words.checkAgain}
        </Button>
        <Button onClick={lock}>{words.leave}</Button>
      </div>
    </Frame>
  )
}

/** What the server served is not what this member's keys and the key log say. Nothing is shown of it. */
export function Refusing({ code, lock }: { code: ProblemCode; lock: () => void }) {
  const words = useKeysWords()
  return (
    <Frame title={words.gate.refusedTitle}>
      <Problem code={code}>{words.refusals[code]}</Problem>
      <p>{words.gate.refusedText}</p>
      <div className="kr-actions">
        <Button kind="primary" onClick={lock}>
          {words.gate.startAgain}
        </Button>
      </div>
    </Frame>
  )
}
