import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromB64u, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { keyId } from '#app/crypto/key-id.ts'
import type { KemPublicKey } from '#app/crypto/types.ts'
import { newMadeHash } from '#app/wire/made-hash.ts'
import { SwapsAnswer } from '#app/wire/members.ts'
import { decodeWrapPage, encodeSwaps } from '#app/wire/queue.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { signInAsMember, type Member } from '#tests/support/member.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { addMember, readKeyring } from '#tests/support/people-by-code.ts'
import { rotateByCode, transportOf, type Transport } from '#tests/support/rotation-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample, type Sample } from '#tests/support/sample.ts'
import { NARRATIVE, openWithOwn, readParts, refusalOf, TARAS } from '#tests/support/team.ts'

/** The reviewer holds the grant of the account and may adopt what they open. */
describe('a reviewer who plants wraps that open nothing, during a rotation', () => {
  let server: InProcessServer
  let admin: Member
  let reviewer: Member
  const samples: Sample[] = []
  const transport = transportOf(() => admin)

  beforeAll(async () => {
    server = await startInProcess()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    admin = await organisation.signIn()
    reviewer = await addMember(server.origin, admin, TARAS)
    const target = await readTarget(server.origin)
    for (let i = 0; i < 5; i++) {
      samples.push(sealSample(target, writeSample(NARRATIVE)))
      expect((await sendSubmission(server.origin, samples[i]!.body)).status).toBe(200)
    }
  })
  afterAll(() => server.end())

  /** Puts noise for the newest epoch where it can, made from every wrap that the reviewer is shown. */
  async function plant(): Promise<number> {
    const { state } = await readKeyring(reviewer)
    const keys = state.keys.filter(one => one.compartment === 'account').sort((a, b) => b.epoch - a.epoch)
    const id = keyId(fromB64u(keys[0]!.kem) as KemPublicKey)
    let planted = 0
    for (const sample of samples) {
      const { accountWraps } = await readParts(reviewer, sample)
      const swaps = accountWraps.map(wrap => ({
        subject: sample.sealed.digest,
        compartment: 'account' as const,
        read: hash32(wrap),
        wrap: Uint8Array.from([2, ...id, ...randomBytes(72)]),
      }))
      const answer = await reviewer.post('/api/desk/wraps', encodeSwaps(swaps))
      planted += SwapsAnswer.parse(await answer.json()).swapped
    }
    return planted
  }

  async function expectWhole(): Promise<void> {
    const signedIn = await signInAsMember(server.origin, FOUNDER.handle, FOUNDER.passphrase)
    for (const sample of samples)
      expect(new TextDecoder().decode(openWithOwn(signedIn, await readParts(signedIn, sample)).account)).toContain(
        NARRATIVE,
      )
    const { epochs } = await admin.readState()
    expect(epochs.filter(one => one.open)).toHaveLength(2)
    expect(epochs.reduce((n, one) => n + one.quarantined, 0)).toBe(0)
  }

  it.each(['before anything is moved', 'after everything was moved'])('%s: every testimony opens', async when => {
    let planted = 0
    let begun = false
    const attacked: Transport = {
      ...transport,
      async readWraps(...where) {
        if (!begun && when.startsWith('before')) planted = await plant()
        begun = true
        return transport.readWraps(...where)
      },
      async readMade(...where) {
        if (when.startsWith('after')) planted += await plant()
        return transport.readMade(...where)
      },
    }
    expect(await rotateByCode(admin, attacked)).toBe('done')
    // What stands in the place of a good one is never taken.
    expect(planted).toBe(when.startsWith('before') ? 5 : 0)
    await expectWhole()
  })

  it('between what was opened and the retirement: it is refused, and looked at again', async () => {
    let planted = 0
    let retired = 0
    const attacked: Transport = {
      ...transport,
      async retire(compartment, epoch, made) {
        retired++
        if (retired === 1 && compartment === 'account') {
          // An administrator's browser that errs in the same moment sets good ones aside: then the reviewer is first.
          await transport.quarantine('account', epoch + 1, [toB64u(samples[0]!.sealed.digest)])
          planted = await plant()
        }
        return transport.retire(compartment, epoch, made)
      },
    }
    expect(await rotateByCode(admin, attacked)).toBe('done')
    expect(planted).toBe(1)
    // Twice for the account, once for the contact.
    expect(retired).toBe(3)
    await expectWhole()
  })

  it('and who retires or sets aside: refused, to an administrator too when the hash is another', async () => {
    const { state } = await readKeyring(admin)
    const newest = state.epochs.find(one => one.compartment === 'account')!.epoch
    const retirement = { compartment: 'account', epoch: newest - 1, made: newMadeHash().end() }
    expect(await refusalOf(await reviewer.post('/api/desk/epochs/retire', retirement))).toEqual([403, 'forbidden'])
    const aside = { compartment: 'account', epoch: newest, subjects: [toB64u(samples[0]!.sealed.digest)] }
    expect(await refusalOf(await reviewer.post('/api/desk/quarantine', aside))).toEqual([403, 'forbidden'])
    const losing: Transport = {
      ...transport,
      async retire(compartment, epoch, made) {
        const page = await admin.get(`/api/desk/wraps?compartment=account&epoch=${epoch + 1}&made=${epoch}`)
        const { entries } = decodeWrapPage(new Uint8Array(await page.arrayBuffer()))
        if (compartment === 'account') expect(entries).toHaveLength(5)
        const wrong = await admin.post('/api/desk/epochs/retire', { compartment, epoch, made: 'AAAA' })
        expect(await refusalOf(wrong)).toEqual([409, 'conflict'])
        return transport.retire(compartment, epoch, made)
      },
    }
    expect(await rotateByCode(admin, losing)).toBe('done')
    await expectWhole()
  })
})
