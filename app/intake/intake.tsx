import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Language } from '#app/i18n/language.ts'
import type { Line } from '#app/i18n/wording.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Bar } from './bar.tsx'
import { DraftLines } from './draft-lines.tsx'
import { watchForDrops } from './drops.ts'
import { goAway, watchForHiding, watchForLeaving } from './leave.ts'
import { NeutralPage } from './neutral-page.tsx'
import { NoScript } from './no-script.tsx'
import { Pages } from './pages.tsx'
import { Say } from './say.tsx'
import { useBeginning } from './use-beginning.ts'
import { useLanguage } from './use-language.ts'
import { SpeakingContext, type Worded } from './witness.tsx'
import './intake.css'

interface IntakeProps {
  language: Language
  languages: readonly Language[]
  /** What came with the page; the rest is fetched. */
  words: Worded
  noScript: readonly Line[]
  /** Where “Leave” leads. */
  leaveTo: string
  /** No file may be larger. */
  maxFileBytes: number
}

/**
 * The witness's page: one address, one history entry, everything in memory alone. What is written lives in `Pages`; when
 * the witness leaves, that is gone in the same tick, and the document after it.
 */
export function Intake({ language, languages, words, noScript, leaveTo, maxFileBytes }: IntakeProps) {
  const [left, setLeft] = useState(false)
  const { spoken, failed, choose } = useLanguage(language, words)
  const start = useBeginning(spoken.language)
  const { heading } = words.page.neutral

  const forget = useCallback(() => flushSync(() => setLeft(true)), [])
  const leave = useCallback(() => {
    try {
      forget()
    } finally {
      goAway({ to: leaveTo, title: heading })
    }
  }, [forget, leaveTo, heading])
  useEffect(() => watchForLeaving({ leave, forget }), [leave, forget])
  useEffect(watchForHiding, [])
  useEffect(watchForDrops, [])

  return (
    <SpeakingContext.Provider value={spoken}>
      {left ? (
        <NeutralPage heading={heading} lang={words.borrowed.page.includes('neutral.heading') ? 'uk' : language} />
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
            <NoScript lines={noScript} />
            <DraftLines />
            {failed ? (
              <Notice kind="wait">
                <p>
                  <Say text={spoken.words.loadingFailed} />
                </p>
              </Notice>
            ) : null}
            <Pages start={start} maxFileBytes={maxFileBytes} />
          </main>
        </div>
      )}
    </SpeakingContext.Provider>
  )
}
