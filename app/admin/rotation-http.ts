import { getBytes, postBytes, postJson } from '#app/wire/client.ts'
import { SwapsAnswer } from '#app/wire/members.ts'
import { decodeWrapPage, encodeSwaps } from '#app/wire/queue.ts'
import type { RotationTransport } from './rotation.ts'

/** Wraps in one batch: 2.4 MB at most, half a second of work. */
const PAGE = 2_000

/** A rotation against the server. */
export const overHttp: RotationTransport = {
  async readWraps(compartment, newest, after) {
    const query = new URLSearchParams({ compartment, epoch: String(newest), after: String(after), limit: String(PAGE) })
    return decodeWrapPage(await getBytes(`/api/desk/wraps?${query}`))
  },
  async readMade(compartment, newest, older, after) {
    const query = new URLSearchParams({
      compartment,
      epoch: String(newest),
      made: String(older),
      after: String(after),
      limit: String(PAGE),
    })
    return decodeWrapPage(await getBytes(`/api/desk/wraps?${query}`))
  },
  async swapWraps(swaps) {
    return (await postBytes('/api/desk/wraps', encodeSwaps(swaps), SwapsAnswer)).swapped
  },
  async quarantine(compartment, epoch, subjects) {
    await postJson('/api/desk/quarantine', { compartment, epoch, subjects })
  },
  async retire(compartment, epoch, made) {
    await postJson('/api/desk/epochs/retire', { compartment, epoch, made })
  },
}
