import { useDeskLanguage } from '#app/i18n/desk/language.tsx'
import { useDeskText } from '#app/i18n/desk/text.ts'
import type { Account } from '#app/testimony/codec.ts'
import type { Form } from '#app/testimony/form.ts'
import { findWarnings } from './warnings.ts'
import { ToldWords } from './told-words.tsx'

/** What has to be known before anything of a testimony is read: who reads it first, to whom it was told, what it could do. */
export function ReadFirst({ account, form }: { account: Account; form: Form | null }) {
  const text = useDeskText()
  const { language } = useDeskLanguage()
  const { minor, sexualViolence, selfIncrimination, told, doNotRetake } = findWarnings(account, form, language)
  const reasons = [sexualViolence && text.first.sexualViolence, minor && text.first.minor].filter(Boolean)
  if (reasons.length + told.length === 0 && !selfIncrimination) return null
  return (
    <ul className="rv-first">
      {reasons.length > 0 && (
        <li>
          {text.first.specialist}: {reasons.join(', ')}.
        </li>
      )}
      {told.length > 0 && (
        <li>
          {text.first.told}:{' '}
          {told.map((one, i) => (
            <span key={i}>
              {i > 0 && ', '}
              <ToldWords told={one} most={120} />
            </span>
          ))}
          .{doNotRetake && ` ${text.first.doNotRetake}`}
        </li>
      )}
      {selfIncrimination && <li>{text.first.selfIncrimination}</li>}
    </ul>
  )
}
