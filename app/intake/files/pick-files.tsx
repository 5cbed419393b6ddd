import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { Button } from '#app/ui/button.tsx'
import type { Picker } from '#app/testimony/file-meta.ts'
import type { Words } from '#app/testimony/form.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { Say, SayForm } from '../say.tsx'

interface PickFilesProps {
  label: Words
  words: EvidenceWords['files']
  onPick: (files: readonly File[], picker: Picker) => void
}

/** The ways by which files come in: chosen, many at once; from the camera; dragged anywhere on this screen. */
export function PickFiles({ label, words, onPick }: PickFilesProps) {
  const over = useDropped(files => onPick(files, 'dropped'))
  const any = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const picked = (picker: Picker) => (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    if (files.length > 0) onPick(files, picker)
  }
  // A picker for pictures takes hidden data off on some phones: only what comes from the camera is asked for so.
  const hidden = { type: 'file', hidden: true, tabIndex: -1, autoComplete: 'off', spellCheck: false } as const
  return (
    <div className={over ? 'pick pick-over' : 'pick'}>
      <div className="pick-ways">
        <Button onClick={() => any.current?.click()}>
          <SayForm words={label} />
        </Button>
        <Button className="pick-camera" onClick={() => camera.current?.click()}>
          <Say text={words.camera} />
        </Button>
      </div>
      <input ref={any} {...hidden} multiple onChange={picked('any')} />
      <input ref={camera} {...hidden} accept="image/*" capture="environment" onChange={picked('camera')} />
      <p className="quiet small">
        <Say text={words.about} />{' '}
        <span className="pick-drop">
          <Say text={words.drop} />
        </span>
      </p>
    </div>
  )
}

/** Takes what is dropped on the page. Says whether something is held over it. */
function useDropped(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
    addEventListener('dragover', event => setOver(holdsFiles(event)), { signal })
    addEventListener('dragleave', event => event.relatedTarget === null && setOver(false), { signal })
    addEventListener(
      'drop',
      event => {
        setOver(false)
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length > 0) latest.current(files)
      },
      { signal },
    )
    return () => controller.abort()
  }, [])
  return over
}
