import { useState } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { useDeskLanguage } from '#app/i18n/desk/language.tsx'
import type { Form } from '#app/testimony/form.ts'
import { arrangeAnswers } from './account-answers.ts'
import { AnswerList } from './answer-list.tsx'
import { Custody } from './custody.tsx'
import { explain } from './explain.ts'
import type { OpenedContact } from './open-submission.ts'

interface Props {
  form: Form | null
  hasContact: boolean
  mayOpen: boolean
  nameOf: (by: string) => string
  open: () => Promise<OpenedContact | { code: string }>
}

/** The contact stays shut until a custodian asks for it; each look is recorded first. */
export function ContactPart({ form, hasContact, mayOpen, nameOf, open }: Props) {
  const text = useDeskText()
  const { language } = useDeskLanguage()
  const [state, setState] = useState<
    { phase: 'shut' | 'opening' } | { phase: 'failed'; code: string } | { phase: 'open'; opened: OpenedContact }
  >({ phase: 'shut' })
  const look = async () => {
    setState({ phase: 'opening' })
    const answer = await open()
    setState('code' in answer ? { phase: 'failed', code: answer.code } : { phase: 'open', opened: answer })
  }
  return (
    <section className="rv-section" aria-label={text.contact.title}>
      <h3>{text.contact.title}</h3>
      {!hasContact && <p className="rv-help">{text.contact.none}</p>}
      {hasContact && !mayOpen && <p className="rv-help">{text.contact.notYours}</p>}
      {hasContact && mayOpen && state.phase !== 'open' && (
        <>
          <p className="rv-help">{text.contact.help}</p>
          <button type="button" className="rv-button" disabled={state.phase === 'opening'} onClick={look}>
            {text.contact.open}
          </button>
          <span role="status">{state.phase === 'opening' ? text.contact.opening : ''}</span>
        </>
      )}
      {state.phase === 'failed' && (
        <p className="rv-problem" role="alert">
          {explain(state.code, text)} <code>{state.code}</code>
        </p>
      )}
      {state.phase === 'open' && (
        <div className="rv-contact">
          <p className="rv-caution">{text.contact.caution}</p>
          <AnswerList
            sections={arrangeAnswers(state.opened.contact.answers, form, language, text.reading.otherAnswers)}
            lang={state.opened.contact.lang}
          />
          <Custody triage={state.opened.triage} nameOf={nameOf} />
          <button type="button" className="rv-button" onClick={() => setState({ phase: 'shut' })}>
            {text.contact.hide}
          </button>
        </div>
      )}
    </section>
  )
}
