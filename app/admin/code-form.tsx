import { useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useLive } from '#app/keyring/live.ts'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { postJson } from '#app/wire/client.ts'

/** The one-time code that the server printed; refused plainly when it was used. */
export function CodeForm({ done }: { done: (code: string) => void }) {
  const { setUp: words, common } = useKeysWords()
  const [code, setCode] = useState('')
  const live = useLive()
  const { problem, busy, run } = useAttempt()
  const check = () =>
    run(async () => {
      await postJson('/api/set-up/check', { code: code.trim() })
      done(code.trim())
    })
  const said = problem === 'used' ? words.codeUsed : problem === 'forbidden' ? words.codeWrong : undefined
  return (
    <form
      className="kr-form"
      onSubmit={event => {
        event.preventDefault()
        void check()
      }}
    >
      <fieldset disabled={!live}>
        <TextField label={words.codeLabel} help={words.codeHelp} value={code} onChange={setCode} />
      </fieldset>
      <Problem code={problem}>{said}</Problem>
      <div className="kr-actions">
        <Button kind="primary" type="submit" disabled={busy || code.trim() === ''}>
          {common.next}
        </Button>
      </div>
    </form>
  )
}
