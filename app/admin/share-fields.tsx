import { useKeysWords } from '#app/i18n/keys/words.ts'
import { TextField } from '#app/ui/text-field.tsx'
import type { ShareCheck } from './recover.ts'

interface Props {
  typed: readonly string[]
  checks: readonly ShareCheck[]
  change: (typed: string[]) => void
  label: (i: number) => string
}

/** One field for each share; a share that is wrong is named at once, a right one too. */
export function ShareFields({ typed, checks, change, label }: Props) {
  const words = useKeysWords().recover
  const says: Record<ShareCheck, { error?: string; help?: string }> = {
    empty: {},
    part: { help: words.sharePart },
    form: { error: words.shareForm },
    wrong: { error: words.shareWrong },
    twice: { error: words.shareTwice },
    right: { help: `✓ ${words.shareFine}` },
  }
  return (
    <>
      {typed.map((text, i) => (
        <TextField
          key={i}
          label={label(i + 1)}
          lines={2}
          value={text}
          onChange={value => change(typed.map((old, j) => (j === i ? value : old)))}
          {...says[checks[i] ?? 'empty']}
        />
      ))}
    </>
  )
}
