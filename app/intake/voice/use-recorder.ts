import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { VoiceRecorder, type Recording, type RecorderState, type Ending } from './recorder.ts'

const idle: RecorderState = { is: 'idle' }

interface Recorded {
  recorder: VoiceRecorder | null
  state: RecorderState
  start: () => void
  /** Ends what runs; a failure of before is not told again. */
  reset: () => void
}

/**
 * One recording after the other. Each is handed to `keep` as soon as it ended. When the screen goes while one runs, the
 * microphone is let go in the same tick, and what was said until then is kept too.
 */
export function useRecorder(most: number, keep: (recording: Recording, ending: Ending) => void): Recorded {
  const [recorder, setRecorder] = useState<VoiceRecorder | null>(null)
  const [state, setState] = useState(idle)
  const latest = useRef(keep)
  latest.current = keep
  const running = useRef<VoiceRecorder | null>(null)

  const start = useCallback(() => {
    const next = new VoiceRecorder(most)
    running.current?.drop()
    running.current = next
    next.subscribe(() => {
      const now = next.state()
      setState(now)
      if (now.is === 'recorded') latest.current(now.recording, now.ending)
    })
    setRecorder(next)
    void next.start()
  }, [most])

  // Before the next paint: the tick in which the person presses “Leave” is the last one of the microphone.
  useLayoutEffect(() => () => running.current?.stop(), [])
  useEffect(() => {
    const gone = () => running.current?.drop()
    addEventListener('pagehide', gone)
    return () => removeEventListener('pagehide', gone)
  }, [])
  const reset = useCallback(() => {
    running.current?.stop()
    setState(idle)
  }, [])
  return { recorder, state, start, reset }
}
