import { beforeAll, describe, expect, test } from 'vitest'
import { toB64u } from '#app/crypto/bytes.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { makeCase, type Case } from '#tests/support/sealed-case.ts'
import { gateWriter, NotRead } from './gated-writer.ts'
import { newEventWriter, type EventTarget } from './write-event.ts'

let one: Case
beforeAll(async () => {
  await sodiumReady()
  one = makeCase()
})

const none = { n: 0, last: null }
const last = toB64u(new Uint8Array(32).fill(3))

function newGate() {
  const signed: { chain: string; n: number }[] = []
  const me = { sign: one.team.sign, log: () => last, positions: { account: none, contact: none } }
  const inner = newEventWriter(me, {
    post: async ({ chain, n }) => signed.push({ chain, n }),
    readChain: async target => target.links,
    position: async () => none,
  })
  return { signed, ...gateWriter(inner) }
}
const targetOf = (chain: EventTarget['chain']): EventTarget => ({ ...one, chain, links: [] })

describe('before the queue was read whole', () => {
  test('a decision waits, and is signed under the number that follows from the reading', async () => {
    const { writer, readings, waits, signed } = newGate()
    const written = writer.write(targetOf('account'), { kind: 'opened' })
    await new Promise(resolve => setTimeout(resolve))
    expect(waits()).toBe(true)
    expect(signed).toEqual([])
    readings.ended({ n: 4, last })
    await written
    expect(signed).toEqual([{ chain: 'account', n: 5 }])
    expect(waits()).toBe(false)
  })

  test('a decision is refused where the reading failed or was stopped, and can be made again after another', async () => {
    const { writer, readings, signed } = newGate()
    const written = writer.write(targetOf('account'), { kind: 'opened' })
    readings.ended(null)
    await expect(written).rejects.toBeInstanceOf(NotRead)
    await expect(writer.write(targetOf('account'), { kind: 'opened' })).rejects.toBeInstanceOf(NotRead)
    readings.began()
    const again = writer.write(targetOf('account'), { kind: 'opened' })
    readings.ended({ n: 4, last })
    await again
    expect(signed).toEqual([{ chain: 'account', n: 5 }])
  })

  test('a look at a contact is signed: no reading shows all contact chains', async () => {
    const { writer, signed } = newGate()
    await writer.write(targetOf('contact'), { kind: 'contact-opened' })
    expect(signed).toEqual([{ chain: 'contact', n: 1 }])
  })
})

test('after a whole reading decisions go on while the queue is read again, and where that is stopped', async () => {
  const { writer, readings, signed } = newGate()
  readings.ended({ n: 1, last })
  readings.began()
  await writer.write(targetOf('account'), { kind: 'opened' })
  readings.ended(null)
  await writer.write(targetOf('account'), { kind: 'note', text: 'a' })
  // What was signed while the queue was read is not in the reading.
  readings.ended({ n: 1, last })
  await writer.write(targetOf('account'), { kind: 'note', text: 'b' })
  expect(signed.map(({ n }) => n)).toEqual([2, 3, 4])
})
