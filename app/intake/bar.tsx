import type { MouseEvent } from 'react'
import { isLanguage, languageNames, type Language } from '#app/i18n/language.ts'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

interface BarProps {
  languages: readonly Language[]
  ready: boolean
  leaveTo: string
  onLanguage: (language: Language) => void
  onLeave: () => void
}

/** Always there, same place. Leave stands first for the keyboard, and works before the page does: it is a link. */
export function Bar({ languages, ready, leaveTo, onLanguage, onLeave }: BarProps) {
  const { language, words } = useWords()
  const leave = (event: MouseEvent) => {
    event.preventDefault()
    onLeave()
  }
  return (
    <header className="bar">
      <div className="bar-inner">
        <a className="leave" href={leaveTo} rel="noreferrer" onClick={leave}>
          <Say text={words.leave} />
        </a>
        <select
          className="language"
          aria-label={words.language}
          autoComplete="off"
          disabled={!ready}
          value={language}
          onChange={event => isLanguage(event.target.value) && onLanguage(event.target.value)}
        >
          {languages.map(one => (
            <option key={one} value={one} lang={one}>
              {languageNames[one]}
            </option>
          ))}
        </select>
      </div>
    </header>
  )
}
