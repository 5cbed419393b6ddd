import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { SingleChoice } from '#app/ui/choices.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { Form, Mode } from '#app/testimony/form.ts'
import { Heading } from './heading.tsx'
import { Say } from './say.tsx'
import type { Beginning } from './use-beginning.ts'
import { useWords } from './witness.tsx'

interface LengthsProps {
  /** The form that is there. */
  form: Form
  /** Whether a form has a place for all that was answered. */
  fits: (form: Form) => boolean
  lengthen: Beginning['lengthen']
  /** With the form that goes on. */
  onNext: (form: Form) => void
  onBack: () => void
}

const lengths = ['express', 'short', 'full'] as const satisfies readonly Mode[]

/** How much is told: asked before the first question, and whenever more is wanted. What does not arrive blocks nothing. */
export function Lengths({ form, fits, lengthen, onNext, onBack }: LengthsProps) {
  const { words } = useWords()
  const now = form.mode
  const [chosen, setChosen] = useState(now)
  const [state, setState] = useState<'asked' | 'loading' | 'failed' | 'stays'>('asked')
  // Whoever chooses again or goes back waits for nothing any more.
  const turn = useRef(0)
  const forget = () => void turn.current++
  useEffect(() => forget, [])
  const choose = (length: string) => {
    forget()
    setChosen(length as Mode)
    setState('asked')
  }
  const goOn = async () => {
    if (chosen === now) return onNext(form)
    forget()
    setState('loading')
    const mine = turn.current
    const outcome = await lengthen(chosen, arrived => mine === turn.current && fits(arrived))
    if (mine !== turn.current) return
    if (typeof outcome === 'object') return onNext(outcome)
    setChosen(now)
    setState(outcome === 'unfit' ? 'stays' : 'failed')
  }
  return (
    <>
      <Heading id="question">
        <Say text={words.length.heading} />
      </Heading>
      <p className="intro">
        <Say text={words.length.help} />
      </p>
      <SingleChoice
        labelledBy="question"
        choices={lengths.map(length => ({
          code: length,
          label: <Say text={words.length[length]} />,
          help: <Say text={words.length[`${length}Help`]} />,
        }))}
        value={chosen}
        onChange={choose}
      />
      <div role="status">
        {state === 'failed' || state === 'stays' ? (
          <Notice kind="wait">
            <p>
              <Say text={words.length[state]} />
            </p>
          </Notice>
        ) : null}
        {state === 'loading' ? (
          <p className="quiet">
            <Say text={words.length.loading} />
          </p>
        ) : null}
      </div>
      <div className="actions">
        <Button kind="primary" aria-disabled={state === 'loading'} onClick={() => state !== 'loading' && void goOn()}>
          <Say text={words.next} />
        </Button>
      </div>
      <Button kind="text" className="back" onClick={onBack}>
        <Say text={words.back} />
      </Button>
    </>
  )
}
