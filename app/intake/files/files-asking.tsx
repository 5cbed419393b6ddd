import { useEffect, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Heading } from '../heading.tsx'
import { Say, SayForm } from '../say.tsx'
import { useEvidenceWords } from '../use-answer-words.ts'
import { useWords } from '../witness.tsx'
import type { FilesScreenProps } from './files-screen.tsx'

const fetchScreen = () => import('./files-screen.tsx').then(found => (arrived = found))
let arrived: typeof import('./files-screen.tsx') | null = null

/** The list of files, fetched when it is needed. Where it or its words do not arrive, there is a way on and a way back. */
export function FilesAsking(props: Omit<FilesScreenProps, 'words'>) {
  const { words } = useWords()
  const evidence = useEvidenceWords()
  const [parts, setParts] = useState(arrived)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    fetchScreen().then(setParts, () => setFailed(true))
  }, [])
  if (parts && evidence) return <parts.FilesScreen {...props} words={evidence} />
  return (
    <>
      <Heading>
        <SayForm words={props.section.title} />
      </Heading>
      <p className="quiet answer-waits" role="status">
        <Say text={failed ? words.loadingFailed : words.loading} />
      </p>
      <div className="actions">
        <Button kind="primary" onClick={props.onNext}>
          <Say text={words.next} />
        </Button>
      </div>
      <Button kind="text" className="back" onClick={props.onBack}>
        <Say text={words.back} />
      </Button>
    </>
  )
}
