import { sodiumReady } from '#app/crypto/sodium.ts'
import type { RecoverySecret } from '#app/crypto/types.ts'
import { completeSetUp, foundLog } from '#app/admin/found.ts'
import { makeCredentials, type Credentials } from '#app/keyring/credentials.ts'
import { takeOpaqueStep } from '#app/keyring/opaque-steps.ts'
import { fingerprint } from '#app/trust/fingerprint.ts'
import { newRecovery, recoveryFields, recoveryKeys, splitRecovery } from '#app/trust/recovery.ts'
import { formatShare } from '#app/trust/share-text.ts'
import { OpaqueAnswer, type SetUp } from '#app/wire/members.ts'
import { post, signInAsMember, type Member } from './member.ts'

export interface Person {
  handle: string
  passphrase: string
  name: string
}

/** An organisation that was set up by code, through the same functions and requests as by the browser. */
export interface Organisation {
  name: string
  founder: Person & { credentials: Credentials }
  /** Shares of the recovery key as people type them. */
  shares: string[]
  recovery: RecoverySecret
  /** 40 digits: the fragment of the pinned link. */
  fingerprint: string
  /** Signs the founder in anew, with what they can open now. */
  signIn(): Promise<Member>
}

export const today = (): string => new Date().toISOString().slice(0, 10)

export const FOUNDER: Person = {
  handle: 'olena',
  passphrase: 'acorn blissful cedar dwindle ember frosty',
  name: 'Olena',
}

/** Sets up an organisation with a founder (administrator, reviewer, custodian) on an empty server. */
export async function setUpOrganisation(
  origin: string,
  code: string,
  {
    name = 'Archive of Testimonies',
    person = FOUNDER,
    languages = ['uk', 'ru', 'en'],
  }: { name?: string; person?: Person; languages?: SetUp['languages'] } = {},
): Promise<Organisation> {
  await sodiumReady()
  const register = async (id: string, request: string) => {
    const answer = await post(origin, '/api/set-up/register', { code, id, request })
    return OpaqueAnswer.parse(await answer.json()).response
  }
  const credentials = await makeCredentials(person.handle, person.passphrase, register, takeOpaqueStep)
  const recovery = newRecovery()
  const shares = await splitRecovery(recovery, { threshold: 2, shares: 3 })
  const plan = { organisation: name, languages, name: person.name }
  const genesis = foundLog(plan, recoveryFields(recoveryKeys(recovery), 2, shares), credentials.keys.sign, today())
  const body = completeSetUp(plan, code, credentials, recovery, genesis, today())
  const answer = await post(origin, '/api/set-up/complete', body)
  if (!answer.ok) throw new Error(`set-up refused: ${answer.status} ${await answer.text()}`)
  return {
    name,
    founder: { ...person, credentials },
    shares: shares.map(share => formatShare(share)),
    recovery,
    fingerprint: fingerprint(genesis.statements[0]!.text),
    signIn: () => signInAsMember(origin, person.handle, person.passphrase),
  }
}
