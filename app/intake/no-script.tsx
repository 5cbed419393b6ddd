import type { Line } from '#app/i18n/wording.ts'

/** For a browser that runs no scripts: says in every language that the page takes nothing. */
export function NoScript({ lines }: { lines: readonly Line[] }) {
  return (
    <noscript>
      <div className="no-script">
        {lines.map(({ lang, text }) => (
          <p key={lang} lang={lang}>
            {text}
          </p>
        ))}
      </div>
    </noscript>
  )
}
