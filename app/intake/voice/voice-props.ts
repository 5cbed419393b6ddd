import type { Field } from '#app/testimony/form.ts'
import type { AnswerProps } from '../labelled.tsx'

/** What the control of a voice is given. */
export type VoiceProps = AnswerProps<Extract<Field, { type: 'audio' }>>
