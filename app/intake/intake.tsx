import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Language } from '#app/i18n/language.ts'
import type { WitnessWords } from '#app/i18n/witness/en.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Bar } from './bar.tsx'
import { goAway, watchForHiding, watchForLeaving } from './leave.ts'
import { NeutralPage } from './neutral-page.tsx'
import { NoScript } from './no-script.tsx'
import { Pages } from './pages.tsx'
import { Say } from './say.tsx'
import { useBeginning } from './use-beginning.ts'
import { useLanguage } from './use-language.ts'
import { SpeakingContext } from './witness.tsx'
import './intake.css'

interface IntakeProps {
  language: Language
  languages: readonly Language[]
  words: WitnessWords
  noScript: Readonly<Record<Language, string>>
  /** Where “Leave” leads. */
  leaveTo: string
}

/**
 * The witness's page: one address, one history entry, everything in memory alone. What is written lives in `Pages`; when
 * the witness leaves, that is gone in the same tick, and the document after it.
 */
export function Intake({ language, languages, words, noScript, leaveTo }: IntakeProps) {
  const [left, setLeft] = useState(false)
  const { speaking, failed, choose } = useLanguage({ language, words })
  const start = useBeginning(speaking.language)

  const forget = useCallback(() => flushSync(() => setLeft(true)), [])
  const leave = useCallback(() => {
    try {
      forget()
    } finally {
      goAway({ to: leaveTo, title: words.neutral.heading })
    }
  }, [forget, leaveTo, words])
  useEffect(() => watchForLeaving({ leave, forget }), [leave, forget])
  useEffect(watchForHiding, [])

  return (
    <SpeakingContext.Provider value={speaking}>
      {left ? (
        <NeutralPage heading={words.neutral.heading} />
      ) : (
        <div className="intake">
          <Bar
            languages={languages}
            ready={start.ready}
            leaveTo={leaveTo}
            onLanguage={one => void choose(one)}
            onLeave={leave}
          />
          <main>
            <NoScript texts={noScript} />
            {failed ? (
              <Notice kind="wait">
                <p>
                  <Say text={speaking.words.loadingFailed} />
                </p>
              </Notice>
            ) : null}
            <Pages start={start} />
          </main>
        </div>
      )}
    </SpeakingContext.Provider>
  )
}
