import { useState, type ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Heading } from './heading.tsx'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'
import './receipt.css'

interface CodeScreenProps {
  code: string
  /** What follows the account. */
  files: ReactNode
  onNoted: () => void
  onWithout: () => void
}

/** The code of the receipt, shown once, with what it does and does not do. */
export function CodeScreen({ code, files, onNoted, onWithout }: CodeScreenProps) {
  const { words } = useWords()
  return (
    <>
      <Heading>
        <Say text={words.code.heading} />
      </Heading>
      <p>
        <Say text={words.code.kept} />
      </p>
      <section className="receipt" aria-labelledby="code-title">
        <h2 id="code-title">
          <Say text={words.code.title} />
        </h2>
        <p className="code receipt-code" translate="no">
          {code.split(' ').map((group, i) => (
            <span key={i} className="receipt-group">
              {group}{' '}
            </span>
          ))}
        </p>
        <p>
          <Say text={words.code.what} />
        </p>
        <p>
          <Say text={words.code.once} />
        </p>
      </section>
      <div className="actions">
        <Button kind="primary" onClick={onNoted}>
          <Say text={words.code.noted} />
        </Button>
        <Button kind="text" onClick={onWithout}>
          <Say text={words.code.without} />
        </Button>
      </div>
      {files}
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
  const message = (i: number) => <Say text={words.typeBack.wrong} values={{ n: i + 1 }} />
  return (
    <>
      <Heading>
        <Say text={words.typeBack.heading} />
      </Heading>
      {tries.wrong.length > 0 ? (
        <ErrorSummary
          key={tries.count}
          title={<Say text={words.typeBack.summary} />}
          mistakes={tries.wrong.map(i => ({ control: `group-${i}`, message: message(i) }))}
        />
      ) : null}
      <p>
        <Say text={words.typeBack.help} />
      </p>
      <Slots asked={asked} />
      <div className="groups">
        {asked.map(i => (
          <TextField
            key={i}
            id={`group-${i}`}
            digits
            label={<Say text={words.typeBack.group} values={{ n: i + 1 }} />}
            value={typed[i] ?? ''}
            onChange={text => setTyped({ ...typed, [i]: text })}
            {...(tries.wrong.includes(i) ? { error: message(i) } : {})}
          />
        ))}
      </div>
      <div className="actions">
        <Button kind="primary" onClick={check}>
          <Say text={words.typeBack.check} />
        </Button>
        <Button kind="text" onClick={onShow}>
          <Say text={words.typeBack.show} />
        </Button>
        <Button kind="text" onClick={onWithout}>
          <Say text={words.code.without} />
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
export function Finished({ files }: { files: ReactNode }) {
  const { words } = useWords()
  return (
    <>
      <Heading>
        <Say text={words.finished.heading} />
      </Heading>
      <p className="wait">
        <Say text={words.finished.close} />
      </p>
      <p>
        <Say text={words.finished.empty} />
      </p>
      {files}
    </>
  )
}
