import { useEffect, useRef, useState, type MutableRefObject } from 'react'
import { inspectFile } from '#app/evidence/inspect.ts'
import type { FileKind, Inspection } from '#app/evidence/inspection.ts'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { oneLine } from '#app/testimony/visible-text.ts'
import { countSeen } from './exposure.ts'
import { FileHidden } from './file-hidden.tsx'
import { ViewBar } from './view-bar.tsx'
import { useView, type ViewKeys } from './use-view.ts'

interface Props {
  upload: string
  name: string
  /** Verified. */
  blob: Blob
  kind: FileKind
  keysRef: MutableRefObject<ViewKeys | null>
  /** Takes the focus back from the frame. */
  leave: () => void
}

/** A file in its frame: a document of null origin without network, covered until the reviewer asks for more (D-22). */
export function FileView({ upload, name, blob, kind, keysRef, leave }: Props) {
  const { files: text } = useDeskText()
  const as = kind.shownAs === 'other' ? 'text' : kind.shownAs
  const { label, play, pause, position } = text.view
  const words = { label: `${label}: ${oneLine(name, 120)}`, play, pause, position }
  const view = useView({ as, blob, words }, keysRef, leave)
  const { exposure, shown, failed } = view
  const [seen, setSeen] = useState(0)
  const [inspection, setInspection] = useState<Inspection | null>(null)
  useEffect(() => {
    let gone = false
    void inspectFile(blob).then(found => {
      if (!gone) setInspection(found)
    })
    return () => {
      gone = true
    }
  }, [blob])
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // New browsers answer with a promise, which is no way to end an effect.
    root.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const visible = shown !== null && exposure.sharp && as !== 'audio'
  useEffect(() => {
    if (visible) setSeen(countSeen(upload))
  }, [visible, upload])
  return (
    <div className="rv-view" data-as={as} ref={root}>
      {failed ? (
        <p className="rv-problem" role="alert">
          {text.notShown[failed]}
        </p>
      ) : (
        <>
          <ViewBar as={as} view={view} />
          {!shown && <p className="rv-help">{text.view.preparing}</p>}
          <iframe
            ref={view.frameRef}
            title={words.label}
            src={as === 'pdf' ? '/viewer/pdf.html' : '/viewer/plain.html'}
            sandbox="allow-scripts"
            referrerPolicy="no-referrer"
            onLoad={view.loaded}
          />
        </>
      )}
      {shown?.encoding && shown.encoding !== 'utf-8' && <p className="rv-help">{text.view.encoding(shown.encoding)}</p>}
      {shown?.cut && <p className="rv-caution">{text.view.cut}</p>}
      {as === 'pdf' && <p className="rv-help">{text.view.pdf}</p>}
      <FileHidden inspection={inspection} />
      {seen > 0 && <p className="rv-help">{text.view.seen(seen)}</p>}
    </div>
  )
}
