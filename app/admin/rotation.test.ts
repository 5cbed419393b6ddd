import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matches } from '#app/crypto/box.ts'
import { boxCommitment } from '#app/crypto/box-form.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { messageSubject } from '#app/crypto/message.ts'
import { openAccount, openContact } from '#app/crypto/open.ts'
import { deriveReceipt, parseCode } from '#app/crypto/receipt.ts'
import type { Hash32 } from '#app/crypto/types.ts'
import { openWrap } from '#app/crypto/wrap.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { currentEpoch } from '#app/trust/key-log.ts'
import { Unreachable } from '#app/wire/client.ts'
import { decodeSubmissionParts } from '#app/wire/queue.ts'
import { postMessage, sealMore } from '#tests/support/evidence.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import type { Member } from '#tests/support/member.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readKeyring } from '#tests/support/people-by-code.ts'
import { must, rotateByCode, transportOf, unwatched, type Transport } from '#tests/support/rotation-by-code.ts'
import { CONTACT } from '#tests/support/team.ts'
import { idOf, readTarget, sealSample, sendSubmission, writeSample, type Sample } from '#tests/support/sample.ts'
import { compartments } from './compartments.ts'
import { taskLeft } from './new-epoch.ts'
import { prepareRotation, unfinished } from './prepare-rotation.ts'
import { rotateCompartment, type RotationTransport } from './rotation.ts'

let server: InProcessServer
let admin: Member
const samples: Sample[] = []
/** How many messages followed. */
const messages = new Map<Sample, number>()
/** More would only make the batches more. */
const MOST = 8

const transport = transportOf(() => admin)

/** The same, but its write number `at` is lost: on the way there, or its answer on the way back. */
function losing(at: number, what: 'request' | 'answer') {
  const count = { writes: 0 }
  const write =
    <A extends unknown[], R>(send: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const lost = count.writes++ === at
      if (lost && what === 'request') throw new Unreachable()
      const answer = await send(...args)
      if (lost) throw new Unreachable()
      return answer
    }
  const wrapped: Transport = {
    readWraps: transport.readWraps,
    readMade: transport.readMade,
    swapWraps: write(transport.swapWraps),
    quarantine: write(transport.quarantine),
    retire: write(transport.retire),
    putEpoch: write(transport.putEpoch),
    putNames: write(transport.putNames),
  }
  return { wrapped, count }
}

const look = () => readKeyring(admin)

const rotate = (over: Transport, fresh: boolean, watch = unwatched) => rotateByCode(admin, over, { fresh, watch })

/** Whether a member with the grants that the server holds now opens account, contact and messages. */
async function opens(keyring: Keyring, sample: Sample): Promise<boolean> {
  const answer = await must(admin.get(`/api/desk/submissions/${idOf(sample)}`))
  const parts = decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
  const card = parts.cardHash as Hash32
  const account = parts.accountHash as Hash32
  const contact = parts.contactHash as Hash32
  const accountOpens = parts.accountWraps.some(wrap =>
    keyring.epochs.account.some(epoch => {
      const opened = attempt(() =>
        openAccount({ account: parts.account, hashes: { card, contact }, uploads: [], wrap }, epoch),
      )
      return !(opened instanceof Failure)
    }),
  )
  const contactOpens = parts.contactWraps.some(wrap =>
    keyring.epochs.contact.some(epoch => {
      const opened = attempt(() =>
        openContact({ contact: parts.contact, hashes: { card, account }, uploads: [], wrap }, epoch),
      )
      return !(opened instanceof Failure)
    }),
  )
  const messagesOpen = parts.messages.every(({ box, wraps }) =>
    wraps.some(wrap =>
      keyring.epochs.account.some(
        epoch =>
          attempt(() => matches(openWrap(wrap, epoch, messageSubject(box)), 'message', boxCommitment(box))) === true,
      ),
    ),
  )
  return accountOpens && contactOpens && messagesOpen && parts.messages.length === messages.get(sample)
}

async function submit(target: Awaited<ReturnType<typeof readTarget>>): Promise<void> {
  const sample = sealSample(target, writeSample('Нас забрали на прохідній.', { contact: CONTACT }))
  const { status } = await sendSubmission(server.origin, sample.body)
  if (status !== 200) throw new Error(`refused: ${status}`)
  samples.push(sample)
  messages.set(sample, 0)
  // The first witness adds something.
  if (samples.length > 1) return
  const receipt = deriveReceipt(parseCode(sample.code), target.log.genesisHash)
  const { body } = sealMore({ digest: sample.sealed.digest, receipt }, target.keys.account, [])
  if ((await postMessage(server.origin, receipt.token, body)).status !== 200) throw new Error('a message was refused')
  messages.set(sample, 1)
}

