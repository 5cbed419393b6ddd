import { Button } from '#app/ui/button.tsx'
import { Say } from './say.tsx'
import { useAnswerWords } from './use-answer-words.ts'

/** The way out of a long form from wherever one is. */
export function Enough({ onClick }: { onClick: () => void }) {
  const words = useAnswerWords()
  return words ? (
    <Button kind="text" onClick={onClick}>
      <Say text={words.group.enough} />
    </Button>
  ) : null
}
