import type { ReactNode } from 'react'
import { deskLanguages, useDeskLanguage, type DeskLanguage } from '#app/i18n/desk/language.tsx'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import './keyring.css'

const own: Record<DeskLanguage, string> = { en: 'English', uk: 'Українська' }

/** Switches the desk between its languages, in the page. */
export function LanguageSwitch() {
  const { language, setLanguage } = useDeskLanguage()
  const words = useKeysWords()
  return (
    <div className="kr-languages" role="group" aria-label={words.common.language}>
      {deskLanguages.map(one => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => setLanguage(one)}>
          {own[one]}
        </button>
      ))}
    </div>
  )
}

/** A page of its own: sign-in, waiting, joining, set-up. */
export function Frame({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className="kr-page">
      <header className="kr-top">
        <span className="kr-mark">Svidok</span>
        <LanguageSwitch />
      </header>
      <main className={wide ? 'kr-main kr-wide' : 'kr-main'}>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
