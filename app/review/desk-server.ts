import * as z from 'zod/mini'
import { Failure } from '#app/crypto/failure.ts'
import { getBytes, getJson, postBytes, postJson } from '#app/wire/client.ts'
import { DeskState, SwapsAnswer } from '#app/wire/members.ts'
import { decodeSubmissionParts, encodeSwaps, type SubmissionParts, type WrapSwap } from '#app/wire/queue.ts'
import { readLinks } from './open-submission.ts'
import type { ReviewKeys } from './review-keys.ts'
import type { EventServer } from './write-event.ts'
import { equal } from '#app/crypto/bytes.ts'

const Positions = z.object({ me: DeskState.shape.me })

/** One submission, whole, as the server has it. Throws Refused, Unreachable or Failure. */
export async function fetchParts(id: string): Promise<SubmissionParts> {
  return decodeSubmissionParts(await getBytes(`/api/desk/submissions/${id}`))
}

/** Sends adoptions; what does not arrive is adopted the next time. */
export async function sendSwaps(swaps: readonly WrapSwap[]): Promise<void> {
  await postBytes('/api/desk/wraps', encodeSwaps(swaps), SwapsAnswer).catch(() => undefined)
}

/** The server as the writer of events sees it. A chain that was read before may grow and never change: else `truncated`. */
export function newEventServer(keys: () => ReviewKeys): EventServer {
  return {
    post: event => postJson('/api/desk/events', event),
    position: async chain => (await getJson('/api/desk/state', Positions)).me.position[chain],
    async readChain(target) {
      const parts = await fetchParts(target.id)
      const { chain } = target
      const links = readLinks(chain === 'account' ? parts.accountEvents : parts.contactEvents, target, keys()[chain])
      const grown = target.links.every((link, i) => {
        const now = links[i]
        return now !== undefined && equal(now.hash, link.hash)
      })
      if (!grown) throw new Failure('truncated', 'a chain lacks what was read before')
      return links
    },
  }
}
