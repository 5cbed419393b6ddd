import { useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Frame } from './frame.tsx'
import { useLive } from './live.ts'
import type { ProblemCode } from './problem-code.ts'
import { Problem } from './problem.tsx'

interface Props {
  busy: 'deriving' | 'opening' | null
  problem: ProblemCode | null
  enter: (handle: string, passphrase: string) => Promise<void>
}

/** Name and passphrase; says what happens while keys are derived. No field has a name, so the form itself sends nothing. */
export function SignInForm({ busy, problem, enter }: Props) {
  const words = useKeysWords().gate
  const [handle, setHandle] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [shown, setShown] = useState(false)
  const live = useLive()
  const ready = live && busy === null && handle !== '' && passphrase !== ''

  return (
    <Frame title={words.title}>
      <form
        className="kr-form"
        onSubmit={event => {
          event.preventDefault()
          if (ready) void enter(handle.trim().toLowerCase(), passphrase)
        }}
      >
        <p className="kr-quiet">{words.intro}</p>
        <Problem code={problem} />
        <fieldset className="kr-form" disabled={!live || busy !== null}>
          <TextField label={words.handle} value={handle} onChange={setHandle} autoComplete="username" />
          <TextField
            label={words.passphrase}
            help={words.passphraseHelp}
            value={passphrase}
            onChange={setPassphrase}
            secret={!shown}
            autoComplete="current-password"
          />
          <label className="kr-check">
            <input type="checkbox" checked={shown} onChange={event => setShown(event.target.checked)} />
            {words.showPassphrase}
          </label>
        </fieldset>
        <div className="kr-actions">
          <Button kind="primary" type="submit" disabled={!ready}>
            {words.enter}
          </Button>
        </div>
        <div role="status" className="kr-status">
          {busy && (
            <p className="kr-working">
              <span className="kr-ring" aria-hidden="true" /> {busy === 'deriving' ? words.deriving : words.opening}
            </p>
          )}
        </div>
        <noscript>
          <p>{words.noScript}</p>
        </noscript>
      </form>
    </Frame>
  )
}
