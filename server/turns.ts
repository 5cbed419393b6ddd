/** Ends a turn. */
export type Done = () => void

/** One at a time for each key: a running upload, a claim and a sweep of the same file wait for each other. */
export interface Turns {
  /**
   * Waits for the turn. Who holds it is asked to end soon, and `asked` is called when somebody waits for this one. Rejects
   * with the reason of `signal`, when it is aborted while this waits.
   */
  take(key: string, options?: { signal?: AbortSignal; asked?: () => void }): Promise<Done>
  /** The turn, if nobody has it; else null at once. */
  tryTake(key: string): Done | null
}

interface Waiting {
  asked: () => void
  begin: () => void
}

const nothing = () => undefined

export function createTurns(): Turns {
  /** The first of each queue has the turn. */
  const queues = new Map<string, Waiting[]>()

  function leave(key: string, one: Waiting): void {
    const queue = queues.get(key) ?? []
    const place = queue.indexOf(one)
    if (place < 0) return
    queue.splice(place, 1)
    if (queue.length === 0) queues.delete(key)
    else if (place === 0) queue[0]!.begin()
  }

  function join(key: string, one: Waiting): boolean {
    const queue = queues.get(key)
    if (queue) queue.push(one)
    else queues.set(key, [one])
    return queue === undefined
  }

  return {
    take: (key, { signal, asked = nothing } = {}) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          leave(key, one)
          reject(signal!.reason as Error)
        }
        const one: Waiting = {
          asked,
          begin: () => {
            signal?.removeEventListener('abort', stop)
            resolve(() => leave(key, one))
            if (queues.get(key)!.length > 1) asked()
          },
        }
        if (signal?.aborted) return reject(signal.reason as Error)
        if (join(key, one)) return one.begin()
        signal?.addEventListener('abort', stop, { once: true })
        queues.get(key)![0]!.asked()
      }),
    tryTake(key) {
      if (queues.has(key)) return null
      const one = { asked: nothing, begin: nothing }
      join(key, one)
      return () => leave(key, one)
    },
  }
}
