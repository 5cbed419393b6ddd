import { useDeskText } from '#app/i18n/desk/text.ts'
import { explain } from './explain.ts'
import type { FileState } from './use-files.ts'

/** Why a file is not shown, and what to do. `conflicting`: two entries promise different things of it. */
export function FileProblem({ state, conflicting }: { state: FileState; conflicting: boolean }) {
  const text = useDeskText()
  if (state.phase === 'not-shown') return <p className="rv-caution">{text.files.notShown[state.why]}</p>
  if (state.phase !== 'failed') return null
  return (
    <p className="rv-problem" role="alert">
      {conflicting ? text.files.notShown.mismatch : explain(state.code, text)}
    </p>
  )
}
