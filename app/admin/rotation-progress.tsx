import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Steps } from '#app/ui/steps.tsx'
import { SigningProblem } from './signing-problem.tsx'
import type { RotationShown } from './use-rotation.ts'

interface Props {
  shown: RotationShown
  pause: () => void
  resume: () => void
  stop: () => void
}

const stages = ['check', 'key', 'move', 'retire'] as const

/** A rotation under way: what is done, how fast, how long yet; and how it ended. */
export function RotationProgress({ shown, pause, resume, stop }: Props) {
  const { keys: words, common } = useKeysWords()
  const { state, stage, moved, quarantined, total, problem } = shown
  if (state === 'idle') return null
  if (state === 'finished') return <Notice kind="good" title={words.finished} />
  if (state === 'stopped')
    return (
      <Notice
        kind={problem === 'truncated' ? 'alarm' : 'wait'}
        title={stage === 'check' ? words.notBegun : words.stopped}
      >
        <SigningProblem code={problem}>{problem === 'wrong-key' ? words.needsOther : undefined}</SigningProblem>
      </Notice>
    )
  const done = moved + quarantined
  const all = Math.max(total, done)
  const seconds = (shown.latest - shown.began) / 1000
  const rate = seconds > 0 ? Math.round(done / seconds) : 0
  const left = rate > 0 ? Math.ceil((all - done) / rate) : null
  const steps = stages
    .slice(shown.fresh ? 0 : 1)
    .map(id => ({ id, title: words.stages[id][0], why: words.stages[id][1] }))
  return (
    <section className="ad-card" aria-label={words.title}>
      <Steps steps={steps} now={stage} words={{ done: common.done, now: common.now, next: common.later }}>
        {stage === 'check' && shown.read > 0 && <p role="status">{words.read(shown.read)}</p>}
        {stage === 'move' && (
          <>
            <progress className="ad-progress" max={Math.max(all, 1)} value={done} aria-label={words.stages.move[0]} />
            <p role="status">
              {words.progress(done, all)}
              {rate > 0 && ` · ${words.rate(rate)}`}
              {left !== null && all > done && ` · ${words.leftTime(left)}`}
            </p>
          </>
        )}
      </Steps>
      <p className="kr-quiet">{words.stopHint}</p>
      {(stage === 'move' || stage === 'retire') && (
        <div className="kr-actions">
          {state === 'paused' ? (
            <Button onClick={resume}>{words.resume}</Button>
          ) : (
            <Button onClick={pause}>{words.pause}</Button>
          )}
          <Button onClick={stop}>{words.stop}</Button>
        </div>
      )}
    </section>
  )
}
