import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { foldsOf } from '#app/testimony/asked.ts'
import type { Draft } from '#app/testimony/draft.ts'
import type { Form, Section } from '#app/testimony/form.ts'
import { Enough } from './enough.tsx'
import { Heading } from './heading.tsx'
import { Say, SayForm } from './say.tsx'
import { useAnswerWords } from './use-answer-words.ts'
import { useWords } from './witness.tsx'

export { Enough } from './enough.tsx'
export { ToldList } from './told-list.tsx'

interface GateProps {
  form: Form
  section: Section
  draft: Draft
  onSkip: () => void
  onOpen: () => void
  onBack: () => void
  onEnough: () => void
}

/** A part that waits until it is asked for: what to know before it, and the way past it first. */
export function Gate({ form, section, draft, onSkip, onOpen, onBack, onEnough }: GateProps) {
  const { words } = useWords()
  const group = useAnswerWords()?.group
  const codes = [...foldsOf(form, section, draft).map(route => route.notice), section.notice]
  const notices = [...new Set(codes)].map(code => form.notices[code ?? '']).filter(text => text !== undefined)
  return (
    <>
      <Heading>
        <SayForm words={section.title} />
      </Heading>
      {notices.map((text, i) => (
        <Notice key={i} kind="wait">
          <p>
            <SayForm words={text} />
          </p>
        </Notice>
      ))}
      <div className="actions">
        <Button kind="primary" onClick={onSkip}>
          <Say text={group?.skipPart ?? words.skip} />
        </Button>
        {group ? (
          <Button onClick={onOpen}>
            <Say text={group.answerPart} />
          </Button>
        ) : null}
      </div>
      <div className="ways">
        <Button kind="text" className="back" onClick={onBack}>
          <Say text={words.back} />
        </Button>
        <Enough onClick={onEnough} />
      </div>
    </>
  )
}
