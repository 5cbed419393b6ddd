import { takeOpaqueStep, type OpaqueStep } from './opaque-steps.ts'

/** Stretching is synchronous: here it stalls no page. */
self.onmessage = async ({ data }: MessageEvent<OpaqueStep>) => {
  try {
    self.postMessage({ result: await takeOpaqueStep(data) })
  } catch {
    self.postMessage({ fault: true })
  }
}
