import { useState, type Ref } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import {
  choosableStatuses,
  priorities,
  suggestPriority,
  type Decision,
  type Priority,
  type Status,
} from '#app/testimony/triage.ts'
import { ChoiceMenu } from './choice-menu.tsx'
import { explain } from './explain.ts'
import { PriorityMark } from './priority-mark.tsx'
import { codeOf, type OpenReading } from './use-reading.ts'

export interface TriageRefs {
  status: Ref<HTMLButtonElement>
  priority: Ref<HTMLButtonElement>
  note: Ref<HTMLTextAreaElement>
  undo: Ref<HTMLButtonElement>
}

interface Props {
  reading: OpenReading
  waits: boolean
  today: string
  /** Throws Refused, Unreachable or Failure. */
  decide: (decision: Decision) => Promise<void>
  refs: TriageRefs
}

const statusKeys = '1234567890abcdef'

/** Status and priority. Every decision is signed into the chain; undoing one is another decision. */
export function TriageBar({ reading, waits, today, decide, refs }: Props) {
  const text = useDeskText()
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<{ said: string; undo: Decision } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { triage, submission } = reading
  const suggested = suggestPriority(submission.card, today)

  const act = async (decision: Decision, said: string, undo: Decision | null) => {
    setBusy(true)
    setProblem(null)
    try {
      await decide(decision)
      setDone(undo ? { said, undo } : null)
    } catch (error) {
      setProblem(codeOf(error))
    } finally {
      setBusy(false)
    }
  }
  const setStatus = (status: Status) =>
    act({ kind: 'status', status }, text.panel.changedStatus(text.status[status]), {
      kind: 'status',
      status: triage.status,
    })
  const setPriority = (priority: Priority | null) =>
    act({ kind: 'priority', priority }, text.panel.changedPriority(priority ?? `${suggested}, ${text.suggested}`), {
      kind: 'priority',
      priority: triage.priority,
    })

  return (
    <aside className="rv-bar" aria-label={text.panel.title}>
      <ChoiceMenu
        label={text.panel.status}
        hint="s"
        current={triage.status}
        shown={text.status[triage.status]}
        options={choosableStatuses.map((value, i) => ({ value, label: text.status[value], key: statusKeys[i] ?? '' }))}
        choose={setStatus}
        disabled={busy}
        buttonRef={refs.status}
      />
      <ChoiceMenu
        label={text.panel.priority}
        hint="p"
        current={triage.priority ?? 'suggested'}
        shown={
          <>
            <PriorityMark priority={triage.priority ?? suggested} confirmed={triage.priority !== null} bare />
            {triage.priority ? text.priority[triage.priority] : text.suggested}
          </>
        }
        options={[
          ...priorities.map((value, i) => ({ value, label: `${value} ${text.priority[value]}`, key: String(i) })),
          ...(triage.priority ? [{ value: 'suggested' as const, label: text.panel.backToSuggestion, key: '9' }] : []),
        ]}
        choose={value => setPriority(value === 'suggested' ? null : value)}
        disabled={busy}
        buttonRef={refs.priority}
      />
      {triage.priority === null && (
        <div className="rv-suggestion">
          <span>{text.suggestedLong}</span>
          <button type="button" className="rv-button" disabled={busy} onClick={() => setPriority(suggested)}>
            {text.panel.confirm} {suggested}
          </button>
        </div>
      )}
      <div className="rv-said" role="status">
        {busy && (waits ? text.panel.waits : text.panel.saving)}
        {!busy && done && (
          <>
            <span>{done.said}</span>
            <button
              type="button"
              className="rv-link"
              ref={refs.undo}
              onClick={() => act(done.undo, text.panel.saved, null)}
            >
              {text.panel.undo} <kbd aria-hidden="true">z</kbd>
            </button>
          </>
        )}
      </div>
      {problem && (
        <p className="rv-problem" role="alert">
          {text.panel.notSaved} {explain(problem, text)} <code>{problem}</code>
        </p>
      )}
    </aside>
  )
}
