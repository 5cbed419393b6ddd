import { useDeskText } from '#app/i18n/desk/text.ts'
import type { Note } from '#app/testimony/triage.ts'
import { ForeignText } from './foreign-text.tsx'
import { minuteOf } from './moments.ts'

/** Notes of the team, newest first. A colleague's words are shown with the same care as a stranger's. */
export function NoteList({ notes, nameOf }: { notes: readonly Note[]; nameOf: (by: string) => string }) {
  const text = useDeskText()
  return (
    <section className="rv-note-list" aria-label={text.panel.notes}>
      {notes.length === 0 ? (
        <p className="rv-help">{text.panel.noNotes}</p>
      ) : (
        <ol>
          {notes.toReversed().map(note => (
            <li key={note.seq}>
              <p className="rv-help">
                <bdi>{nameOf(note.by)}</bdi>, <time dateTime={note.at}>{minuteOf(note.at)}</time>
              </p>
              <ForeignText text={note.text} className="rv-note-text" />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
