import { compartments } from '#app/admin/compartments.ts'
import { taskLeft } from '#app/admin/new-epoch.ts'
import { prepareRotation, type PreparingWrites } from '#app/admin/prepare-rotation.ts'
import { rotateCompartment, type RotationTransport, type RotationWatch } from '#app/admin/rotation.ts'
import { Refused } from '#app/wire/client.ts'
import { SwapsAnswer } from '#app/wire/members.ts'
import { Refusal } from '#app/wire/public.ts'
import { decodeWrapPage, encodeSwaps } from '#app/wire/queue.ts'
import type { Member } from './member.ts'
import { readKeyring } from './people-by-code.ts'

/** Everything that a rotation writes, and what it reads. */
export type Transport = RotationTransport & PreparingWrites

/** A rotation that nobody watches and nobody stops. */
export const unwatched: RotationWatch = {
  moved: () => undefined,
  quarantined: () => undefined,
  retired: () => undefined,
  goOn: () => Promise.resolve(true),
}

/** The answer, or what a browser throws in its place. */
export async function must(answer: Promise<Response>): Promise<Response> {
  const response = await answer
  if (response.ok) return response
  throw new Refused(Refusal.parse(await response.json()).error)
}

/** Pages of two wraps, so that a rotation of a few testimonies has many batches. */
export function transportOf(admin: () => Member): Transport {
  const post = (path: string, body: unknown) => must(admin().post(path, body))
  return {
    async readWraps(compartment, newest, after) {
      const query = `compartment=${compartment}&epoch=${newest}&after=${after}&limit=2`
      return decodeWrapPage(new Uint8Array(await (await must(admin().get(`/api/desk/wraps?${query}`))).arrayBuffer()))
    },
    async readMade(compartment, newest, older, after) {
      const query = `compartment=${compartment}&epoch=${newest}&made=${older}&after=${after}&limit=2`
      return decodeWrapPage(new Uint8Array(await (await must(admin().get(`/api/desk/wraps?${query}`))).arrayBuffer()))
    },
    async swapWraps(swaps) {
      return SwapsAnswer.parse(await (await post('/api/desk/wraps', encodeSwaps(swaps))).json()).swapped
    },
    async quarantine(compartment, epoch, subjects) {
      await post('/api/desk/quarantine', { compartment, epoch, subjects })
    },
    async retire(compartment, epoch, made) {
      await post('/api/desk/epochs/retire', { compartment, epoch, made })
    },
    async putEpoch(epoch) {
      await post('/api/desk/epochs', epoch)
    },
    async putNames(names) {
      await post('/api/desk/names', names)
    },
  }
}

/** Rotates as the page of keys does. `fresh` makes new epochs where no rotation is under way. */
export async function rotateByCode(
  admin: Member,
  over: Transport = transportOf(() => admin),
  { fresh = true, watch = unwatched }: { fresh?: boolean; watch?: RotationWatch } = {},
): Promise<'done' | 'stopped'> {
  const keyring = await prepareRotation(await readKeyring(admin), fresh, over)
  for (const compartment of compartments) {
    const task = taskLeft(keyring, compartment)
    if (task && (await rotateCompartment(task, over, watch)) === 'stopped') return 'stopped'
  }
  return 'done'
}
