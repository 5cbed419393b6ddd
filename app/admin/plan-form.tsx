import { useState } from 'react'
import * as z from 'zod/mini'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Handle, type SetUp } from '#app/wire/members.ts'

/** What is asked before any key is made. */
export interface PlanAnswers {
  organisation: string
  languages: SetUp['languages']
  name: string
  handle: string
  shares: number
  threshold: number
}

const offered = ['uk', 'ru', 'en', 'crh'] as const

/** Organisation, languages, who the administrator is, and how recovery is split. */
export function PlanForm({ start, done }: { start: PlanAnswers; done: (answers: PlanAnswers) => void }) {
  const { setUp: words, passphrase } = useKeysWords()
  const [answers, setAnswers] = useState(start)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<PlanAnswers>) => setAnswers({ ...answers, ...change })
  const handleFits = z.safeParse(Handle, answers.handle.trim()).success
  const complete =
    answers.organisation.trim() !== '' && answers.name.trim() !== '' && answers.languages.length > 0 && handleFits
  return (
    <form
      className="kr-form"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (complete)
          done({
            ...answers,
            organisation: answers.organisation.trim(),
            name: answers.name.trim(),
            handle: answers.handle.trim(),
          })
      }}
    >
      <TextField
        label={words.organisation}
        value={answers.organisation}
        onChange={organisation => set({ organisation })}
      />
      <fieldset className="ad-group">
        <legend>{words.languages}</legend>
        {offered.map(code => (
          <label key={code} className="kr-check">
            <input
              type="checkbox"
              checked={answers.languages.includes(code)}
              onChange={event =>
                set({
                  languages: offered.filter(one =>
                    one === code ? event.target.checked : answers.languages.includes(one),
                  ),
                })
              }
            />
            {words.languageNames[code]}
          </label>
        ))}
        {answers.languages.length === 0 && <p className="ad-wrong">{words.languagesMissing}</p>}
      </fieldset>
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
          {useKeysWords().common.next}
        </Button>
      </div>
    </form>
  )
}

interface SplittingProps {
  shares: number
  threshold: number
  change: (splitting: { shares: number; threshold: number }) => void
}

/** How many recovery shares there are, and how many are needed together: two at least. */
export function Splitting({ shares, threshold, change }: SplittingProps) {
  const words = useKeysWords().setUp
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
  return (
    <fieldset className="ad-group">
      <legend>{words.steps.shares[0]}</legend>
      <div className="ad-row">
        <label>
          {words.shareThreshold}{' '}
          <select value={threshold} onChange={event => change({ shares, threshold: Number(event.target.value) })}>
            {numbers(2, shares).map(n => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </label>
        <label>
          {words.shareCount}{' '}
          <select
            value={shares}
            onChange={event => {
              const count = Number(event.target.value)
              change({ shares: count, threshold: Math.min(threshold, count) })
            }}
          >
            {numbers(2, 9).map(n => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </label>
      </div>
      <p className="kr-quiet">{words.threshold(threshold, shares)}</p>
    </fieldset>
  )
}
