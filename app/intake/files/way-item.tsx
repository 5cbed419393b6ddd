import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { fill } from '#app/i18n/fill.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { oneLine } from '#app/testimony/visible-text.ts'
import { Focused } from '../focused.tsx'
import { Say } from '../say.tsx'
import { useWords } from '../witness.tsx'
import { describeLeft } from './describe-left.ts'
import { describeSize } from './describe-size.ts'
import { FileName } from './file-name.tsx'
import type { FileOnWay } from './files-way.ts'

type Way = EvidenceWords['way']

/** Which file it is: a copy says so. */
export function WayName({ state: { name, copy }, words }: { state: FileOnWay; words: Way }) {
  if (!copy) return <FileName name={name} />
  const [before = '', after = ''] = words.copyOf.split('{item}')
  return (
    <>
      {before}
      <FileName name={name} />
      {after}
    </>
  )
}

interface WayItemProps {
  state: FileOnWay
  words: EvidenceWords
  onStop: () => void
  onAgain: () => void
}

/** One file on its way, and what can be done for it. */
export function WayItem({ state, words, onStop, onAgain }: WayItemProps) {
  const { way } = words
  const { phase, name, copy } = state
  const [asking, setAsking] = useState(false)
  const [back, setBack] = useState(false)
  const named = copy ? fill(way.copyOf, { item: oneLine(name, 60) }) : oneLine(name, 60)
  const own = <span className="hidden-but-read">: {named}</span>
  const stoppable = phase === 'waiting' || phase === 'sending'
  const stop = () => {
    setAsking(false)
    setBack(true)
    onStop()
  }
  return (
    <>
      <p>
        <WayName state={state} words={way} />
      </p>
      <Progress state={state} words={words} named={named} />
      {stoppable && asking ? (
        <div className="file-ways">
          <p>
            <Say text={way.stopAsk} />
          </p>
          <Focused when onClick={() => (setAsking(false), setBack(true))}>
            <Say text={way.stopNo} />
            {own}
          </Focused>
          <Button kind="text" onClick={stop}>
            <Say text={way.stopYes} />
            {own}
          </Button>
        </div>
      ) : null}
      {stoppable && !asking ? (
        <Focused when={back} onClick={() => setAsking(true)}>
          <Say text={way.stop} />
          {own}
        </Focused>
      ) : null}
      {phase === 'failed' || (phase === 'cancelled' && !state.reason) ? (
        <div className="file-ways">
          <Focused when={back} onClick={() => (setBack(true), onAgain())}>
            <Say text={way.again} />
            {own}
          </Focused>
          {phase === 'failed' ? (
            <Button kind="text" onClick={stop}>
              <Say text={way.leaveOut} />
              {own}
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  )
}

function Progress({ state, words, named }: Pick<WayItemProps, 'state' | 'words'> & { named: string }) {
  const { language } = useWords()
  const { way, files } = words
  const { phase, size, sent, total, rate, left, offline } = state
  const line = (children: ReactNode) => <p className={`way-state way-${phase}`}>{children}</p>
  if (phase === 'received')
    return line(
      <>
        <Tick /> <Say text={way.received} /> · {describeSize(size, language, files)}
      </>,
    )
  if (phase === 'failed' || phase === 'cancelled') {
    const why = reasonOf(state, way)
    return line(
      <>
        <Say text={way[phase]} />
        {why ? (
          <>
            {'. '}
            <Say text={why} />
          </>
        ) : null}
      </>,
    )
  }
  const parts = [
    way[phase],
    phase === 'sending' && sent > 0
      ? `${describeSize(Math.min(sent, size), language, files)} / ${describeSize(size, language, files)}`
      : describeSize(size, language, files),
    phase === 'sending' && rate ? fill(way.rate, { size: describeSize(rate, language, files) }) : '',
    phase === 'sending' && left ? fill(way.left, { time: describeLeft(left, language, way) }) : '',
  ]
  return (
    <>
      <Bar sent={phase === 'confirming' ? total : sent} total={total} named={named} />
      {line(offline ? <Say text={way.offline} /> : parts.filter(Boolean).join(' · '))}
    </>
  )
}

function Bar({ sent, total, named }: { sent: number; total: number; named: string }) {
  const bar = useRef<HTMLDivElement>(null)
  const share = total > 0 ? Math.min(1, sent / total) : 0
  useEffect(() => {
    bar.current?.style.setProperty('inline-size', `${share * 100}%`)
  }, [share])
  return (
    <div
      className="way-bar"
      role="progressbar"
      aria-label={named}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <div ref={bar} />
    </div>
  )
}

function Tick() {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
      <path d="M5 12.5l5 5 9-11" fill="none" stroke="currentColor" strokeWidth="3" />
    </svg>
  )
}

function reasonOf({ reason }: FileOnWay, words: Way): string | null {
  switch (reason?.sentence) {
    case undefined:
      return null
    case 'not-clean':
      return words.notClean
    case 'changed':
      return words.changed
    case 'full':
      return words.full
    case 'too-large':
      return words.large
    case 'library':
      return words.line
    case 'untrusted':
    case 'refused':
    case 'fault':
      return words.fault
  }
}
