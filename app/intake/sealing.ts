/** What comes after the questions, in one part: what seals and sends, and what is shown once that was received. */
export { findObstacle, sendTestimony } from './send-testimony.ts'
export { CodeScreen, Finished, TypeBack } from './receipt.tsx'
