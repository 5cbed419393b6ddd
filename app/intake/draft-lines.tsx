import { useWords } from './witness.tsx'

/** Says of words that nobody has finished what they are, in their own language and in Ukrainian. */
export function DraftLines() {
  const { draft } = useWords()
  if (draft.length === 0) return null
  return (
    <div className="quiet small">
      {draft.map(({ lang, text }) => (
        <p key={lang} lang={lang}>
          {text}
        </p>
      ))}
    </div>
  )
}
