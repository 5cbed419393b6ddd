import { useState } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { hasUnseen, langOf, oneLine, showUnseen } from '#app/testimony/visible-text.ts'

const firstPart = 20_000

/** Words of somebody outside, in their own paragraph: isolated, as text alone, in their own language. */
export function ForeignText({
  text,
  lang,
  className = 'foreign',
}: {
  text: string
  lang?: string
  className?: string
}) {
  const words = useDeskText()
  const [whole, setWhole] = useState(false)
  const rest = whole ? 0 : Math.max(0, text.length - firstPart)
  return (
    <>
      <p className={className} lang={lang === undefined ? undefined : langOf(lang)} dir="auto">
        {showUnseen(rest > 0 ? text.slice(0, firstPart) : text)}
      </p>
      {hasUnseen(text) && <p className="rv-help">{words.reading.controls}</p>}
      {rest > 0 && (
        <button type="button" className="rv-link" onClick={() => setWhole(true)}>
          {words.reading.longText(rest)}
        </button>
      )}
    </>
  )
}

/** The same within a line, cut to `most` characters. */
export function ForeignWords({ text, lang, most = 200 }: { text: string; lang?: string; most?: number }) {
  return <bdi lang={lang === undefined ? undefined : langOf(lang)}>{oneLine(text, most)}</bdi>
}
