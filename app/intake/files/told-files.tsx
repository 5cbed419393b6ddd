import { Say } from '../say.tsx'
import { useEvidenceWords } from '../use-answer-words.ts'
import { useWords } from '../witness.tsx'
import { describeSize } from './describe-size.ts'
import { FileName } from './file-name.tsx'
import { useHeldFiles } from './use-held-files.ts'

/** Files as they are told back before they are sent: name, size, and what becomes of their hidden data. */
export function ToldFiles({ ids }: { ids: readonly string[] }) {
  const { held } = useHeldFiles()
  const { language } = useWords()
  const words = useEvidenceWords()
  return ids.map(id => {
    const file = held.get(id)
    if (!file) return words ? <Say key={id} text={words.told.missing} /> : null
    return (
      <div key={id}>
        <p>
          <FileName name={file.name} />
          {words ? ` · ${describeSize(file.file.size, language, words.files)}` : null}
        </p>
        {words && file.choice ? (
          <p className="quiet">
            <Say text={words.told[file.choice]} />
          </p>
        ) : null}
      </div>
    )
  })
}
