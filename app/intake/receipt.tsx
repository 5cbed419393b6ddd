import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { fill } from '#app/i18n/fill.ts'
import { Heading } from './heading.tsx'
import { useWords } from './witness.tsx'
import './receipt.css'

/** The code of the receipt, shown once, with what it does and does not do. */
export function CodeScreen({ code, onNoted, onWithout }: { code: string; onNoted: () => void; onWithout: () => void }) {
  const { words } = useWords()
  return (
    <>
      <Heading>{words.code.heading}</Heading>
      <p>{words.code.kept}</p>
      <section className="receipt" aria-labelledby="code-title">
        <h2 id="code-title">{words.code.title}</h2>
        <p className="code receipt-code" translate="no">
          {code.split(' ').map((group, i) => (
            <span key={i} className="receipt-group">
              {group}{' '}
            </span>
          ))}
        </p>
        <p>{words.code.what}</p>
        <p>{words.code.once}</p>
      </section>
      <div className="actions">
        <Button kind="primary" onClick={onNoted}>
          {words.code.noted}
        </Button>
        <Button kind="text" onClick={onWithout}>
          {words.code.without}
        </Button>
      </div>
    </>
  )
}

/** Two different groups of six, in order. */
function drawTwo(): [number, number] {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2))
  const first = a % 6
  const second = (first + 1 + (b % 5)) % 6
  return first < second ? [first, second] : [second, first]
}

interface TypeBackProps {
  code: string
  onRight: () => void
  onShow: () => void
  onWithout: () => void
}

/** Two groups are typed back: whoever noted the code wrong learns it while it can still be seen. */
export function TypeBack({ code, onRight, onShow, onWithout }: TypeBackProps) {
  const { words } = useWords()
  const [asked] = useState(drawTwo)
  const [typed, setTyped] = useState<Record<number, string>>({})
  const [tries, setTries] = useState({ count: 0, wrong: [] as number[] })
  const groups = code.split(' ')
  const check = () => {
    const wrong = asked.filter(i => (typed[i] ?? '').replace(/\D/g, '') !== groups[i])
    if (wrong.length === 0) return onRight()
    setTries(({ count }) => ({ count: count + 1, wrong }))
  }
  const message = (i: number) => fill(words.typeBack.wrong, { n: i + 1 })
  return (
    <>
      <Heading>{words.typeBack.heading}</Heading>
      {tries.wrong.length > 0 ? (
        <ErrorSummary
          key={tries.count}
          title={words.typeBack.summary}
          mistakes={tries.wrong.map(i => ({ control: `group-${i}`, message: message(i) }))}
        />
      ) : null}
      <p>{words.typeBack.help}</p>
      <Slots asked={asked} />
      <div className="groups">
        {asked.map(i => (
          <TextField
            key={i}
            id={`group-${i}`}
            digits
            label={fill(words.typeBack.group, { n: i + 1 })}
            value={typed[i] ?? ''}
            onChange={text => setTyped({ ...typed, [i]: text })}
            {...(tries.wrong.includes(i) ? { error: message(i) } : {})}
          />
        ))}
      </div>
      <div className="actions">
        <Button kind="primary" onClick={check}>
          {words.typeBack.check}
        </Button>
        <Button kind="text" onClick={onShow}>
          {words.typeBack.show}
        </Button>
        <Button kind="text" onClick={onWithout}>
          {words.code.without}
        </Button>
      </div>
    </>
  )
}

/** A drawing of the code: six groups, and which two are asked for. */
function Slots({ asked }: { asked: readonly number[] }) {
  return (
    <svg className="slots" viewBox="0 0 300 40" aria-hidden="true">
      {Array.from({ length: 6 }, (_, i) => (
        <g key={i} className={asked.includes(i) ? 'slot slot-asked' : 'slot'}>
          <rect x={i * 50 + 2} y="6" width="44" height="28" rx="4" />
          <text x={i * 50 + 24} y="25" textAnchor="middle">
            {i + 1}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Nothing is left to do, and nothing is left on the page. */
export function Finished() {
  const { words } = useWords()
  return (
    <>
      <Heading>{words.finished.heading}</Heading>
      <p className="wait">{words.finished.close}</p>
      <p>{words.finished.empty}</p>
    </>
  )
}
