import { useEffect, useRef, useState } from 'react'

/** Minutes without a key or pointer after which the desk locks. */
export const IDLE_MINUTES = 10
/** Seconds before that in which it says so. */
export const WARNING_SECONDS = 60

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const

/**
 * Seconds left before `lock` is called, or null while the warning is not due. Goes by the clock, so that a laptop that slept locks on
 * waking. `stay` starts the time anew.
 */
export function useIdleLock(
  lock: () => void,
  minutes = IDLE_MINUTES,
): { secondsLeft: number | null; stay: () => void } {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const last = useRef(Date.now())
  const stay = useRef(() => {
    last.current = Date.now()
    setSecondsLeft(null)
  }).current

  useEffect(() => {
    last.current = Date.now()
    let warned = false
    const look = () => {
      const left = Math.ceil((last.current + minutes * 60_000 - Date.now()) / 1000)
      if (left <= 0) return lock()
      warned = left <= WARNING_SECONDS
      setSecondsLeft(warned ? left : null)
    }
    // Once the warning stands, only a decision counts: a nudged table is nobody at the desk.
    const note = () => {
      if (!warned) last.current = Date.now()
    }
    const timer = setInterval(look, 1000)
    for (const sign of SIGNS) addEventListener(sign, note, { passive: true, capture: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS) removeEventListener(sign, note, { capture: true })
      document.removeEventListener('visibilitychange', look)
    }
  }, [lock, minutes])

  return { secondsLeft, stay }
}
