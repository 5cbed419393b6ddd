import { useDeskText } from '#app/i18n/desk/text.ts'
import type { FileState as State } from './use-files.ts'

/** How it stands with a file, with a shape and a word. */
export function FileState({ state, size }: { state: State; size: number }) {
  const { state: text } = useDeskText().files
  const percent = state.phase === 'opening' ? Math.floor((100 * state.done) / Math.max(1, size)) : 0
  return (
    <p className="rv-file-state">
      {(state.phase === 'open' || state.phase === 'saved') && (
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="m3 8 3.5 4L13 4" />
        </svg>
      )}
      {state.phase === 'failed' && (
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="m4 4 8 8M12 4l-8 8" />
        </svg>
      )}
      {state.phase === 'opening' && (
        <>
          <progress max={100} value={percent} aria-label={text.opening(percent)} /> {text.opening(percent)}
        </>
      )}
      {state.phase === 'recording' && text.recording}
      {state.phase === 'open' && text.verified}
      {state.phase === 'saved' && text.saved}
      {state.phase === 'failed' && (
        <>
          {text.failed} <code>{state.code}</code>
        </>
      )}
      {(state.phase === 'shut' || state.phase === 'not-shown') && text.shut}
    </p>
  )
}
