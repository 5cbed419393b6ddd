import { useEffect, useRef, useState, type MutableRefObject } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import type { FileLine } from './arrange-files.ts'
import { FileFacts } from './file-facts.tsx'
import { FileProblem } from './file-problem.tsx'
import { FileState } from './file-state.tsx'
import { FileView } from './file-view.tsx'
import { ForeignWords } from './foreign-text.tsx'
import type { Files } from './use-files.ts'
import type { ViewKeys } from './use-view.ts'

interface Props {
  line: FileLine
  /** The language of the witness. */
  lang: string
  files: Files
  viewRef: MutableRefObject<ViewKeys | null>
}

/** One file: what it is called, how it stands with it, what is known of it, and what can be done. */
export function FileItem({ line, lang, files, viewRef }: Props) {
  const text = useDeskText()
  const { act, view, state: words, original } = text.files
  const { file, copy } = line
  const state = files.stateOf(file)
  const [asked, setAsked] = useState<'original' | 'save' | null>(null)
  const question = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (asked) question.current?.focus()
  }, [asked])

  const open = () => {
    setAsked(null)
    files.open(file)
  }
  const answer = (yes: () => void) => () => {
    setAsked(null)
    head.current?.focus()
    yes()
  }
  const working = state.phase === 'opening' || state.phase === 'recording'
  const label = state.phase === 'open' ? act.close : working ? act.stop : copy ? act.openOriginal : act.open
  const press = () => {
    if (state.phase === 'open' || working) files.close()
    else if (copy) setAsked('original')
    else open()
  }
  const stuck = file.code !== null
  return (
    <li className="rv-evidence" data-phase={state.phase}>
      <h4>
        <ForeignWords text={file.name} lang={lang} most={120} />
      </h4>
      <FileState state={state} size={file.size} />
      {copy && <p className="rv-help">{original}</p>}
      <FileFacts line={line} lang={lang} kind={'kind' in state ? state.kind : null} open={state.phase === 'open'} />
      <FileProblem state={state} conflicting={stuck} />
      {state.phase === 'saved' && <p className="rv-help">{act.savedAs(state.name)}</p>}
      <div className="rv-file-acts">
        <button type="button" className="rv-button" data-file="" ref={head} disabled={stuck} onClick={press}>
          {label}
        </button>
        {!working && !stuck && (
          <button type="button" className="rv-link" onClick={() => setAsked('save')}>
            {act.save}
          </button>
        )}
      </div>
      {asked && (
        <div className="rv-caution rv-ask" role="group" aria-label={act.askSave} tabIndex={-1} ref={question}>
          {asked === 'save' ? (
            <>
              <p>
                <strong>{act.askSave}</strong>
              </p>
              <p>{act.askSaveHelp}</p>
            </>
          ) : (
            <p>{act.askOriginal}</p>
          )}
          <div className="rv-file-acts">
            <button
              type="button"
              className="rv-button"
              onClick={answer(asked === 'save' ? () => files.save(file) : open)}
            >
              {asked === 'save' ? act.saveAnyway : act.openOriginal}
            </button>
            <button type="button" className="rv-button" onClick={answer(() => undefined)}>
              {act.no}
            </button>
          </div>
        </div>
      )}
      <span role="status" className="hidden-but-read">
        {state.phase === 'recording' ? words.recording : state.phase === 'open' ? view.covered : ''}
      </span>
      {state.phase === 'open' && (
        <FileView
          key={file.upload}
          upload={file.upload}
          name={file.name}
          blob={state.blob}
          kind={state.kind}
          keysRef={viewRef}
          leave={() => head.current?.focus()}
        />
      )}
    </li>
  )
}
