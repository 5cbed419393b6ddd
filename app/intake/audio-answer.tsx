import { useEffect, useState } from 'react'
import { controlOf } from './control.ts'
import { slotOf } from '#app/testimony/draft.ts'
import { Labelled } from './labelled.tsx'
import { Say } from './say.tsx'
import { useEvidenceWords } from './use-answer-words.ts'
import type { VoiceProps } from './voice/voice-props.ts'
import { useWords } from './witness.tsx'

const fetchVoice = () => import('./voice/voice-answer.tsx')
type Voice = Awaited<ReturnType<typeof fetchVoice>>
let arrived: Voice | null = null

/** So long the control and its words may take before it is said that they don't arrive, in milliseconds. */
const PATIENCE = 6000

/** A voice. Its control is fetched when it is asked for; where it doesn't arrive, that is said, and the account can be written. */
export function AudioAnswer(props: VoiceProps) {
  const { words } = useWords()
  const evidence = useEvidenceWords()
  const [voice, setVoice] = useState(arrived)
  const [late, setLate] = useState(false)
  const waits = !(voice && evidence)
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => setLate(true), PATIENCE)
    fetchVoice().then(
      found => setVoice((arrived = found)),
      () => setLate(true),
    )
    return () => clearTimeout(timer)
  }, [waits])
  if (voice && evidence) return <voice.VoiceAnswer {...props} words={evidence} />
  return (
    <Labelled field={props.field} slot={slotOf(props.field.id, props.item)} alone={props.alone}>
      {() => (
        <p id={controlOf(slotOf(props.field.id, props.item))} className="answer-waits quiet" role="status">
          <Say text={late ? words.loadingFailed : words.loading} />
        </p>
      )}
    </Labelled>
  )
}
