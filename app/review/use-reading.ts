import { useCallback, useRef, useState } from 'react'
import { attempt, Failure } from '#app/crypto/failure.ts'
import type { Link } from '#app/crypto/review-event.ts'
import { fold, type Decision, type Triage } from '#app/testimony/triage.ts'
import { Refused, Unreachable } from '#app/wire/client.ts'
import type { SubmissionParts } from '#app/wire/queue.ts'
import { fetchParts, sendSwaps } from './desk-server.ts'
import { openContactOf, openSubmission, type OpenedContact, type OpenedSubmission } from './open-submission.ts'
import { NotRead } from './gated-writer.ts'
import type { ReviewKeys } from './review-keys.ts'
import type { EventTarget, EventWriter } from './write-event.ts'

export interface OpenReading {
  id: string
  parts: SubmissionParts
  submission: OpenedSubmission
  target: EventTarget
  triage: Triage
}

export type Reading =
  | { phase: 'none' }
  | { phase: 'opening'; id: string }
  | { phase: 'failed'; id: string; code: string }
  | ({ phase: 'open' } & OpenReading)

/** The code of an expected failure; a program fault flies on. */
export function codeOf(error: unknown): string {
  if (error instanceof Unreachable) return 'unreachable'
  if (error instanceof NotRead) return 'not-read'
  if (error instanceof Failure || error instanceof Refused) return error.code
  throw error
}

export interface ReadingDesk {
  keys: () => ReviewKeys
  writer: EventWriter
  me: string
  /** Hears the chain of a submission whenever it was read or grew. */
  chainChanged: (id: string, triage: Triage) => void
  lock: () => void
}

/** Opens one testimony at a time and writes decisions about it. */
export function useReading(desk: ReadingDesk) {
  const [reading, setReading] = useState<Reading>({ phase: 'none' })
  const current = useRef<string | null>(null)
  const latest = useRef(desk)
  latest.current = desk

  const grow = useCallback((id: string, links: readonly Link[]) => {
    const triage = fold(links)
    latest.current.chainChanged(id, triage)
    setReading(now =>
      now.phase === 'open' && now.id === id ? { ...now, target: { ...now.target, links }, triage } : now,
    )
  }, [])

  /** Throws what `EventWriter.write` throws. */
  const decide = useCallback(
    async (target: EventTarget, decision: Decision) =>
      grow(target.id, await latest.current.writer.write(target, decision)),
    [grow],
  )

  const open = useCallback(
    async (id: string) => {
      current.current = id
      setReading({ phase: 'opening', id })
      try {
        const parts = await fetchParts(id)
        if (current.current !== id) return
        const submission = openSubmission(parts, latest.current.keys(), id)
        const { target, triage, adoption, adoptions } = submission
        setReading({ phase: 'open', id, parts, submission, target, triage })
        latest.current.chainChanged(id, triage)
        const swaps = adoption ? [adoption, ...adoptions] : adoptions
        if (swaps.length > 0) void sendSwaps(swaps)
        // Where it can't be stored now, the testimony stays unread, which is true as well.
        if (!triage.openedBy.has(latest.current.me)) await decide(target, { kind: 'opened' }).catch(codeOf)
      } catch (error) {
        const code = codeOf(error)
        if (code === 'sign-in') return latest.current.lock()
        if (current.current === id) setReading({ phase: 'failed', id, code })
      }
    },
    [decide],
  )

  /** Opens the contact once the look is recorded. Gives a code where it does not open or could not be recorded. */
  const openContact = useCallback(async ({ id, parts }: OpenReading): Promise<OpenedContact | { code: string }> => {
    const opened = attempt(() => openContactOf(parts, latest.current.keys(), id))
    if (opened instanceof Failure) return { code: opened.code }
    try {
      const links = await latest.current.writer.write(opened.target, { kind: 'contact-opened' })
      if (opened.adoption) void sendSwaps([opened.adoption])
      return { ...opened, target: { ...opened.target, links }, triage: fold(links) }
    } catch (error) {
      return { code: codeOf(error) }
    }
  }, [])

  const close = useCallback(() => {
    current.current = null
    setReading({ phase: 'none' })
  }, [])

  /** Shows why a row is not a testimony. */
  const fail = useCallback((id: string, code: string) => {
    current.current = id
    setReading({ phase: 'failed', id, code })
  }, [])

  return { reading, open, fail, close, decide, openContact }
}
