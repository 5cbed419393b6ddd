import { Button } from '#app/ui/button.tsx'
import type { Draft } from '#app/testimony/draft.ts'
import type { HiddenChoice } from '#app/testimony/file-meta.ts'
import type { Form, Section } from '#app/testimony/form.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { oneLine } from '#app/testimony/visible-text.ts'
import { Focused } from '../focused.tsx'
import { Say } from '../say.tsx'
import { summariseItem } from '../summarise.ts'
import { useAnswerWords } from '../use-answer-words.ts'
import { useWords } from '../witness.tsx'
import { describeSize } from './describe-size.ts'
import { FileName } from './file-name.tsx'
import type { HeldFile } from './held-files.ts'
import { HiddenDataPart } from './hidden-data.tsx'

interface FileItemProps {
  form: Form
  section: Section
  draft: Draft
  item: string
  file: HeldFile
  words: EvidenceWords['files']
  moved: boolean
  onTell: () => void
  onTakeOff: () => void
  onChoose: (choice: HiddenChoice) => void
}

/** One file: its name and size, what it says of itself, what was told of it. No picture of it: somebody may look on. */
export function FileItem(props: FileItemProps) {
  const { form, section, draft, item, file, words, moved, onTell, onTakeOff, onChoose } = props
  const { language } = useWords()
  const answers = useAnswerWords()
  const summary = summariseItem(form, section, draft, item, language, answers)
  const own = <span className="hidden-but-read">: {oneLine(file.name, 60)}</span>
  return (
    <>
      <div className="file-head">
        <FileIcon />
        <p>
          <FileName name={file.name} />
          <span className="file-size">{describeSize(file.file.size, language, words)}</span>
        </p>
      </div>
      {summary ? (
        <p className="file-summary" dir="auto">
          {summary}
        </p>
      ) : null}
      <HiddenDataPart file={file} words={words} onChoose={onChoose} />
      <div className="file-ways">
        <Focused when={moved} onClick={onTell}>
          <Say text={words.tell} />
          {own}
        </Focused>
        <Button kind="text" onClick={onTakeOff}>
          <Say text={words.takeOff} />
          {own}
        </Button>
      </div>
    </>
  )
}

function FileIcon() {
  return (
    <svg className="file-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d="M6 2.75h8.5L19 7.25v14H6zM14 3v5h5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}
