import { useState } from 'react'
import { attachedTo } from '#app/testimony/attached.ts'
import type { HiddenChoice } from '#app/testimony/file-meta.ts'
import type { HeldFile, HeldFiles } from '../files/held-files.ts'
import { chooseHidden, lookInside, usualChoice } from '../files/look-inside.ts'
import { takeFiles, type Refusal } from '../files/take-files.ts'
import type { VoiceProps } from './voice-props.ts'

/** What became of a file that was picked, where it was not what the witness wanted. */
interface News {
  name: string
  why: Refusal | 'notRemoved'
}

/** Files that stand for a recording: held, looked into, and taken off where their hidden data could not be removed. */
export function useAudioFile({ form, draft, maxFileBytes }: VoiceProps, held: HeldFiles) {
  const [news, setNews] = useState<News | null>(null)
  const take = async (picked: File): Promise<HeldFile | undefined> => {
    const bounds = { picker: 'any', maxFileBytes, room: 1, listed: attachedTo(form, draft) } as const
    const { held: taken, refused } = await takeFiles(held, [picked], bounds)
    for (const { id } of taken) void lookInside(held, id, usualChoice(draft))
    setNews(refused[0] ?? null)
    return taken[0]
  }
  const choose = ({ id, name }: HeldFile, choice: HiddenChoice, takeOff: () => void) => {
    chooseHidden(held, id, choice)?.catch(() => {
      // Another choice may stand by now; what was not to leave does not.
      if (held.get(id)?.choice !== 'remove') return
      held.change(id, { choice: 'keep', clean: null })
      takeOff()
      setNews({ name, why: 'notRemoved' })
    })
  }
  return { news, take, choose, forgetNews: () => setNews(null) }
}