async function expectWhole(): Promise<Keyring> {
  const keyring = await look()
  for (const sample of samples) expect(await opens(keyring, sample)).toBe(true)
  expect(keyring.nameOf(keyring.me.id)).toBe('Olena')
  return keyring
}

function oldEpochsOpen(before: Awaited<ReturnType<typeof readTarget>>, { state }: Keyring): boolean {
  return compartments.every(compartment => {
    const { epoch } = currentEpoch(before.log, compartment)
    return state.epochs.some(one => one.compartment === compartment && one.epoch === epoch && one.open)
  })
}

beforeAll(async () => {
  server = await startInProcess()
  const organisation = await setUpOrganisation(server.origin, server.setUpCode)
  admin = await organisation.signIn()
  for (let i = 0; i < 5; i++) await submit(await readTarget(server.origin))
})
afterAll(() => server.end())

describe('a rotation', () => {
  it.each(['request', 'answer'] as const)(
    'survives the loss of any one %s: every testimony stays openable, and going on finishes',
    async what => {
      let at = 0
      for (; ; at++) {
        const before = await readTarget(server.origin)
        const { wrapped, count } = losing(at, what)
        const ended = await rotate(wrapped, true).catch((error: unknown) => error)
        await expectWhole()
        if (count.writes <= at) {
          expect(ended).toBe('done')
          break
        }
        expect(ended).toBeInstanceOf(Unreachable)
        // Somebody who opened the page before the rotation sends now: not missed while the old epochs are open.
        const between = await look()
        if (samples.length < MOST && oldEpochsOpen(before, between)) await submit(before)
        expect(await rotate(transport, false)).toBe('done')
        const after = await expectWhole()
        expect(unfinished(after)).toEqual([])
        expect(after.state.epochs.reduce((n, one) => n + one.quarantined, 0)).toBe(0)
      }
      // Two epochs, names, batches of both compartments, two retirements.
      expect(at).toBeGreaterThan(8)
      expect(samples).toHaveLength(MOST)
    },
    300_000,
  )

  it('stops between two batches when asked, and goes on later', async () => {
    let batches = 0
    const stopping = { ...unwatched, goOn: () => Promise.resolve(batches++ < 1) }
    expect(await rotate(transport, true, stopping)).toBe('stopped')
    expect(unfinished(await expectWhole())).toContain('account')
    expect(await rotate(transport, false)).toBe('done')
    expect(unfinished(await expectWhole())).toEqual([])
  })

  it('leaves the closed epochs without a grant, so that nothing on the server opens with what was taken along', async () => {
    const old = await look()
    expect(await rotate(transport, true)).toBe('done')
    const now = await look()
    for (const compartment of compartments) {
      const newest = currentEpoch(now.log, compartment).epoch
      expect(now.state.grants.filter(one => one.compartment === compartment).map(one => one.epoch)).toEqual([newest])
    }
    for (const sample of samples) expect(await opens(old, sample)).toBe(false)
  })

  it('quarantines a wrap that opens to another key, moves the rest, and destroys nothing of it', async () => {
    const keyring = await prepareRotation(await look(), true, transport)
    const task = taskLeft(keyring, 'contact')!
    const { entries } = await transport.readWraps('contact', task.newest.epoch, 0)
    const broken = entries[0]!
    const quarantined: string[] = []
    const lying: RotationTransport = {
      ...transport,
      async readWraps(...where) {
        const page = await transport.readWraps(...where)
        return {
          ...page,
          entries: page.entries.map(one =>
            one.cursor === broken.cursor ? { ...one, commitment: new Uint8Array(32) } : one,
          ),
        }
      },
      async quarantine(compartment, epoch, subjects) {
        quarantined.push(...subjects)
        await transport.quarantine(compartment, epoch, subjects)
      },
    }
    expect(await rotateCompartment(task, lying, unwatched)).toBe('done')
    expect(quarantined).toHaveLength(1)
    const after = await look()
    expect(after.state.epochs.filter(one => one.compartment === 'contact').reduce((n, e) => n + e.quarantined, 0)).toBe(
      1,
    )
    expect(await rotate(transport, false)).toBe('done')
  })
})
