import { useId } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import type { ShownConsent } from './account-answers.ts'
import { minuteOf } from './moments.ts'
import { ToldWords } from './told-words.tsx'

const shapes = {
  yes: 'm3 10 5 5 9-10',
  ask_first: 'M7 7a3 3 0 1 1 4 3c-1 .4-1 1-1 2m0 3v.6',
  no: 'm4 4 12 12M16 4 4 16',
}

/** What the witness allows, recipient by recipient. */
export function ConsentTable({ consents }: { consents: readonly ShownConsent[] }) {
  const text = useDeskText()
  const title = useId()
  return (
    <section className="rv-section" aria-labelledby={title}>
      <h3 id={title}>{text.reading.consent}</h3>
      <p className="rv-help">{text.reading.consentHelp}</p>
      <ul className="rv-consents">
        {consents.map(({ id, label, answer, at }) => (
          <li key={id} data-answer={answer}>
            <span className="rv-consent-answer">
              <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
                <path d={shapes[answer]} />
              </svg>
              {text.reading.consentAnswers[answer]}
            </span>
            <span>
              <ToldWords told={label} />
              {at !== null && <span className="rv-help"> {minuteOf(at)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
