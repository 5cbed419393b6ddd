import { Upload, type DetailedError } from 'tus-js-client'
import * as z from 'zod/mini'
import { Refused } from '#app/wire/client.ts'
import { Refusal, type RefusalCode } from '#app/wire/public.ts'
import type { SealedWindow } from './sealed-window.ts'

/** Bytes of one request: what the line carries in a second or some, so that little is sent twice and a far server costs little. */
const SMALLEST = 262_144
const LARGEST = 8_388_608
const FIRST = 1_048_576
/** Bytes that are sealed ahead: one piece on its way, the next one ready. */
export const AHEAD = 2 * LARGEST

const SECOND = 1000
/** A line that carries nothing for so long is dead, whatever it says. */
const SILENCE = 90 * SECOND
const SHORTEST_WAIT = SECOND / 2
const LONGEST_WAIT = 30 * SECOND

export interface Watch {
  /** Bytes that the server has stored. */
  stored(bytes: number): void
  /** The line was lost, or is there again. */
  offline(lost: boolean): void
  /** No room on the server: resolves when it is to be tried again. */
  full(): Promise<void>
}

/** The witness changed their mind. */
export class Cancelled extends Error {}

/** Where a box goes: the id is 16 bytes as b64u, the address without a slash at its end. */
export interface Destination {
  endpoint: string
  id: string
  length: number
}

/**
 * Uploads a box by tus, and goes on after every lost line and every restart of the server, for as long as it is not aborted.
 * Resolves when the server has stored all of it. Throws `Refused` when the server does not want it, `OutOfStep`, or what the
 * sealer threw; `Cancelled` when it is aborted.
 */
export function uploadBox(
  window: SealedWindow,
  { endpoint, id, length }: Destination,
  watch: Watch,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let wait = SHORTEST_WAIT
    let timer: ReturnType<typeof setTimeout> | undefined
    let waiting = false
    let lost = false
    let stored = -1
    let began = 0
    let largest = LARGEST
    /** Counts the starts: what an earlier one still reads is not sent. */
    let run = 0
    let broken: Error | null = null

    const upload = new Upload(new Blob(), {
      endpoint,
      metadata: { id },
      uploadSize: length,
      chunkSize: FIRST,
      retryDelays: null,
      storeFingerprintForResuming: false,
      fingerprint: () => Promise.resolve(''),
      fileReader: { openFile: () => Promise.resolve({ size: length, slice, close: () => undefined }) },
      onProgress: sent => {
        listen()
        if (sent > stored) tellOffline(false)
      },
      onChunkComplete: (_, accepted) => {
        const took = performance.now() - began
        const piece = pieceOf(upload)
        if (took < SECOND) upload.options.chunkSize = Math.min(2 * piece, largest)
        if (took > 4 * SECOND) upload.options.chunkSize = Math.max(piece / 2, SMALLEST)
        window.acknowledge(accepted)
        report(accepted)
      },
      onSuccess: () => settle(resolve),
      onError: error => void meet(error),
    })

    async function slice(start: number, end: number) {
      const mine = run
      report(start)
      try {
        const value = await window.read(start, end)
        if (mine !== run) return await new Promise<never>(() => undefined)
        began = performance.now()
        // `done` would have lengths compared that only a Blob has.
        return { value, done: false }
      } catch (error) {
        broken = error as Error
        throw error
      }
    }
    function report(offset: number): void {
      listen()
      if (offset <= stored) return
      stored = offset
      wait = SHORTEST_WAIT
      tellOffline(false)
      watch.stored(offset)
    }
    function tellOffline(now: boolean): void {
      if (lost !== now) watch.offline((lost = now))
    }
    function settle(finish: () => void): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      globalThis.removeEventListener?.('online', wake)
      finish()
    }
    function stop(): void {
      run++
      void upload.abort()
      settle(() => reject(new Cancelled()))
    }
    function listen(): void {
      waiting = false
      clearTimeout(timer)
      timer = setTimeout(lose, SILENCE)
    }
    function lose(): void {
      run++
      tellOffline(true)
      void upload.abort()
      clearTimeout(timer)
      waiting = true
      timer = setTimeout(again, wait)
      wait = Math.min(2 * wait, LONGEST_WAIT)
    }
    function wake(): void {
      if (waiting) again()
    }
    /** Goes on where the server says that it is. */
    function again(): void {
      if (signal.aborted) return
      run++
      // An upload whose creation was not answered may be there.
      if (!upload.url) upload.options.uploadUrl = `${endpoint}/${id}`
      listen()
      upload.start()
    }
    async function meet(error: Error | DetailedError): Promise<void> {
      clearTimeout(timer)
      const trouble = broken ?? troubleOf(error)
      if (trouble === 'lost') return lose()
      if (trouble === 'piece' && largest > SMALLEST) {
        largest = upload.options.chunkSize = Math.max(SMALLEST, pieceOf(upload) / 2)
        return again()
      }
      if (trouble instanceof Error) return settle(() => reject(trouble))
      if (trouble !== 'full') return settle(() => reject(new Refused(trouble === 'piece' ? 'too-large' : trouble)))
      await watch.full()
      again()
    }

    signal.addEventListener('abort', stop, { once: true })
    globalThis.addEventListener?.('online', wake)
    listen()
    upload.start()
  })
}

const pieceOf = (upload: Upload): number => upload.options.chunkSize ?? FIRST

/** `lost`: to be tried again; `piece`: something on the way takes smaller requests only; a code: the server's last word. */
function troubleOf(error: Error | DetailedError): 'lost' | 'piece' | RefusalCode | Error {
  if (!('originalRequest' in error) || !error.originalRequest) return error
  const response = error.originalResponse
  if (!response) return 'lost'
  const status = response.getStatus()
  const code = codeIn(response.getBody())
  if (code === 'full' || status === 507) return 'full'
  if (code === 'busy' || status >= 500 || status < 400) return 'lost'
  const creating = error.originalRequest.getMethod() === 'POST'
  // It is not there, or stands elsewhere: the next HEAD tells.
  if (!creating) return status === 413 ? 'piece' : 'lost'
  return code ?? (status === 413 ? 'too-large' : 'malformed')
}

function codeIn(body: string): RefusalCode | null {
  try {
    return z.safeParse(Refusal, JSON.parse(body)).data?.error ?? null
  } catch {
    return null
  }
}
