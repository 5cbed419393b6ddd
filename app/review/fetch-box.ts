import { Refused, Unreachable } from '#app/wire/client.ts'

/** What fetching asks of its surroundings: an answer from a byte on, and time. */
export interface BoxSource {
  /** Throws Refused or Unreachable. */
  get: (from: number) => Promise<Response>
  wait: (ms: number) => Promise<unknown>
}

/** How long to wait before the line is tried again, in ms, as long as nothing arrives. */
const waits = [500, 1_000, 2_000, 4_000, 8_000, 8_000]

/**
 * The bytes of a box as they arrive. A line that is lost is taken up where it broke. Throws Refused, or Unreachable when
 * nothing more arrives for half a minute. What the server sends is not checked here.
 */
export async function* fetchBox({ get, wait }: BoxSource): AsyncGenerator<Uint8Array, void> {
  let at = 0
  let total: number | null = null
  for (let tried = 0; ; tried++) {
    try {
      const answer = await get(at)
      const begins = answer.status === 206 ? at : 0
      const length = answer.headers.get('content-length')
      if (length !== null) total = begins + Number(length)
      let skip = at - begins
      for await (const part of partsOf(answer)) {
        const news = part.subarray(Math.min(skip, part.length))
        skip -= part.length - news.length
        if (news.length === 0) continue
        tried = 0
        at += news.length
        yield news
      }
      if (total === null || at >= total) return
    } catch (error) {
      if (error instanceof Refused) throw error
      if (!(error instanceof Unreachable)) throw error
    }
    if (total !== null && at >= total) return
    const pause = waits[tried]
    if (pause === undefined) throw new Unreachable()
    await wait(pause)
  }
}

/** The parts of a body; a line that breaks is `Unreachable`. Leaving early ends the answer. */
async function* partsOf(answer: Response): AsyncGenerator<Uint8Array, void> {
  const reader = answer.body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Unreachable()
      })
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
