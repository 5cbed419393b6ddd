import { useDeskText } from '#app/i18n/desk/text.ts'
import { ForeignWords } from './foreign-text.tsx'
import type { ListedFile } from './listed-files.ts'

/** The files of a case. */
export function FileList({ files }: { files: readonly ListedFile[] }) {
  const text = useDeskText()
  if (files.length === 0) return null
  return (
    <section className="rv-section">
      <h3>{text.reading.files}</h3>
      <ul className="rv-codes">
        {files.map((file, i) => (
          <li key={i}>
            <ForeignWords text={file.name} most={120} />{' '}
            <span className="rv-help">{text.reading.bytes(file.size)}</span> {file.code && <code>{file.code}</code>}
          </li>
        ))}
      </ul>
    </section>
  )
}
