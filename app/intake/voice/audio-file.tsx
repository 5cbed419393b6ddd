import { useRef } from 'react'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { Button } from '#app/ui/button.tsx'
import { Say } from '../say.tsx'

interface AudioFileProps {
  words: EvidenceWords['voice']
  /** There is no other way. */
  only: boolean
  onFile: (file: File) => void
}

/** Takes a recording that was made elsewhere. Any kind of file: messengers give theirs names of their own. */
export function AudioFile({ words, only, onFile }: AudioFileProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={only ? 'plain' : 'text'} onClick={() => field.current?.click()}>
        <Say text={words.addFile} />
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={words.addFile}
        autoComplete="off"
        spellCheck={false}
        onChange={event => {
          const { files } = event.currentTarget
          const [file] = files ? [...files] : []
          event.currentTarget.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
