import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { HeldFile } from '../files/held-files.ts'
import { Say } from '../say.tsx'
import { Player } from './player.tsx'
import { spokenOf } from './spoken.ts'

interface RecordedProps {
  held: HeldFile
  name: string
  words: EvidenceWords['voice']
  /** Something is being recorded: nothing else sounds, nothing is changed. */
  busy: boolean
  /** Undefined where it was not recorded here, or nothing can be. */
  onAgain: (() => void) | undefined
  onTakeOff: () => void
  children?: ReactNode
}

/** One recording, or a file that stands for one: to listen to, to record again, to take off. */
export function Recorded({ held, name, words, busy, onAgain, onTakeOff, children }: RecordedProps) {
  const [sure, setSure] = useState(false)
  const asked = useRef(false)
  const ways = useRef<HTMLDivElement>(null)
  // The button that was pressed goes: what comes in its place takes the focus.
  useEffect(() => {
    if (sure || asked.current) ways.current?.querySelector('button')?.focus()
    asked.current = sure
  }, [sure])
  const spoken = spokenOf(held.file)
  const own = <span className="hidden-but-read">: {name}</span>
  return (
    <>
      <p className="field-label" dir="auto">
        {name}
      </p>
      {spoken?.playable === 'broken' ? (
        <Notice kind="wait">
          <p>
            <Say text={words.broken} />
          </p>
        </Notice>
      ) : null}
      <Player file={held.file} length={spoken?.ms ?? null} name={name} words={words} disabled={busy} />
      {children}
      {sure && onAgain ? (
        <Notice>
          <p role="status">
            <Say text={words.sure} />
          </p>
          <div className="voice-ways" ref={ways}>
            <Button
              kind="text"
              onClick={() => {
                setSure(false)
                onAgain()
              }}
            >
              <Say text={words.again} />
              {own}
            </Button>
            <Button kind="text" onClick={() => setSure(false)}>
              <Say text={words.sureNo} />
            </Button>
          </div>
        </Notice>
      ) : busy ? null : (
        <div className="voice-ways" ref={ways}>
          {onAgain ? (
            <Button kind="text" onClick={() => setSure(true)}>
              <Say text={words.again} />
              {own}
            </Button>
          ) : null}
          <Button kind="text" onClick={onTakeOff}>
            <Say text={words.takeOff} />
            {own}
          </Button>
        </div>
      )}
    </>
  )
}
