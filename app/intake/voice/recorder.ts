import { chooseContainer } from './container.ts'
import { findPlayable, type Playable } from './playable.ts'

/** A voice as the browser made it. `ms`: how long it was spoken, pauses apart. */
export interface Recording {
  file: Blob
  ms: number
  playable: Playable
}

/** Why a recording ended: by the button, at the greatest length, with the page out of sight, or the device took the microphone. */
export type Ending = 'asked' | 'limit' | 'hidden' | 'taken'

/** `missing`: no recorder or no microphone. `refused`: by person or browser. `busy`: another program has it. `empty`: nothing was recorded. */
export type Failing = 'missing' | 'refused' | 'busy' | 'empty'

export type RecorderState =
  | { is: 'idle' | 'asking' | 'recording' | 'paused' | 'ending' }
  | { is: 'recorded'; recording: Recording; ending: Ending }
  | { is: 'failed'; why: Failing }

const SLICE = 5000
/** So long a recorder may take to hand over its last bytes. */
const LAST_BYTES = 3000
const BITS = 32_000

/** Whether this browser can record at all. Asks nobody for anything. */
export function canRecord(): boolean {
  return typeof MediaRecorder === 'function' && typeof navigator.mediaDevices?.getUserMedia === 'function'
}

/**
 * Records a voice: idle → asking → recording ⇄ paused → ending → recorded, or failed. What was recorded is taken out of the
 * browser's recorder every five seconds, so that it is there when the device takes the microphone. The microphone is let go
 * in the same tick in which recording ends, however it ends.
 */
export class VoiceRecorder {
  #state: RecorderState = { is: 'idle' }
  #media: MediaRecorder | null = null
  #stream: MediaStream | null = null
  #slices: Blob[] = []
  #spoken = 0
  #since: number | null = null
  #limit: ReturnType<typeof setTimeout> | undefined
  #listeners = new Set<() => void>()
  readonly #most: number
  /** Given up: what comes late is let go. */
  #dropped = false

  /** `most`: greatest length in milliseconds. */
  constructor(most: number) {
    this.#most = most
  }

  state(): RecorderState {
    return this.#state
  }

  /** What is heard, while it is recorded. */
  get stream(): MediaStream | null {
    return this.#stream
  }

  /** Milliseconds that were recorded so far. */
  get elapsed(): number {
    return this.#spoken + (this.#since === null ? 0 : performance.now() - this.#since)
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Asks for the microphone and begins. Never rejects. */
  async start(): Promise<void> {
    if (['asking', 'recording', 'paused', 'ending'].includes(this.#state.is) || this.#dropped) return
    if (!canRecord()) return this.#become({ is: 'failed', why: 'missing' })
    this.#become({ is: 'asking' })
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
    } catch (error) {
      return this.#become({ is: 'failed', why: reasonOf(error) })
    }
    if (this.#dropped || this.#state.is !== 'asking') return letGo(stream)
    this.#stream = stream
    try {
      this.#begin(stream)
    } catch {
      this.#release()
      this.#become({ is: 'failed', why: 'missing' })
    }
  }

  #begin(stream: MediaStream): void {
    const mimeType = chooseContainer(type => MediaRecorder.isTypeSupported(type), navigator.vendor)
    const media = new MediaRecorder(stream, { audioBitsPerSecond: BITS, ...(mimeType ? { mimeType } : {}) })
    this.#media = media
    this.#slices = []
    this.#spoken = 0
    media.addEventListener('dataavailable', ({ data }) => {
      if (this.#media === media && data.size > 0) this.#slices.push(data)
    })
    media.addEventListener('stop', () => this.#media === media && this.#end('taken'))
    for (const track of stream.getTracks())
      track.addEventListener('ended', () => this.#media === media && this.#end('taken'))
    document.addEventListener('visibilitychange', this.#whenHidden)
    media.start(SLICE)
    this.#run()
    this.#become({ is: 'recording' })
  }

  pause(): void {
    if (this.#state.is !== 'recording' || this.#media?.state !== 'recording') return
    this.#media.pause()
    this.#halt()
    this.#listen(false)
    this.#become({ is: 'paused' })
  }

  goOn(): void {
    if (this.#state.is !== 'paused' || this.#media?.state !== 'paused') return
    this.#listen(true)
    this.#media.resume()
    this.#run()
    this.#become({ is: 'recording' })
  }

  /** Ends the recording and keeps it. While the microphone is asked for: asks no longer. */
  stop(): void {
    if (this.#state.is === 'asking') this.#become({ is: 'idle' })
    else this.#end('asked')
  }

  /** Gives everything up at once: nothing is kept, nobody is told. */
  drop(): void {
    this.#dropped = true
    this.#listeners.clear()
    const media = this.#media
    this.#media = null
    if (media && media.state !== 'inactive') media.stop()
    this.#release()
    this.#slices = []
    this.#state = { is: 'idle' }
  }

  #end(ending: Ending): void {
    const media = this.#media
    if (!media || (this.#state.is !== 'recording' && this.#state.is !== 'paused')) return
    this.#halt()
    const last = media.state === 'inactive' ? null : whenStopped(media)
    if (media.state !== 'inactive') media.stop()
    this.#release()
    this.#become({ is: 'ending' })
    void this.#settle(media, ending, last)
  }

  async #settle(media: MediaRecorder, ending: Ending, last: Promise<void> | null): Promise<void> {
    await last
    if (this.#media !== media) return
    this.#media = null
    const file = new Blob(this.#slices, { type: media.mimeType || (this.#slices[0]?.type ?? '') })
    this.#slices = []
    if (file.size === 0) return this.#become({ is: 'failed', why: 'empty' })
    const recording = { file, ms: this.#spoken, playable: await findPlayable(file) }
    if (!this.#dropped) this.#become({ is: 'recorded', recording, ending })
  }

  #run(): void {
    this.#since = performance.now()
    this.#limit = setTimeout(() => this.#end('limit'), Math.max(0, this.#most - this.#spoken))
  }

  #halt(): void {
    clearTimeout(this.#limit)
    this.#spoken = this.elapsed
    this.#since = null
  }

  /** While it is paused nothing is heard, and many browsers put their sign away. */
  #listen(heard: boolean): void {
    for (const track of this.#stream?.getTracks() ?? []) track.enabled = heard
  }

  #release(): void {
    clearTimeout(this.#limit)
    document.removeEventListener('visibilitychange', this.#whenHidden)
    if (this.#stream) letGo(this.#stream)
    this.#stream = null
  }

  readonly #whenHidden = (): void => {
    if (document.hidden) this.#end('hidden')
  }

  #become(state: RecorderState): void {
    if (this.#dropped) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function whenStopped(media: MediaRecorder): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, LAST_BYTES)
    media.addEventListener('stop', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function reasonOf(error: unknown): Failing {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing'
}
