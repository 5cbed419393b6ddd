import { useEffect, useMemo, useRef, type MutableRefObject } from 'react'
import { useDeskLanguage } from '#app/i18n/desk/language.tsx'
import { useDeskText } from '#app/i18n/desk/text.ts'
import type { Decision } from '#app/testimony/triage.ts'
import { arrangeAnswers, arrangeConsents } from './account-answers.ts'
import { AnswerList } from './answer-list.tsx'
import { ConsentTable } from './consent-table.tsx'
import { ContactPart } from './contact-part.tsx'
import { Custody } from './custody.tsx'
import { FileList, type FileKeys } from './file-list.tsx'
import { ForeignWords } from './foreign-text.tsx'
import { minuteOf } from './moments.ts'
import type { OpenedContact } from './open-submission.ts'
import { TroubleMark } from './queue-line.tsx'
import { languageName } from './queue-views.tsx'
import { MessageState } from './message-state.tsx'
import { NoteField } from './note-field.tsx'
import { NoteList } from './note-list.tsx'
import { TriageBar, type TriageRefs } from './triage-bar.tsx'
import { ReadFirst } from './read-first.tsx'
import { useForm } from './use-form.ts'
import type { OpenReading } from './use-reading.ts'
import { langOf } from '#app/testimony/visible-text.ts'

interface Props {
  reading: OpenReading
  waits: boolean
  today: string
  mayOpenContact: boolean
  nameOf: (by: string) => string
  decide: (decision: Decision) => Promise<void>
  openContact: () => Promise<OpenedContact | { code: string }>
  lock: () => void
  refs: TriageRefs
  filesRef: MutableRefObject<FileKeys | null>
}

/** One testimony: the witness's words, what they allow, the team's decisions beside, custody at the foot. */
export function ReadingPane(props: Props) {
  const { reading, waits, today, mayOpenContact, nameOf, decide, openContact, lock, refs, filesRef } = props
  const text = useDeskText()
  const { language } = useDeskLanguage()
  const { account, day, hasContact, files, messages, missing } = reading.submission
  const { broken } = reading.triage
  const formReading = useForm(account.form.hash)
  const form = formReading.phase === 'read' ? formReading.form : null
  const otherTitle = form ? text.reading.otherAnswers : text.reading.answers
  const sections = useMemo(() => {
    const names = new Map(files.map(({ id, name }) => [id, name]))
    return arrangeAnswers(account.answers, form, language, otherTitle, names)
  }, [account.answers, files, form, language, otherTitle])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [reading.id])
  return (
    <article className="rv-reading">
      <header className="rv-reading-head">
        <h2 ref={heading} tabIndex={-1}>
          {text.reading.title(reading.id.slice(0, 8))}
        </h2>
        <p className="rv-help">
          {text.reading.arrived} <time dateTime={day}>{day}</time> · {text.reading.sealed} {minuteOf(account.sealedAt)}{' '}
          UTC · {text.reading.language}:{' '}
          <ForeignWords
            text={langOf(account.lang) ? languageName(account.lang, text.locale) : account.lang}
            most={40}
          />{' '}
          · {text.reading.mode}: {text.modes[account.mode]} ·{' '}
          {account.witness ? text.reading.wayBack : text.reading.noWayBack}
        </p>
      </header>
      {broken && (
        <div className="rv-alarm" role="alert">
          <h3>
            <TroubleMark /> {text.alarm.chainTitle} <code>{broken.code}</code>
          </h3>
          <p>{text.alarm.chain(broken.seq, broken.code)}</p>
        </div>
      )}
      <MessageState messages={messages} missing={missing} />
      {formReading.phase !== 'reading' && <ReadFirst account={account} form={form} />}
      <div className="rv-beside">
        <TriageBar key={reading.id} reading={reading} waits={waits} today={today} decide={decide} refs={refs} />
        <div className="rv-told">
          {formReading.phase === 'wrong' && <p className="rv-problem">{text.reading.formWrong}</p>}
          {formReading.phase === 'missing' && <p className="rv-help">{text.reading.formMissing}</p>}
          {formReading.phase !== 'reading' && (
            <>
              <AnswerList sections={sections} lang={account.lang} />
              <FileList
                key={`files of ${reading.id}`}
                id={reading.id}
                account={account}
                form={form}
                sections={sections}
                files={files}
                decide={decide}
                lock={lock}
                keysRef={filesRef}
              />
              <ConsentTable consents={arrangeConsents(account.answers, form, language)} />
              <ContactPart
                key={reading.id}
                form={form}
                hasContact={hasContact}
                mayOpen={mayOpenContact}
                nameOf={nameOf}
                open={openContact}
              />
            </>
          )}
        </div>
        <div className="rv-notes">
          <NoteField
            key={reading.id}
            id={reading.id}
            waits={waits}
            save={note => decide({ kind: 'note', text: note })}
            fieldRef={refs.note}
          />
          <NoteList notes={reading.triage.notes} nameOf={nameOf} />
        </div>
      </div>
      <Custody triage={reading.triage} nameOf={nameOf} files={files} />
    </article>
  )
}
