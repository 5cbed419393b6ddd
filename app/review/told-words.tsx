import type { Told } from './account-answers.ts'
import { ForeignWords } from './foreign-text.tsx'

/** Words of the form in their language; an id or a code as it is. */
export function ToldWords({ told: { text, lang }, most = 300 }: { told: Told; most?: number }) {
  if (lang !== null) return <ForeignWords text={text} lang={lang} most={most} />
  return (
    <code translate="no">
      <ForeignWords text={text} most={most} />
    </code>
  )
}
