import { useId, useState, type Ref } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { longestNote } from '#app/testimony/triage.ts'
import { explain } from './explain.ts'
import { codeOf } from './use-reading.ts'

/** What was typed and not saved yet, by submission: it outlives a failed save and a look at another testimony. */
const drafts = new Map<string, string>()

interface Props {
  id: string
  waits: boolean
  /** Throws Refused, Unreachable or Failure. */
  save: (note: string) => Promise<void>
  fieldRef: Ref<HTMLTextAreaElement>
}

/** A note is gone from the field only when it is in the chain. */
export function NoteField({ id, waits, save, fieldRef }: Props) {
  const text = useDeskText()
  const field = useId()
  const [note, setNote] = useState(drafts.get(id) ?? '')
  const [phase, setPhase] = useState<'idle' | 'saving' | 'saved'>('idle')
  const [problem, setProblem] = useState<string | null>(null)

  const keep = (value: string) => {
    setNote(value)
    setPhase('idle')
    if (value === '') drafts.delete(id)
    else drafts.set(id, value)
  }
  const submit = async () => {
    const written = note.trim()
    if (written === '' || phase === 'saving') return
    setPhase('saving')
    setProblem(null)
    try {
      await save(written)
      drafts.delete(id)
      setNote('')
      setPhase('saved')
    } catch (error) {
      setPhase('idle')
      setProblem(codeOf(error))
    }
  }
  return (
    <div className="rv-note">
      <label htmlFor={field}>
        {text.panel.note} <kbd aria-hidden="true">n</kbd>
      </label>
      <textarea
        id={field}
        ref={fieldRef}
        rows={4}
        value={note}
        readOnly={phase === 'saving'}
        maxLength={longestNote}
        aria-describedby={`${field}-help`}
        autoComplete="off"
        onChange={({ target }) => keep(target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
        }}
      />
      <p id={`${field}-help`} className="rv-help">
        {text.panel.noteHelp}
        {note.length > longestNote * 0.8 && ` ${text.panel.characters(note.length, longestNote)}`}
      </p>
      {problem && (
        <p className="rv-problem" role="alert">
          {text.panel.notSaved} {explain(problem, text)} <code>{problem}</code>
        </p>
      )}
      <div className="rv-note-end">
        <button
          type="button"
          className="rv-button"
          disabled={note.trim() === '' || phase === 'saving'}
          onClick={submit}
        >
          {text.panel.saveNote}
        </button>
        <span role="status">
          {phase === 'saving'
            ? waits
              ? text.panel.waits
              : text.panel.saving
            : phase === 'saved'
              ? text.panel.saved
              : ''}
        </span>
      </div>
    </div>
  )
}
