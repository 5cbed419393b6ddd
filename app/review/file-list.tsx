import { useDeskText } from '#app/i18n/desk/text.ts'
import type { FileEntry } from '#app/testimony/codec.ts'
import { ForeignWords } from './foreign-text.tsx'

/** The files that the manifest names. */
export function FileList({ files }: { files: readonly FileEntry[] }) {
  const text = useDeskText()
  if (files.length === 0) return null
  return (
    <section className="rv-section">
      <h3>{text.reading.files}</h3>
      <ul className="rv-codes">
        {files.map(file => (
          <li key={file.upload}>
            <ForeignWords text={file.name} most={120} />{' '}
            <span className="rv-help">{text.reading.bytes(file.size)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
