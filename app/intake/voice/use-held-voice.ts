import { useLayoutEffect, useRef, useState } from 'react'
import { codesOf, slotOf } from '#app/testimony/draft.ts'
import type { HeldFile } from '../files/held-files.ts'
import { useHeldFiles } from '../files/use-held-files.ts'
import type { VoiceProps } from './voice-props.ts'

/** The recordings and files of one answer. What is taken off stays as a line, so that it can be put back; it goes with the screen. */
export function useHeldVoice({ field, draft, item, onAnswer }: VoiceProps) {
  const { held } = useHeldFiles()
  const ids = codesOf(draft, slotOf(field.id, item))
  const [lines, setLines] = useState(ids)
  const shown = [...lines, ...ids.filter(id => !lines.includes(id))].flatMap(id => held.get(id) ?? [])
  /** The line that changed last: it takes the focus. */
  const [moved, setMoved] = useState({ id: '' })
  const latest = useRef({ ids, shown })
  latest.current = { ids, shown }
  useLayoutEffect(
    () => () => {
      const { current } = latest
      for (const { id } of current.shown) if (!current.ids.includes(id)) held.drop(id)
    },
    [held],
  )

  const answer = (kept: readonly string[]) => {
    latest.current.ids = kept
    onAnswer(kept.length > 0 ? kept : undefined)
  }
  /** Adds what is held by now, or puts it in the place of another. Also when the screen has gone. */
  const add = ({ id }: HeldFile, instead: string | null = null) => {
    const { ids: now } = latest.current
    const replace = (one: string) => (one === instead ? id : one)
    const replaces = instead !== null && now.includes(instead)
    answer(replaces ? now.map(replace) : [...now, id])
    setLines(known => (replaces ? known.map(replace) : [...known, id]))
    if (replaces) held.drop(instead)
    setMoved({ id })
  }
  const takeOff = (id: string) => {
    setLines(shown.map(one => one.id))
    answer(latest.current.ids.filter(one => one !== id))
    setMoved({ id })
  }
  const putBack = (id: string) => {
    answer(shown.map(one => one.id).filter(one => one === id || ids.includes(one)))
    setMoved({ id })
  }
  return { held, ids, shown, moved, add, takeOff, putBack }
}
