import { useState } from 'react'
import * as z from 'zod/mini'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Handle } from '#app/wire/members.ts'
import { Splitting } from './plan-form.tsx'

/** Who the new administrator is, and how the new recovery key is split. */
export interface PersonAnswers {
  name: string
  handle: string
  shares: number
  threshold: number
}

export function PersonForm({ start, done }: { start: PersonAnswers; done: (answers: PersonAnswers) => void }) {
  const { setUp: words, passphrase, common } = useKeysWords()
  const [answers, setAnswers] = useState(start)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<PersonAnswers>) => setAnswers({ ...answers, ...change })
  const handleFits = z.safeParse(Handle, answers.handle.trim()).success
  return (
    <form
      className="kr-form"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (handleFits && answers.name.trim() !== '')
          done({ ...answers, name: answers.name.trim(), handle: answers.handle.trim() })
      }}
    >
      <TextField label={words.name} help={words.nameHelp} value={answers.name} onChange={name => set({ name })} />
      <TextField
        label={passphrase.handle}
        help={passphrase.handleHelp}
        value={answers.handle}
        onChange={handle => set({ handle: handle.toLowerCase() })}
        autoComplete="username"
        {...(tried && !handleFits ? { error: passphrase.handleWrong } : {})}
      />
      <Splitting {...answers} change={set} />
      <div className="kr-actions">
        <Button kind="primary" type="submit">
          {common.next}
        </Button>
      </div>
    </form>
  )
}
