import { useState } from 'react'
import type { Bytes } from '#app/crypto/types.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import type { ProblemCode } from '#app/keyring/problem-code.ts'
import { Problem } from '#app/keyring/problem.tsx'
import { shareHash } from '#app/trust/recovery.ts'
import { parseShare } from '#app/trust/share-text.ts'
import { Button } from '#app/ui/button.tsx'
import { checkShares } from './recover.ts'
import { ShareFields } from './share-fields.tsx'

interface Props {
  shares: readonly Bytes[]
  threshold: number
  busy: boolean
  problem: ProblemCode | null
  back: () => void
  /** Gets the shares as they were typed back: what they recover is proved with them, not with what is in memory. */
  prove: (typed: Bytes[]) => void
}

/** The shares are typed back from paper before anything depends on them. */
export function Rehearsal({ shares, threshold, busy, problem, back, prove }: Props) {
  const words = useKeysWords().setUp
  const [typed, setTyped] = useState<string[]>(() => Array.from({ length: threshold }, () => ''))
  const checks = checkShares(typed, shares.map(shareHash))
  const ready = checks.every(check => check === 'right') && !busy
  return (
    <form
      className="kr-form"
      onSubmit={event => {
        event.preventDefault()
        if (ready) prove(typed.map(parseShare))
      }}
    >
      <p>{words.rehearseText(threshold)}</p>
      <ShareFields typed={typed} checks={checks} change={setTyped} label={words.rehearseLabel} />
      <Problem code={problem}>{problem === 'wrong-key' ? words.notProved : undefined}</Problem>
      <div className="kr-actions">
        <Button kind="primary" type="submit" disabled={!ready}>
          {words.prove}
        </Button>
        <Button disabled={busy} onClick={back}>
          {words.showShares}
        </Button>
      </div>
      <p role="status" className="kr-quiet">
        {busy ? words.completing : ''}
      </p>
    </form>
  )
}
