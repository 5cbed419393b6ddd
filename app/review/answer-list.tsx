import { useDeskText } from '#app/i18n/desk/text.ts'
import type { ShownAnswer, ShownSection } from './account-answers.ts'
import { ForeignText, ForeignWords } from './foreign-text.tsx'

/** What the witness answered, by section: long words first and large, as they were written. */
export function AnswerList({ sections, lang }: { sections: readonly ShownSection[]; lang: string }) {
  const text = useDeskText()
  if (sections.length === 0) return <p className="rv-help">{text.reading.noAnswers}</p>
  return (
    <>
      {sections.map(section => (
        <section key={section.id} className="rv-section">
          <h3>
            <ForeignWords text={section.title} most={200} />
          </h3>
          {section.answers
            .filter(answer => answer.long)
            .map(answer => (
              <div key={answer.id} className="rv-long">
                <h4>
                  <ForeignWords text={answer.label} most={300} />
                </h4>
                <ForeignText text={answer.words ?? ''} lang={lang} />
              </div>
            ))}
          <dl>
            {section.answers
              .filter(answer => !answer.long)
              .map(answer => (
                <div key={answer.id}>
                  <dt>
                    <ForeignWords text={answer.label} most={300} />
                  </dt>
                  <dd>
                    <Answer answer={answer} lang={lang} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  )
}

function Answer({ answer, lang }: { answer: ShownAnswer; lang: string }) {
  if (answer.words !== null) return <ForeignText text={answer.words} lang={lang} className="rv-short" />
  return (
    <ul className="rv-codes">
      {answer.codes.slice(0, 100).map((code, i) => (
        <li key={i}>
          <ForeignWords text={code} most={300} />
        </li>
      ))}
    </ul>
  )
}
