import type { ReactNode } from 'react'
import type { HiddenData, Inspection } from '#app/evidence/inspection.ts'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { ForeignWords } from './foreign-text.tsx'

/** What a file says by itself of place, time, device and people. Text alone: a place is never looked up on a map. */
export function FileHidden({ inspection }: { inspection: Inspection | null }) {
  const { hidden: text } = useDeskText().files
  const hidden = inspection?.hidden
  return (
    <section className="rv-section" aria-label={text.title}>
      <h5>{text.title}</h5>
      {!inspection && <p className="rv-help">{text.looking}</p>}
      {inspection && !hidden && <p className="rv-help">{text.unknown}</p>}
      {hidden && (saysNothing(hidden) ? <p className="rv-help">{text.none}</p> : <Found hidden={hidden} />)}
    </section>
  )
}

function Found({ hidden }: { hidden: HiddenData }) {
  const { hidden: text } = useDeskText().files
  const { place, when, device, author, software, more, left } = hidden
  const said = (words: string | null) => words !== null && <ForeignWords text={words} most={200} />
  const facts: [string, ReactNode][] = [
    [text.place, place && `${place.latitude}, ${place.longitude}`],
    [text.when, said(when)],
    [text.device, said(device)],
    [text.author, said(author)],
    [text.software, said(software)],
  ]
  return (
    <>
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {more.length + left > 0 && (
        <details className="rv-file-told">
          <summary>{text.more}</summary>
          <dl>
            {more.map(({ name, value }, i) => (
              <div key={i}>
                <dt>
                  <ForeignWords text={name} most={80} />
                </dt>
                <dd>
                  <ForeignWords text={value} most={400} />
                </dd>
              </div>
            ))}
          </dl>
          {left > 0 && <p className="rv-help">{text.left(left)}</p>}
        </details>
      )}
    </>
  )
}

const saysNothing = ({ place, when, device, author, software, more, left }: HiddenData): boolean =>
  [place, when, device, author, software].every(one => one === null) && more.length + left === 0
