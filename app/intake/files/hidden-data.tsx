import { SingleChoice } from '#app/ui/choices.tsx'
import type { HiddenData } from '#app/evidence/inspection.ts'
import { hiddenChoices, type HiddenChoice } from '#app/testimony/file-meta.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { oneLine } from '#app/testimony/visible-text.ts'
import { Say } from '../say.tsx'
import { holdsHidden } from './look-inside.ts'
import type { HeldFile } from './held-files.ts'

interface HiddenDataProps {
  file: HeldFile
  words: EvidenceWords['files']
  onChoose: (choice: HiddenChoice) => void
}

/** What a file says of place, time and device, and what shall become of it. Found on this device; nothing is looked up. */
export function HiddenDataPart({ file, words, onChoose }: HiddenDataProps) {
  const { inspection, choice, id } = file
  const quiet = (text: string) => (
    <p className="quiet">
      <Say text={text} />
    </p>
  )
  if (!inspection) return quiet(words.looking)
  if (!inspection.hidden) return quiet(words.unknown)
  if (!holdsHidden(inspection)) return quiet(words.nothing)
  return (
    <div className="file-hidden">
      <p className="field-label">
        <Say text={words.says} />
      </p>
      <Found hidden={inspection.hidden} words={words} />
      {inspection.removable ? (
        <>
          <p className="field-label" id={`choice-${id}`}>
            <Say text={words.choose} />
          </p>
          <SingleChoice
            labelledBy={`choice-${id}`}
            choices={hiddenChoices.map(code => ({
              code,
              label: <Say text={words[code]} />,
              help: <Say text={words[`${code}Help`]} />,
            }))}
            value={choice ?? 'keep'}
            onChange={code => onChoose(code as HiddenChoice)}
          />
        </>
      ) : (
        quiet(words.fixed)
      )}
    </div>
  )
}

/** So much of an entry is shown. */
const LETTERS = 80

function Found({ hidden, words }: { hidden: HiddenData; words: EvidenceWords['files'] }) {
  const { place, when, device, author, software, more, left } = hidden
  const others = more.length + left
  const rows: [string, string | null][] = [
    [words.place, place && `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`],
    [words.when, when],
    [words.device, device],
    [words.author, author],
    [words.software, software],
    [words.more, others > 0 ? String(others) : null],
  ]
  return (
    <dl className="file-found">
      {rows.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>
              <Say text={name} />
            </dt>
            <dd>
              <bdi>{oneLine(value, LETTERS)}</bdi>
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
