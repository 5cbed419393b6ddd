import { useHeldFiles } from '../files/use-held-files.ts'
import { useEvidenceWords } from '../use-answer-words.ts'
import { clockOf } from './clock.ts'
import { nameAll } from './names.ts'
import { spokenOf } from './spoken.ts'

/** The recordings as they are told back before they are sent: how each is called and how long it is. */
export function ToldVoice({ ids }: { ids: readonly string[] }) {
  const { held } = useHeldFiles()
  const evidence = useEvidenceWords()
  if (!evidence) return <p>…</p>
  const files = ids.flatMap(id => held.get(id) ?? [])
  const names = nameAll(files, evidence.voice.one)
  return files.map(({ id, file }) => {
    const spoken = spokenOf(file)
    return (
      <p key={id} dir="auto">
        {names.get(id)}
        {spoken ? ` · ${clockOf(spoken.ms)}` : null}
      </p>
    )
  })
}
