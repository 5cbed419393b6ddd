import type { ReactNode } from 'react'
import { useDeskText, type DeskText } from '#app/i18n/desk/text.ts'
import type { ChainRecord, Triage } from '#app/testimony/triage.ts'
import { ForeignWords } from './foreign-text.tsx'
import type { ListedFile } from './listed-files.ts'
import { minuteOf } from './moments.ts'
import { oneLine } from '#app/testimony/visible-text.ts'

interface Props {
  triage: Triage
  nameOf: (by: string) => string
  /** Of the case, for their names. */
  files?: readonly ListedFile[]
}

const none: readonly ListedFile[] = []

/** Who did what and when, each record verified. */
export function Custody({ triage, nameOf, files = none }: Props) {
  const text = useDeskText()
  const { records } = triage
  const bad = records.filter(record => record.code !== null).length
  return (
    <section className="rv-custody" aria-label={text.custody.title}>
      <details open={bad > 0}>
        <summary data-broken={bad > 0}>
          {text.custody.title}:{' '}
          {bad > 0 ? text.custody.broken(records.length, bad) : text.custody.verified(records.length)}
        </summary>
        {records.length > 0 && (
          <table>
            <thead>
              <tr>
                <th scope="col">{text.custody.record}</th>
                <th scope="col">{text.custody.when}</th>
                <th scope="col">{text.custody.who}</th>
                <th scope="col">{text.custody.what}</th>
              </tr>
            </thead>
            <tbody>
              {records.map(record => (
                <tr key={record.seq} data-broken={record.code !== null}>
                  <td>{record.seq}</td>
                  <td>{record.head ? <time dateTime={record.head.at}>{minuteOf(record.head.at)}</time> : '–'}</td>
                  <td>{record.head ? <bdi>{nameOf(record.head.by)}</bdi> : text.custody.unknownMember}</td>
                  <td>{whatOf(record, text, files)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </details>
    </section>
  )
}

function whatOf({ head, decision, code }: ChainRecord, text: DeskText, files: readonly ListedFile[]): ReactNode {
  const { kinds } = text.custody
  if (code !== null) return text.custody.failed(code)
  if (!decision) return kinds.unknown(oneLine(head?.kind ?? '', 40))
  if (decision.kind === 'status') return kinds.status(text.status[decision.status])
  if (decision.kind === 'priority')
    return decision.priority
      ? kinds.priority(`${decision.priority} ${text.priority[decision.priority]}`)
      : kinds.suggestion
  if (decision.kind === 'file-opened' || decision.kind === 'file-saved') {
    const { kind, file, sha256 } = decision
    const named = files.find(one => one.upload === file && one.sha256 === sha256)
    return (
      <>
        {kinds[kind]}: {named ? <ForeignWords text={named.name} most={80} /> : <code>{file}</code>}
      </>
    )
  }
  return kinds[decision.kind]
}
