import { useEffect, useMemo, useRef, type MutableRefObject } from 'react'
import { useDeskLanguage } from '#app/i18n/desk/language.tsx'
import { useDeskText } from '#app/i18n/desk/text.ts'
import type { Account } from '#app/testimony/codec.ts'
import type { Form } from '#app/testimony/form.ts'
import type { Decision } from '#app/testimony/triage.ts'
import type { ShownSection } from './account-answers.ts'
import { arrangeFiles, countArrived, toldOfFiles } from './arrange-files.ts'
import { FileItem } from './file-item.tsx'
import './files.css'
import type { ListedFile } from './listed-files.ts'
import { useFiles } from './use-files.ts'
import type { ViewKeys } from './use-view.ts'

/** What keys do with files while nobody types. */
export interface FileKeys {
  /** Goes to the next file of the list. */
  next: () => void
  /** Closes what is open or on its way; false: there is nothing. */
  close: () => boolean
  view: MutableRefObject<ViewKeys | null>
}

interface Props {
  /** Of the submission. */
  id: string
  account: Account
  form: Form | null
  sections: readonly ShownSection[]
  files: readonly ListedFile[]
  decide: (decision: Decision) => Promise<void>
  lock: () => void
  keysRef: MutableRefObject<FileKeys | null>
}

/** The files of a case: what is known of each, and each to be opened after every check. */
export function FileList({ id, account, form, sections, files, decide, lock, keysRef }: Props) {
  const { files: text } = useDeskText()
  const { language } = useDeskLanguage()
  const all = useFiles(id, decide, lock)
  const list = useRef<HTMLUListElement>(null)
  const view = useRef<ViewKeys | null>(null)
  const lines = useMemo(
    () => arrangeFiles(files, toldOfFiles(account.answers, form, sections, language)),
    [files, account.answers, form, sections, language],
  )
  const { announced, arrived } = useMemo(
    () => countArrived(account.answers, form, files),
    [account.answers, form, files],
  )
  const { close, busy } = all
  useEffect(() => {
    keysRef.current = {
      view,
      next() {
        const heads = [...(list.current?.querySelectorAll<HTMLElement>('[data-file]') ?? [])]
        const at = heads.findIndex(head => head.closest('li')?.contains(document.activeElement))
        const next = heads[(at + 1) % heads.length]
        next?.focus()
        next?.scrollIntoView({ block: 'nearest' })
      },
      close() {
        if (busy) close()
        return busy
      },
    }
    return () => {
      keysRef.current = null
    }
  }, [busy, close, keysRef])
  if (files.length === 0 && announced === 0) return null
  return (
    <section className="rv-section" aria-label={text.title}>
      <h3>
        {text.title} <kbd aria-hidden="true">o</kbd>
      </h3>
      {arrived < announced && <p className="rv-caution">{text.announced(announced, arrived)}</p>}
      {files.length === 0 && <p className="rv-help">{text.none}</p>}
      <ul className="rv-evidence-list" ref={list}>
        {lines.map(line => (
          <FileItem
            key={`${line.file.source} ${line.file.upload}`}
            line={line}
            lang={account.lang}
            files={all}
            viewRef={view}
          />
        ))}
      </ul>
      {files.some(({ code }) => code === null) && <p className="rv-help">{text.noProof}</p>}
    </section>
  )
}
