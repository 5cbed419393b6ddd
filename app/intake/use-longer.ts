import { useEffect, useState } from 'react'
import { useAnswerWords } from './use-answer-words.ts'

const fetchParts = () => import('./longer-parts.tsx')
type Parts = Awaited<ReturnType<typeof fetchParts>>
let arrived: Parts | null = null

/** How long the parts may take before plain ones stand in their place, in milliseconds. */
const PATIENCE = 6000

/**
 * What only longer forms need: fetched once, when it is needed. `plain`: the parts or their words did not arrive; it stays
 * so while a screen stands, so that nothing changes under the hand.
 */
export function useLonger() {
  const words = useAnswerWords()
  const [parts, setParts] = useState(arrived)
  const [plain, setPlain] = useState(false)
  const waits = !(parts && words) && !plain
  useEffect(() => {
    if (!waits) return
    let gone = false
    const timer = setTimeout(() => setPlain(true), PATIENCE)
    fetchParts().then(
      found => {
        arrived = found
        if (!gone) setParts(found)
      },
      () => {
        if (!gone) setPlain(true)
      },
    )
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [waits])
  return { parts, words, plain }
}
