import { useState } from 'react'
import * as z from 'zod/mini'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Handle } from '#app/wire/members.ts'

interface Props {
  start: string
  title: string
  taken: boolean
  done: (handle: string) => void
}

/** The name for signing in, which the server sees. */
export function HandleForm({ start, title, taken, done }: Props) {
  const { passphrase: words, common } = useKeysWords()
  const [handle, setHandle] = useState(start)
  const [tried, setTried] = useState(false)
  const fits = z.safeParse(Handle, handle.trim()).success
  const error = tried && !fits ? words.handleWrong : taken && handle === start ? words.handleTaken : null
  return (
    <form
      className="kr-form"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (fits) done(handle.trim())
      }}
    >
      <h2>{title}</h2>
      <TextField
        label={words.handle}
        help={words.handleHelp}
        value={handle}
        onChange={text => setHandle(text.toLowerCase())}
        autoComplete="username"
        {...(error ? { error } : {})}
      />
      <div className="kr-actions">
        <Button kind="primary" type="submit">
          {common.next}
        </Button>
      </div>
    </form>
  )
}
