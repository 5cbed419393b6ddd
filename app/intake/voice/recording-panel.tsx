import { useEffect, useRef, type ReactNode } from 'react'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Say } from '../say.tsx'
import { Elapsed } from './elapsed.tsx'
import { FinishIcon, MicrophoneIcon, PauseIcon } from './icons.tsx'
import { LevelMeter } from './level-meter.tsx'
import type { RecorderState, VoiceRecorder } from './recorder.ts'

interface PanelProps {
  recorder: VoiceRecorder | null
  state: RecorderState
  /** Greatest length in minutes. */
  minutes: number
  words: EvidenceWords
  onStart: () => void
  /** Back to where it was. */
  onNot: () => void
}

/** What has to be known before, then the recording itself. The microphone is asked for by “Start recording” alone. */
export function RecordingPanel({ recorder, state, minutes, words: evidence, onStart, onNot }: PanelProps) {
  const words = evidence.voice
  const place = useRef<HTMLDivElement>(null)
  // The button that was pressed goes; the first of what comes takes the focus.
  useEffect(() => {
    place.current?.querySelector('button')?.focus()
  }, [state.is])
  return (
    <div className="voice-panel" ref={place}>
      {show()}
    </div>
  )

  function show(): ReactNode {
    if (recorder && (state.is === 'recording' || state.is === 'paused')) {
      const paused = state.is === 'paused'
      return (
        <>
          <p className="voice-now">
            <span className={paused ? 'voice-dot' : 'voice-dot voice-dot-on'} aria-hidden="true" />
            <span role="status">
              <Say text={paused ? words.paused : words.recording} />
            </span>
            <Elapsed recorder={recorder} />
          </p>
          {recorder.stream && !paused ? <LevelMeter stream={recorder.stream} words={words} /> : <PausedLevel />}
          <div className="actions">
            <Button onClick={() => recorder.stop()}>
              <FinishIcon />
              <Say text={words.finish} />
            </Button>
            <Button onClick={() => (paused ? recorder.goOn() : recorder.pause())}>
              {paused ? <MicrophoneIcon /> : <PauseIcon />}
              <Say text={paused ? words.goOn : words.pause} />
            </Button>
          </div>
        </>
      )
    }
    if (recorder && state.is === 'asking') {
      return (
        <>
          <p role="status">
            <Say text={words.asking} />
          </p>
          <div className="actions">
            <Button onClick={onNot}>
              <Say text={words.notNow} />
            </Button>
          </div>
        </>
      )
    }
    if (state.is === 'ending') {
      return (
        <p role="status">
          <Say text={words.ending} />
        </p>
      )
    }
    return (
      <>
        {state.is === 'failed' ? (
          <Notice kind="wait">
            <p role="status">
              <Say text={words.failed[state.why]} />
            </p>
          </Notice>
        ) : null}
        <ul className="voice-before">
          <li>
            <Say text={words.before.known} />
          </li>
          <li>
            <Say text={words.before.asks} />
          </li>
          <li>
            <Say text={words.before.stops} />
          </li>
          <li>
            <Say text={words.before.most} count={{ n: minutes, of: evidence.way.minutes }} />
          </li>
        </ul>
        <div className="actions">
          <Button onClick={onStart}>
            <MicrophoneIcon />
            <Say text={state.is === 'failed' ? words.retry : words.start} />
          </Button>
          <Button kind="text" onClick={onNot}>
            <Say text={words.notNow} />
          </Button>
        </div>
      </>
    )
  }
}

/** Keeps the place of the meter, so that nothing jumps. */
function PausedLevel() {
  return (
    <>
      <svg className="voice-level" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="voice-level-all" width="100" height="4" />
      </svg>
      <p className="voice-silence" />
    </>
  )
}
