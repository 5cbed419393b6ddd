import { createContext, useContext } from 'react'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import type { Language } from '#app/i18n/language.ts'
import type { WitnessWords } from '#app/i18n/witness/en.ts'
import { pickTexts, type Line, type Wording } from '#app/i18n/wording.ts'

/** What the page says, in one language. */
export interface Speaking {
  language: Language
  words: WitnessWords
  /** Of the longer forms; null until they were fetched (`useAnswerWords`). */
  answers: AnswerWords | null
  /** Of files; they come with those. */
  evidence: EvidenceWords | null
  /** Texts that are in another language than `language`, and in which. */
  borrowed: ReadonlyMap<string, string>
  draft: readonly Line[]
}

/** What every screen is given. `fetchAnswers`: asks for the words of the longer forms. */
export type Spoken = Speaking & { fetchAnswers: () => void }

/** What came with the page, or what was fetched. */
export type Worded = Pick<Wording, 'page' | 'draft'> & {
  answers?: Wording['answers']
  evidence?: Wording['evidence']
  borrowed: { page: string[]; answers?: string[]; evidence?: string[] }
}

export function toSpeaking(language: Language, { page, answers, evidence, borrowed, draft }: Worded): Speaking {
  const texts = [
    ...pickTexts(page, borrowed.page),
    ...(answers ? pickTexts(answers, borrowed.answers ?? []) : []),
    ...(evidence ? pickTexts(evidence, borrowed.evidence ?? []) : []),
  ]
  return {
    language,
    words: page,
    answers: answers ?? null,
    evidence: evidence ?? null,
    borrowed: new Map(texts.map(text => [text, 'uk'])),
    draft,
  }
}

export const SpeakingContext = createContext<Spoken | null>(null)

export function useWords(): Spoken {
  const speaking = useContext(SpeakingContext)
  if (!speaking) throw new Error('a screen stands outside of the intake')
  return speaking
}
