import { useCallback, useEffect, useRef, useState } from 'react'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { Button } from '#app/ui/button.tsx'
import { Say } from '../say.tsx'
import { clockOf } from './clock.ts'
import { PauseIcon, PlayIcon } from './icons.tsx'

interface PlayerProps {
  file: Blob
  /** Milliseconds; null: known when it plays. */
  length: number | null
  /** What it plays, for who does not see it. */
  name: string
  words: EvidenceWords['voice']
  disabled: boolean
}

/** Plays a recording from memory before it is sent. Its address lives while it is played, and no longer. */
export function Player({ file, length, name, words, disabled }: PlayerProps) {
  const audio = useRef<HTMLAudioElement | null>(null)
  const [playing, setPlaying] = useState(false)
  const [broken, setBroken] = useState(false)
  const [at, setAt] = useState(0)
  const [found, setFound] = useState<number | null>(null)
  const whole = length ?? found

  const release = useCallback(() => {
    const { current } = audio
    audio.current = null
    if (current) close(current)
  }, [])
  useEffect(() => release, [release, file])
  useEffect(() => {
    if (disabled) audio.current?.pause()
  }, [disabled])

  const open = (): HTMLAudioElement => {
    const element = new Audio(URL.createObjectURL(file))
    const mine = () => audio.current === element
    element.addEventListener('timeupdate', () => mine() && setAt(element.currentTime * 1000))
    element.addEventListener('durationchange', () => {
      if (mine() && Number.isFinite(element.duration)) setFound(element.duration * 1000)
    })
    element.addEventListener('play', () => mine() && setPlaying(true))
    element.addEventListener('pause', () => mine() && setPlaying(false))
    element.addEventListener('ended', () => {
      if (!mine()) return
      setPlaying(false)
      setAt(0)
      release()
    })
    element.addEventListener('error', () => {
      if (!mine()) return
      setBroken(true)
      setPlaying(false)
      release()
    })
    return element
  }
  const play = () => {
    setBroken(false)
    audio.current ??= open()
    if (at > 0 && audio.current.currentTime === 0) audio.current.currentTime = at / 1000
    audio.current.play().catch(() => undefined)
  }
  const seek = (ms: number) => {
    setAt(ms)
    audio.current ??= open()
    audio.current.currentTime = ms / 1000
  }
  return (
    <div className="player">
      <Button onClick={() => (playing ? audio.current?.pause() : play())} disabled={disabled}>
        {playing ? <PauseIcon /> : <PlayIcon />}
        <Say text={playing ? words.stopPlaying : words.play} />
        <span className="hidden-but-read">: {name}</span>
      </Button>
      {whole ? (
        <input
          type="range"
          className="player-position"
          aria-label={`${words.position}: ${name}`}
          aria-valuetext={clockOf(at)}
          min={0}
          max={Math.ceil(whole)}
          step={1000}
          value={Math.min(at, whole)}
          disabled={disabled}
          autoComplete="off"
          spellCheck={false}
          onChange={event => seek(Number(event.currentTarget.value))}
        />
      ) : null}
      <span className="player-time">{whole ? `${clockOf(at)} / ${clockOf(whole)}` : clockOf(at)}</span>
      {broken ? (
        <p className="player-broken" role="status">
          <Say text={words.broken} />
        </p>
      ) : null}
    </div>
  )
}

function close(audio: HTMLAudioElement): void {
  const url = audio.src
  audio.pause()
  audio.removeAttribute('src')
  audio.load()
  URL.revokeObjectURL(url)
}
