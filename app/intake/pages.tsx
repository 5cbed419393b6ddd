import { useEffect, useReducer, useRef } from 'react'
import { findMissing } from '#app/testimony/missing.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Check } from './check.tsx'
import { Question } from './question.tsx'
import { ReasonText } from './reason-text.tsx'
import { CodeScreen, Finished, TypeBack } from './receipt.tsx'
import { partsOf, screensOf, screenWith } from './screens.ts'
import { NotSent, SendingScreen } from './sending.tsx'
import { StateLine } from './state-line.tsx'
import { beginning, reduce } from './state.ts'
import type { Beginning } from './use-beginning.ts'
import { useSending } from './use-sending.ts'
import { Welcome } from './welcome.tsx'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

/** Welcome, questions, check, sending, receipt. Holds all that is written, and forgets it when it was received. */
export function Pages({ start: { ready, loaded, failed, obstacle, retry } }: { start: Beginning }) {
  const [state, dispatch] = useReducer(reduce, beginning)
  const send = useSending(loaded, dispatch)
  const { language, words } = useWords()
  const visited = useRef(false)
  const { phase, draft } = state
  useEffect(() => {
    if (phase !== 'welcome') visited.current = true
  }, [phase])

  const form = loaded?.form
  const screens = form ? screensOf(form, draft) : []
  const at = screens.findIndex(screen => screen.id === state.screen)
  const goTo = (index: number) => {
    const target = screens[index]
    if (target) dispatch({ do: 'go', screen: target.id })
    else dispatch({ do: index < 0 ? 'welcome' : 'check' })
  }
  const trySending = () => {
    if (!form) return
    const { required, content, tooLong } = findMissing(form, draft)
    if (required.length > 0 || content || tooLong.length > 0) dispatch({ do: 'refuse' })
    else void send(draft, language)
  }
  const part = phase === 'asking' ? screens[at]?.part : phase === 'check' && form ? partsOf(form) : undefined

  return (
    <>
      {obstacle && !['received', 'type-back', 'finished'].includes(phase) ? (
        <Notice kind="alarm" title={<Say text={words.blocked} />}>
          <ReasonText reason={obstacle} />
        </Notice>
      ) : null}
      <div className={phase === 'welcome' || phase === 'finished' ? 'progress progress-silent' : 'progress'}>
        {part && form ? (
          <p>
            <Say text={words.part} values={{ n: part, of: partsOf(form) }} />
          </p>
        ) : null}
        <StateLine phase={phase} stage={state.stage} />
      </div>
      {showPhase()}
    </>
  )

  function showPhase() {
    const finish = () => dispatch({ do: 'finish' })
    if (phase === 'finished') return <Finished />
    if (phase === 'sending') return <SendingScreen />
    if (phase === 'not-sent' && state.reason) {
      return <NotSent reason={state.reason} onAgain={trySending} onBack={() => dispatch({ do: 'check' })} />
    }
    if (phase === 'received' && state.code) {
      return <CodeScreen code={state.code} onNoted={() => dispatch({ do: 'type-back' })} onWithout={finish} />
    }
    if (phase === 'type-back' && state.code) {
      const show = () => dispatch({ do: 'show-code' })
      return <TypeBack code={state.code} onRight={finish} onShow={show} onWithout={finish} />
    }
    const screen = screens[at]
    if (phase === 'asking' && form && screen) {
      const toCheck = () => dispatch({ do: 'check' })
      return (
        <Question
          key={screen.id}
          form={form}
          screen={screen}
          draft={draft}
          returning={state.returning}
          onAnswer={(field, value) => dispatch({ do: 'answer', field, value })}
          onNext={state.returning ? toCheck : () => goTo(at + 1)}
          onBack={state.returning ? toCheck : () => goTo(at - 1)}
        />
      )
    }
    if (phase === 'check' && form) {
      const change = (field: string) => {
        const target = screenWith(screens, field)
        if (target) dispatch({ do: 'change', screen: target.id })
      }
      return (
        <Check
          form={form}
          draft={draft}
          refusals={state.refusals}
          onChange={change}
          onSend={trySending}
          onBack={() => goTo(screens.length - 1)}
        />
      )
    }
    return (
      <Welcome
        fresh={!visited.current}
        state={obstacle ? 'blocked' : failed ? 'failed' : ready && loaded ? 'ready' : ready ? 'loading' : 'waking'}
        onStart={() => goTo(0)}
        onRetry={() => void retry()}
      />
    )
  }
}
