import { useState, type ReactNode } from 'react'
import type { FileKind } from '#app/evidence/inspection.ts'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { AnswerValue } from './answer-value.tsx'
import type { FileLine } from './arrange-files.ts'
import { ForeignWords } from './foreign-text.tsx'
import { minuteOf } from './moments.ts'
import type { ShownValue } from './shown-value.ts'
import { ToldWords } from './told-words.tsx'

interface Props {
  line: FileLine
  lang: string
  /** By its bytes, once some of them were opened. */
  kind: FileKind | null
  open: boolean
}

/** What is known of a file without showing it: what was recorded when it was added, and what the witness says of it. */
export function FileFacts({ line, lang, kind, open }: Props) {
  const { files: text } = useDeskText()
  const { file, meta, original, told } = line
  const said = !['', 'application/octet-stream'].includes(file.type)
  const facts: [string, ReactNode][] = [[text.claimed, <ForeignWords key="" text={file.type} most={60} />]]
  if (kind)
    facts.push([
      text.content,
      <>
        {text.kinds[kind.shownAs]} <code className="rv-quiet">{kind.type}</code>
        {kind.type !== file.type && said && <span className="rv-help"> {text.differs}</span>}
      </>,
    ])
  if (meta.added) facts.push([text.added, <Minute key="" time={meta.added} />])
  if (meta.modified) facts.push([text.modified, <Minute key="" time={meta.modified} />])
  if (meta.picker) facts.push([text.picked, text.pickers[meta.picker]])
  if (meta.hidden) facts.push([text.choice, text.choices[meta.hidden]])
  if (!original && meta.parent) facts.push([text.parentUnsent, <Hash key="" hash={meta.parent} />])
  facts.push(['SHA-256', <Hash key="" hash={file.sha256} />])
  return (
    <>
      <p className="rv-help">
        <FileId id={file.id} /> · <ForeignWords text={file.type} most={60} /> · {text.size(file.size)} ·{' '}
        {file.source === 'account' ? text.inAccount : text.inMessage(file.source)}
      </p>
      {original && (
        <p>
          {text.copyOf} <ForeignWords text={original.name} lang={lang} most={120} /> <FileId id={original.id} />
        </p>
      )}
      <details open={open} className="rv-file-told">
        <summary>{text.recorded}</summary>
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {told.map(({ heading, answers }, i) => (
        <details key={i} className="rv-file-told">
          <summary>
            {text.told}: <ToldWords told={heading} />
          </summary>
          <dl>
            {answers.map(({ id, label, value }) => (
              <div key={id}>
                <dt>
                  <ToldWords told={label} />
                </dt>
                <dd>
                  <AnswerValue value={withoutLinks(value)} lang={lang} goTo={() => undefined} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </>
  )
}

/** Items are named here; the links to them stand in the answers. */
const withoutLinks = (value: ShownValue): ShownValue =>
  value.kind === 'refs' ? { kind: 'codes', codes: value.refs.map(({ label }) => label) } : value

/** The id by which answers name a file. */
function FileId({ id }: { id: string }) {
  return (
    <code translate="no">
      <ForeignWords text={id} most={20} />
    </code>
  )
}

function Minute({ time }: { time: string }) {
  return (
    <>
      <time dateTime={time}>{minuteOf(time)}</time> UTC
    </>
  )
}

/** A hash: short to the eye, whole to whoever copies it. */
function Hash({ hash }: { hash: string }) {
  const { files: text } = useDeskText()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard?.writeText(hash).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  const [begin, end] = [hash.slice(0, 8), hash.slice(-8)]
  return (
    <span className="rv-hash">
      <code translate="no" title={hash}>
        <ForeignWords text={`${begin}…${end}`} most={20} />
      </code>
      <button type="button" className="rv-link" onClick={copy}>
        {copied ? text.copied : text.copyHash}
        <span className="hidden-but-read"> SHA-256</span>
      </button>
    </span>
  )
}
