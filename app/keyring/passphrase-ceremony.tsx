import { useEffect, useRef, useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { drawPassphrase, normalisePassphrase, ownPassphraseFits } from './passphrase.ts'

type Stage = 'drawn' | 'own' | 'back'

/** Shows a drawn passphrase once and has it typed back; one of one's own only after the warning. */
export function PassphraseCeremony({ done }: { done: (passphrase: string) => void }) {
  const words = useKeysWords().passphrase
  const [stage, setStage] = useState<Stage>('drawn')
  const [drawn, setDrawn] = useState('')
  const [own, setOwn] = useState('')
  const [chosen, setChosen] = useState<'drawn' | 'own'>('drawn')
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  const draw = () => void drawPassphrase().then(setDrawn)
  useEffect(draw, [])
  useEffect(() => title.current?.focus(), [stage])
  const passphrase = normalisePassphrase(chosen === 'drawn' ? drawn : own)

  if (stage === 'drawn')
    return (
      <section className="kr-form">
        <h2 ref={title} tabIndex={-1}>
          {words.drawnTitle}
        </h2>
        <p className="kr-quiet">{words.drawnWhy}</p>
        <p className="kr-words" lang="en">
          {drawn}
        </p>
        <p>{words.writeDown}</p>
        <div className="kr-actions">
          <Button
            kind="primary"
            disabled={drawn === ''}
            onClick={() => {
              setChosen('drawn')
              setStage('back')
            }}
          >
            {words.written}
          </Button>
          <Button onClick={draw}>{words.another}</Button>
          <Button kind="text" onClick={() => setStage('own')}>
            {words.ownOffer}
          </Button>
        </div>
      </section>
    )

  if (stage === 'own')
    return (
      <section className="kr-form">
        <h2 ref={title} tabIndex={-1}>
          {words.ownOffer}
        </h2>
        <Notice kind="wait">
          <p>{words.ownWarning}</p>
        </Notice>
        <TextField
          label={words.ownLabel}
          value={own}
          onChange={setOwn}
          autoComplete="new-password"
          {...(own !== '' && !ownPassphraseFits(own) ? { help: words.ownShort } : {})}
        />
        <div className="kr-actions">
          <Button
            kind="primary"
            disabled={!ownPassphraseFits(own)}
            onClick={() => {
              setChosen('own')
              setStage('back')
            }}
          >
            {words.written}
          </Button>
          <Button onClick={() => setStage('drawn')}>{words.useDrawn}</Button>
        </div>
      </section>
    )

  return (
    <form
      className="kr-form"
      onSubmit={event => {
        event.preventDefault()
        const same = normalisePassphrase(typed) === passphrase
        setWrong(!same)
        if (same) done(passphrase)
      }}
    >
      <h2 ref={title} tabIndex={-1}>
        {words.typeBack}
      </h2>
      <p className="kr-quiet">{words.typeBackWhy}</p>
      <TextField
        label={words.typeBack}
        labelHidden
        value={typed}
        onChange={setTyped}
        autoComplete="new-password"
        {...(wrong ? { error: words.different } : {})}
      />
      <div className="kr-actions">
        <Button kind="primary" type="submit" disabled={typed === ''}>
          {words.typeBack}
        </Button>
        <Button onClick={() => setStage(chosen)}>{words.showAgain}</Button>
      </div>
    </form>
  )
}
