import { useEffect, useReducer, useRef, useState } from 'react'
import type { Form } from '#app/testimony/form.ts'
import { findMissing } from '#app/testimony/missing.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Asking } from './asking.tsx'
import { Check } from './check.tsx'
import { createHeldFiles } from './files/held-files.ts'
import { useFilesWay } from './files/use-files-way.ts'
import { HeldFilesContext } from './files/use-held-files.ts'
import { Lengths } from './lengths.tsx'
import { ReasonText } from './reason-text.tsx'
import { holdsAll, partsOf, screensOf, screenWith } from './screens.ts'
import { NotSent, SendingScreen } from './sending.tsx'
import { StateLine } from './state-line.tsx'
import { beginning, reduce } from './state.ts'
import type { Beginning } from './use-beginning.ts'
import { receiptScreens, useSending } from './use-sending.ts'
import { Welcome } from './welcome.tsx'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

/** Welcome, questions, check, sending, receipt. Holds all that is written, and forgets it when it was received. */
export function Pages({ start, maxFileBytes }: { start: Beginning; maxFileBytes: number }) {
  const { ready, loaded, longer, failed, obstacle, retry, lengthen } = start
  const [state, dispatch] = useReducer(reduce, beginning)
  const { language, words } = useWords()
  const visited = useRef(false)
  const [held] = useState(createHeldFiles)
  useEffect(() => held.forget, [held])
  const { files, going, states } = useFilesWay(held)
  const send = useSending(loaded, dispatch, files)
  const { phase, draft } = state
  useEffect(() => {
    if (phase !== 'welcome') visited.current = true
  }, [phase])

  const form = loaded?.form
  const screens = form ? screensOf(form, draft) : []
  // What is answered can take the question from the way; the screen stays until the witness goes on.
  const stays = () => (form ? screenWith(screensOf(form, state.entered), state.screen) : undefined)
  const screen = phase === 'asking' ? (screenWith(screens, state.screen) ?? stays()) : undefined
  const trySending = () => {
    if (!form) return
    const { required, content, tooLong } = findMissing(form, draft)
    if (required.length > 0 || content || tooLong.length > 0) dispatch({ do: 'refuse' })
    else void send(draft, language)
  }
  const part = phase === 'asking' ? screen?.part : phase === 'check' ? partsOf(screens) : undefined

  return (
    <HeldFilesContext.Provider value={held}>
      {obstacle && !['received', 'type-back', 'files', 'finished'].includes(phase) ? (
        <Notice kind="alarm" title={<Say text={words.blocked} />}>
          <ReasonText reason={obstacle} />
        </Notice>
      ) : null}
      <div className={phase === 'welcome' || phase === 'finished' ? 'progress progress-silent' : 'progress'}>
        {part ? (
          <p>
            <Say text={words.part} values={{ n: part, of: Math.max(part, partsOf(screens)) }} />
          </p>
        ) : null}
        <StateLine phase={phase} stage={state.stage} files={going ? <going.part.FilesLine states={states} /> : null} />
      </div>
      {showPhase()}
    </HeldFilesContext.Provider>
  )

  function showPhase() {
    const end = () => dispatch({ do: 'finish' })
    const finish = states.every(one => one.phase === 'received') ? end : () => dispatch({ do: 'files' })
    if (phase === 'finished') {
      const { Finished } = receiptScreens()
      return <Finished files={going ? <going.part.FilesArrived states={states} /> : null} />
    }
    if (phase === 'sending') return <SendingScreen />
    if (phase === 'not-sent' && state.reason) {
      return <NotSent reason={state.reason} onAgain={trySending} onBack={() => dispatch({ do: 'check' })} />
    }
    if (phase === 'received' && state.code) {
      const { CodeScreen } = receiptScreens()
      return (
        <CodeScreen
          code={state.code}
          files={going ? <going.part.FilesQuietly states={states} /> : null}
          onNoted={() => dispatch({ do: 'type-back' })}
          onWithout={finish}
        />
      )
    }
    if (phase === 'type-back' && state.code) {
      const { TypeBack } = receiptScreens()
      const show = () => dispatch({ do: 'show-code' })
      return <TypeBack code={state.code} onRight={finish} onShow={show} onWithout={finish} />
    }
    if (phase === 'files' && going) {
      return <going.part.FilesScreen way={going.way} states={states} onFinish={end} />
    }
    if (phase === 'length' && form) {
      // From the check it goes on with what a longer form adds, from the welcome with the first question.
      const goOn = (next: Form) => {
        const asked = screensOf(next, draft)
        const known = state.returning ? screens.map(one => one.id) : []
        const first = asked.find(one => !known.includes(one.id))
        dispatch(first ? { do: 'go', screen: first.id } : { do: 'check' })
      }
      return (
        <Lengths
          form={form}
          fits={other => holdsAll(other, draft)}
          lengthen={lengthen}
          onNext={goOn}
          onBack={() => dispatch({ do: state.returning ? 'check' : 'welcome' })}
        />
      )
    }
    if (phase === 'asking' && form && screen) {
      return (
        <Asking
          form={form}
          screens={screens}
          screen={screen}
          state={state}
          longer={longer}
          maxFileBytes={maxFileBytes}
          dispatch={dispatch}
        />
      )
    }
    if (phase === 'check' && form) {
      const last = screens.filter(one => !one.item).pop()
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
          onMore={form.mode === 'full' ? null : () => dispatch({ do: 'length' })}
          onBack={() => last && dispatch({ do: 'go', screen: last.id })}
        />
      )
    }
    return (
      <Welcome
        fresh={!visited.current}
        state={obstacle ? 'blocked' : failed ? 'failed' : ready && loaded ? 'ready' : ready ? 'loading' : 'waking'}
        onStart={() => dispatch({ do: 'length' })}
        onRetry={() => void retry()}
      />
    )
  }
}
