import { useEffect, useState } from 'react'
import { clockOf } from './clock.ts'
import type { VoiceRecorder } from './recorder.ts'

/** The time that was recorded. Read when it is asked for, never by itself. */
export function Elapsed({ recorder }: { recorder: VoiceRecorder }) {
  const [ms, setMs] = useState(recorder.elapsed)
  useEffect(() => {
    const timer = setInterval(() => setMs(recorder.elapsed), 250)
    return () => clearInterval(timer)
  }, [recorder])
  return (
    <span className="voice-time" role="timer" aria-live="off">
      {clockOf(ms)}
    </span>
  )
}
