import type { Language } from '#app/i18n/language.ts'

/** For a browser that runs no scripts: says in every language that the page takes nothing. */
export function NoScript({ texts }: { texts: Readonly<Record<Language, string>> }) {
  return (
    <noscript>
      <div className="no-script">
        {Object.entries(texts).map(([language, text]) => (
          <p key={language} lang={language}>
            {text}
          </p>
        ))}
      </div>
    </noscript>
  )
}
