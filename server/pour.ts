import type { Readable } from 'node:stream'

/** Bytes that wait for the disk: of one source, and of all together. */
const OF_ONE = 1_048_576
const OF_ALL = 33_554_432

let waiting = 0

/**
 * Reads a source to its end and hands on what came while the last piece was being written, so a slow line is written as
 * it arrives and a fast one in large pieces. Resolves with false when the source broke off, or was stopped, before its
 * end; all that came until then has been written. Rejects as `write` does.
 */
export function pour(
  source: Readable,
  write: (parts: Uint8Array[]) => Promise<void>,
  stop?: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let parts: Uint8Array[] = []
    let own = 0
    let writing = false
    let ended: boolean | null = null

    const take = (part: Uint8Array) => {
      parts.push(part)
      own += part.length
      waiting += part.length
      if (own >= OF_ONE || waiting >= OF_ALL) source.pause()
      if (!writing) void flush()
    }
    const settle = (finish: () => void) => {
      waiting -= own
      own = 0
      source.off('data', take).off('end', end).off('close', cut)
      stop?.removeEventListener('abort', cut)
      source.pause()
      finish()
    }
    async function flush(): Promise<void> {
      writing = true
      try {
        while (parts.length > 0) {
          const [now, length] = [parts, own]
          parts = []
          await write(now)
          own -= length
          waiting -= length
          if (ended === null) source.resume()
        }
      } catch (error) {
        return settle(() => reject(error))
      }
      writing = false
      if (ended !== null) settle(() => resolve(ended!))
    }
    const finish = (whole: boolean) => {
      ended ??= whole
      if (!writing) void flush()
    }
    const end = () => finish(true)
    const cut = () => {
      source.pause()
      finish(false)
    }
    // What fails says so twice: `close` follows.
    source.on('error', () => undefined)
    source.on('data', take).on('end', end).on('close', cut)
    stop?.addEventListener('abort', cut, { once: true })
    if (stop?.aborted || source.destroyed) cut()
  })
}
