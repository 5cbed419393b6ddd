import type { OpaqueResult, OpaqueStep } from './opaque-steps.ts'

/** Takes one step of OPAQUE, in a worker or in place (`takeOpaqueStep`). */
export type TakeOpaqueStep = (step: OpaqueStep) => Promise<OpaqueResult>

/** In a worker. Loaded when it is needed: only a bundler knows the worker's address. Rejects with `malformed` on a foreign answer. */
export const takeOpaqueStepAside: TakeOpaqueStep = async step => (await import('./opaque.ts')).askOpaqueWorker(step)
