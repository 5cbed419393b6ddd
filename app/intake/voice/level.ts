/** Twenty times a second at most. */
const PERIOD = 60
/** Below it there is no voice: a microphone that is covered, off or muted. */
const FLOOR = 0.002
const SILENCE = 4000

/** How loud it is, from 0 to 1, as an ear has it: the quietest speech still moves it. */
export function levelOf(samples: Float32Array): number {
  const loud = loudnessOf(samples)
  return loud <= FLOOR ? 0 : Math.min(1, 1 + Math.log10(Math.min(1, loud * 2)) / 2.4)
}

function loudnessOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return samples.length > 0 ? Math.sqrt(sum / samples.length) : 0
}

/** Whether nothing was heard for four seconds. Told of every level, in milliseconds of any clock. */
export class Silence {
  #heard: number | null = null

  /** Whether it is silent now. */
  look(level: number, now: number): boolean {
    if (level > 0 || this.#heard === null) this.#heard = now
    return now - this.#heard >= SILENCE
  }
}

/** What a meter is told. */
export interface Heard {
  level: number
  silent: boolean
}

/** Listens to a microphone while it is recorded; nothing of it is kept. Gives what ends it. Where the browser cannot, it says nothing. */
export function watchLevel(stream: MediaStream, tell: (heard: Heard) => void): () => void {
  let context: AudioContext
  try {
    context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 2048
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const silence = new Silence()
    const timer = setInterval(() => {
      if (context.state !== 'running') return
      analyser.getFloatTimeDomainData(samples)
      const level = levelOf(samples)
      tell({ level, silent: silence.look(level, performance.now()) })
    }, PERIOD)
    return () => {
      clearInterval(timer)
      void context.close().catch(() => undefined)
    }
  } catch {
    return () => undefined
  }
}
