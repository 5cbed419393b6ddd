import { useEffect, useId, useRef, useState } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import type { ShownAnswer, ShownItem, ShownSection } from './account-answers.ts'
import { AnswerValue } from './answer-value.tsx'
import { ToldWords } from './told-words.tsx'

/** Items of a section, and answers of a part, that are shown before somebody asks for more. */
const [firstItems, firstAnswers] = [30, 100]

interface Props {
  sections: readonly ShownSection[]
  /** The language of the witness. */
  lang: string
}

/** What the witness answered, by section: long words first and large, as they were written. */
export function AnswerList({ sections, lang }: Props) {
  const text = useDeskText()
  const prefix = useId()
  const [most, setMost] = useState<Readonly<Record<string, number>>>({})
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const item = document.getElementById(wanted.current)
    wanted.current = null
    item?.scrollIntoView({ block: 'start' })
    item?.focus({ preventScroll: true })
  })
  /** Shows an item, and goes to its heading once it stands there. */
  const goTo = (anchor: string) => {
    const section = sections.find(one => one.items.some(item => item.anchor === anchor))
    if (!section) return
    const i = section.items.findIndex(item => item.anchor === anchor)
    wanted.current = prefix + anchor
    setMost(now => ({ ...now, [section.id]: Math.max(now[section.id] ?? firstItems, i + 1) }))
  }
  if (sections.length === 0) return <p className="rv-help">{text.reading.noAnswers}</p>
  return (
    <>
      {sections.map(section => {
        const shown = most[section.id] ?? firstItems
        const rest = section.items.length - shown
        return (
          <section key={section.id} className="rv-section">
            <h3>
              <ToldWords told={section.title} />
            </h3>
            <Answers answers={section.answers} lang={lang} goTo={goTo} />
            {section.items.slice(0, shown).map(item => (
              <Item key={item.anchor} item={item} id={prefix + item.anchor} lang={lang} goTo={goTo} />
            ))}
            {rest > 0 && (
              <button
                type="button"
                className="rv-link"
                onClick={() => setMost(now => ({ ...now, [section.id]: shown + firstItems * 2 }))}
              >
                {text.answers.more(rest)}
              </button>
            )}
          </section>
        )
      })}
    </>
  )
}

interface ItemProps {
  item: ShownItem
  id: string
  lang: string
  goTo: (anchor: string) => void
}

function Item({ item, id, lang, goTo }: ItemProps) {
  return (
    <section className="rv-item" aria-labelledby={id}>
      <h4 id={id} tabIndex={-1}>
        <ToldWords told={item.name} />
      </h4>
      <Answers answers={item.answers} lang={lang} goTo={goTo} />
    </section>
  )
}

interface AnswersProps {
  answers: readonly ShownAnswer[]
  lang: string
  goTo: (anchor: string) => void
}

function Answers({ answers, lang, goTo }: AnswersProps) {
  const text = useDeskText()
  const [most, setMost] = useState(firstAnswers)
  const shown = answers.slice(0, most)
  const short = shown.filter(answer => !isLong(answer))
  const rest = answers.length - most
  return (
    <>
      {shown.filter(isLong).map(({ id, label, value }, i) => (
        <div key={`${id} ${i}`} className="rv-long">
          <p className="rv-asked">
            <ToldWords told={label} />
          </p>
          <AnswerValue value={value} lang={lang} goTo={goTo} />
        </div>
      ))}
      {short.length > 0 && (
        <dl>
          {short.map(({ id, label, value }, i) => (
            <div key={`${id} ${i}`}>
              <dt>
                <ToldWords told={label} />
              </dt>
              <dd>
                <AnswerValue value={value} lang={lang} goTo={goTo} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {rest > 0 && (
        <button type="button" className="rv-link" onClick={() => setMost(most + firstAnswers * 2)}>
          {text.answers.more(rest)}
        </button>
      )}
    </>
  )
}

const isLong = ({ value }: ShownAnswer): boolean => value.kind === 'words' && value.long
