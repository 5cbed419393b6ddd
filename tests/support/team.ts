import { attempt, Failure } from '#app/crypto/failure.ts'
import { openAccount } from '#app/crypto/open.ts'
import type { Hash32 } from '#app/crypto/types.ts'
import { decodeSubmissionParts, type SubmissionParts } from '#app/wire/queue.ts'
import type { Member } from './member.ts'
import { setUpOrganisation, type Organisation, type Person } from './organisation.ts'
import { addMember } from './people-by-code.ts'
import { idOf, readTarget, sealSample, sendSubmission, writeSample, type Sample } from './sample.ts'
import { startServer, type TestServer } from './server.ts'

export const TARAS: Person = { handle: 'taras', passphrase: 'gravel hinge ivory jigsaw kiosk ledge', name: 'Taras' }
export const CONTACT = { name: 'Марія', handle: '+380 00 000 00 00' }
export const NARRATIVE = 'Свідчення: нас забрали на прохідній.'

/** An organisation with a founder, a reviewer without the contact grant, and one testimony with a contact. */
export interface Team {
  server: TestServer
  organisation: Organisation
  admin: Member
  reviewer: Member
  sample: Sample
}

export async function startTeam(): Promise<Team> {
  const server = await startServer()
  const organisation = await setUpOrganisation(server.origin, server.setUpCode)
  const admin = await organisation.signIn()
  const reviewer = await addMember(server.origin, admin, TARAS)
  const sample = sealSample(await readTarget(server.origin), writeSample(NARRATIVE, { contact: CONTACT }))
  const { status } = await sendSubmission(server.origin, sample.body)
  if (status !== 200) throw new Error(`the sample was refused: ${status}`)
  return { server, organisation, admin, reviewer, sample }
}

export async function readParts(member: Member, sample: Sample): Promise<SubmissionParts> {
  const response = await member.get(`/api/desk/submissions/${idOf(sample)}`)
  return decodeSubmissionParts(new Uint8Array(await response.arrayBuffer()))
}

/** Opens the account with the first wrap and epoch that work, as a member's browser does. */
export function openWithOwn(member: Member, parts: SubmissionParts): ReturnType<typeof openAccount> {
  const contact = parts.contactHash.length > 0 ? (parts.contactHash as Hash32) : null
  const around = { account: parts.account, hashes: { card: parts.cardHash as Hash32, contact }, uploads: [] }
  for (const wrap of parts.accountWraps) {
    for (const epoch of member.desk.epochs.account) {
      const opened = attempt(() => openAccount({ ...around, wrap }, epoch))
      if (!(opened instanceof Failure)) return opened
    }
  }
  throw new Error('nothing opens')
}

export const refusalOf = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as { error: string }).error,
]
