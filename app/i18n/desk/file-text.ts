import type { ShownAs } from '#app/evidence/inspection.ts'
import type { HiddenChoice, Picker } from '#app/testimony/file-meta.ts'

type Texts<Key extends string> = Record<Key, string>
type Counted = (n: number) => string

/** Every string of files at the desk: the list, opening, showing, saving. */
export interface FileText extends Texts<
  | 'title'
  | 'none'
  | 'claimed'
  | 'content'
  | 'differs'
  | 'added'
  | 'modified'
  | 'picked'
  | 'noProof'
  | 'choice'
  | 'copyOf'
  | 'parentUnsent'
  | 'original'
  | 'recorded'
  | 'told'
  | 'inAccount'
  | 'copyHash'
  | 'copied'
> {
  kinds: Record<ShownAs, string>
  pickers: Record<Picker, string>
  choices: Record<HiddenChoice, string>
  announced: (n: number, arrived: number) => string
  inMessage: Counted
  /** A size in the unit that fits it. */
  size: Counted
  state: Texts<'shut' | 'recording' | 'verified' | 'saved' | 'failed'> & { opening: Counted }
  act: Texts<'open' | 'close' | 'stop' | 'save' | 'no'> & {
    openOriginal: string
    askOriginal: string
    saveAnyway: string
    askSave: string
    askSaveHelp: string
    savedAs: (name: string) => string
  }
  notShown: Texts<'kind' | 'size' | 'unreadable' | 'locked' | 'mismatch'>
  view: Texts<
    | 'label'
    | 'covered'
    | 'sharp'
    | 'colours'
    | 'sound'
    | 'hide'
    | 'keep'
    | 'play'
    | 'pause'
    | 'position'
    | 'smaller'
    | 'larger'
    | 'turn'
    | 'previous'
    | 'next'
    | 'pdf'
    | 'cut'
    | 'preparing'
  > & { page: (n: number, of: number) => string; seen: Counted; encoding: (name: string) => string }
  hidden: Texts<
    'title' | 'looking' | 'none' | 'unknown' | 'place' | 'when' | 'device' | 'author' | 'software' | 'more'
  > & { left: Counted }
}
