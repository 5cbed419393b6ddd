import type { Mode } from '#app/testimony/form.ts'
import type { Priority, Status } from '#app/testimony/triage.ts'
import { en } from './en.ts'
import type { FileText } from './file-text.ts'
import { useDeskLanguage, type DeskLanguage } from './language.tsx'
import { uk } from './uk.ts'

type Texts<Key extends string> = Record<Key, string>
type Counted = (n: number) => string
type About = (who: string, n: number) => string

/** Every string of the queue and of reading, in one language of the desk. */
export interface DeskText {
  title: string
  /** For dates and numbers. */
  locale: string
  views: Texts<'title' | 'open' | 'unread' | 'urgent' | 'trouble' | 'closed' | 'all'>
  filters: Texts<'title' | 'show' | 'hide' | 'priority' | 'status' | 'language' | 'any' | 'clear'>
  columns: Texts<
    | 'label'
    | 'priority'
    | 'unread'
    | 'language'
    | 'words'
    | 'status'
    | 'files'
    | 'arrival'
    | 'age'
    | 'ascending'
    | 'descending'
  >
  status: Record<Status, string>
  priority: Record<Priority, string>
  suggested: string
  /** Lengths of the form. */
  modes: Record<Mode, string>
  suggestedLong: string
  queue: Texts<
    | 'list'
    | 'checking'
    | 'stop'
    | 'stopped'
    | 'goOn'
    | 'refresh'
    | 'offline'
    | 'retry'
    | 'fault'
    | 'unreadMark'
    | 'noWords'
    | 'failed'
    | 'brokenChain'
    | 'specialist'
  > & {
    rows: Counted
    opening: (opened: number, total: number) => string
    rate: Counted
    read: Counted
    readWithTrouble: (n: number, bad: number) => string
    adopted: Counted
    newer: Counted
    files: Counted
    days: Counted
    /** Kinds of events that a row has no place for. */
    moreTypes: Counted
  }
  empty: Texts<
    'firstDay' | 'firstDayHelp' | 'filtered' | 'filteredHelp' | 'noKey' | 'noKeyHelp' | 'choose' | 'chooseHelp'
  >
  alarm: Texts<'title' | 'what' | 'show' | 'chainTitle'> & {
    reasons: Record<'gap' | 'fork' | 'order' | 'unknown-log' | 'after-leaving' | 'hidden', About>
    more: Counted
    chain: (seq: number, code: string) => string
  }
  /** What a failure code means to a reviewer, and what to do. */
  codes: Texts<
    | 'malformed'
    | 'unsupported'
    | 'wrong-key'
    | 'tampered'
    | 'truncated'
    | 'too-large'
    | 'expired'
    | 'not-read'
    | 'not-found'
    | 'unreachable'
    | 'other'
  >
  reading: Texts<
    | 'back'
    | 'opening'
    | 'arrived'
    | 'sealed'
    | 'language'
    | 'mode'
    | 'formMissing'
    | 'formWrong'
    | 'wayBack'
    | 'noWayBack'
    | 'answers'
    | 'noAnswers'
    | 'consent'
    | 'consentHelp'
    | 'controls'
    | 'otherAnswers'
  > & {
    title: (id: string) => string
    consentAnswers: Texts<'yes' | 'ask_first' | 'no'>
    longText: Counted
  }
  /** What the witness sent after the account. */
  messages: Texts<'title' | 'whole'> & Record<'arrived' | 'missing' | 'failed' | 'unsupported' | 'conflict', Counted>
  files: FileText
  /** What has to be known before anything is read, a line each. */
  first: Texts<'specialist' | 'sexualViolence' | 'minor' | 'selfIncrimination' | 'told' | 'doNotRetake'>
  answers: Texts<'yes' | 'noItem' | 'precision' | 'listOf'> & {
    atLeast: (n: string) => string
    atMost: (n: string) => string
    /** Days, YYYY-MM-DD; null: no bound. */
    bounds: (earliest: string | null, latest: string | null) => string
    more: Counted
  }
  contact: Texts<'title' | 'none' | 'notYours' | 'open' | 'help' | 'opening' | 'hide' | 'caution'>
  panel: Texts<
    | 'title'
    | 'status'
    | 'priority'
    | 'confirm'
    | 'backToSuggestion'
    | 'note'
    | 'noteHelp'
    | 'saveNote'
    | 'saving'
    | 'waits'
    | 'saved'
    | 'undo'
    | 'notSaved'
    | 'notes'
    | 'noNotes'
  > & {
    changedStatus: (status: string) => string
    changedPriority: (priority: string) => string
    characters: (n: number, most: number) => string
  }
  custody: Texts<'title' | 'record' | 'who' | 'when' | 'what' | 'unknownMember'> & {
    verified: Counted
    broken: (n: number, bad: number) => string
    kinds: Texts<'opened' | 'contact-opened' | 'file-opened' | 'file-saved' | 'note' | 'suggestion'> &
      Record<'status' | 'priority' | 'unknown', (what: string) => string>
    failed: (code: string) => string
  }
  keys: Texts<
    | 'title'
    | 'close'
    | 'move'
    | 'open'
    | 'back'
    | 'filter'
    | 'status'
    | 'priority'
    | 'note'
    | 'undo'
    | 'read'
    | 'files'
    | 'expose'
    | 'hide'
    | 'lock'
    | 'show'
  >
  divider: string
}

const texts: Record<DeskLanguage, DeskText> = { en, uk }

/** The desk's strings in the language that is chosen now. */
export function useDeskText(): DeskText {
  return texts[useDeskLanguage().language]
}
