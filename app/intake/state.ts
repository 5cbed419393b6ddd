import { itemsOf, newItem, slotOf, type Draft } from '#app/testimony/draft.ts'
import type { Reason } from './reason.ts'
import type { Stage } from './send-testimony.ts'

/** Where the witness is. Lives in memory alone. */
export type Phase =
  'welcome' | 'length' | 'asking' | 'check' | 'sending' | 'not-sent' | 'received' | 'type-back' | 'files' | 'finished'

export interface IntakeState {
  phase: Phase
  /** Id of the screen that is shown while `asking`. */
  screen: string
  draft: Draft
  /** As it was when the screen came. */
  entered: Draft
  /** Id of the screen that was come to from the check and goes back there; `length` for the choice of the length. */
  returning: string
  /** Send was pressed while something was missing. Counts the presses: each takes the focus anew. */
  refusals: number
  stage: Stage
  reason: Reason | null
  /** Shown after the submission was received, then forgotten. */
  code: string | null
}

export type Action =
  | { do: 'length' }
  | { do: 'go'; screen: string; draft?: Draft }
  | { do: 'change'; screen: string }
  | { do: 'check'; draft?: Draft }
  | { do: 'welcome' }
  | { do: 'answer'; field: string; value: Draft[string] }
  /** One item for each file, in a section that is a list of them. */
  | { do: 'attach'; field: string; files: readonly string[] }
  | { do: 'refuse' }
  | { do: 'send' }
  | { do: 'stage'; stage: Stage }
  | { do: 'fail'; reason: Reason }
  | { do: 'receive'; code: string }
  | { do: 'type-back' }
  | { do: 'show-code' }
  | { do: 'files' }
  | { do: 'finish' }

export const beginning: IntakeState = {
  phase: 'welcome',
  screen: '',
  draft: {},
  entered: {},
  returning: '',
  refusals: 0,
  stage: 'checking',
  reason: null,
  code: null,
}

export function reduce(state: IntakeState, action: Action): IntakeState {
  switch (action.do) {
    case 'length':
      return { ...state, phase: 'length', returning: state.phase === 'check' ? 'length' : '', refusals: 0 }
    case 'go': {
      const { screen, draft = state.draft } = action
      const returning = state.phase === 'length' ? '' : state.returning
      return { ...state, phase: 'asking', screen, draft, entered: draft, returning, refusals: 0 }
    }
    case 'change': {
      const { screen } = action
      return { ...state, phase: 'asking', screen, entered: state.draft, returning: screen, refusals: 0 }
    }
    case 'check':
      return { ...state, phase: 'check', draft: action.draft ?? state.draft, returning: '' }
    case 'welcome':
      return { ...state, phase: 'welcome', returning: '' }
    case 'answer':
      return { ...state, draft: { ...state.draft, [action.field]: action.value } }
    case 'attach':
      return { ...state, draft: action.files.reduce((draft, file) => attach(draft, action.field, file), state.draft) }
    case 'refuse':
      return { ...state, phase: 'check', refusals: state.refusals + 1 }
    case 'send':
      return { ...state, phase: 'sending', stage: 'checking', reason: null, refusals: 0 }
    case 'stage':
      return state.phase === 'sending' ? { ...state, stage: action.stage } : state
    case 'fail':
      return state.phase === 'sending' ? { ...state, phase: 'not-sent', reason: action.reason } : state
    case 'receive':
      return state.phase === 'sending' ? { ...beginning, phase: 'received', code: action.code } : state
    case 'type-back':
      return { ...state, phase: 'type-back' }
    case 'show-code':
      return { ...state, phase: 'received' }
    case 'files':
      return { ...beginning, phase: 'files' }
    case 'finish':
      return { ...beginning, phase: 'finished' }
  }
}

function attach(draft: Draft, field: string, file: string): Draft {
  const [section = ''] = field.split('.')
  const item = newItem(draft, section)
  return { ...draft, [section]: [...itemsOf(draft, section), item], [slotOf(field, item)]: [file] }
}
