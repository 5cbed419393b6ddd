/** Stores one item; resolves after the commit that holds it is durable. */
export type Store<T, R> = (item: T) => Promise<R>

/**
 * Lets items that arrive together share one transaction. `store` gets at most `most` items and gives a result for each,
 * after its commit. When a shared transaction fails, each item is tried alone, so that one cannot sink its neighbours.
 */
export function createGroupCommit<T, R>(
  store: (items: readonly T[]) => Promise<readonly R[]>,
  most = 128,
): Store<T, R> {
  let queue: { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = []
  let busy = false

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, most)
      queue = queue.slice(most)
      try {
        const results = await store(batch.map(({ item }) => item))
        batch.forEach(({ resolve }, i) => resolve(results[i]!))
      } catch (error) {
        if (batch.length === 1) batch[0]!.reject(error)
        else for (const one of batch) await store([one.item]).then(([result]) => one.resolve(result!), one.reject)
      }
    }
    busy = false
  }

  return item =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (busy) return
      busy = true
      // After the requests that are readable now were read.
      setImmediate(() => void drain())
    })
}
