import { useEffect, useRef, useState } from 'react'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { Say } from '../say.tsx'
import { watchLevel } from './level.ts'

interface LevelMeterProps {
  stream: MediaStream
  words: EvidenceWords['voice']
}

/** How loud it is, for eyes; silence in words. Who listens to the page hears of silence only while no sound came at all. */
export function LevelMeter({ stream, words }: LevelMeterProps) {
  const bar = useRef<SVGRectElement>(null)
  const [silent, setSilent] = useState(false)
  const [heard, setHeard] = useState(false)
  useEffect(
    () =>
      watchLevel(stream, now => {
        bar.current?.setAttribute('width', String(Math.round(now.level * 100)))
        setSilent(now.silent)
        if (now.level > 0) setHeard(true)
      }),
    [stream],
  )
  return (
    <>
      <svg className="voice-level" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="voice-level-all" width="100" height="4" />
        <rect ref={bar} className="voice-level-now" width="0" height="4" />
      </svg>
      <p className="voice-silence" {...(heard ? {} : { role: 'status' })}>
        {silent ? <Say text={words.silent} /> : null}
      </p>
    </>
  )
}
