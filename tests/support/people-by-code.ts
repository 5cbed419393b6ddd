import { toB64u } from '#app/crypto/bytes.ts'
import { checkEvents, type ReadChains } from '#app/review/check-events.ts'
import { readQueue } from '#app/review/read-queue.ts'
import { admit } from '#app/admin/admit.ts'
import { makeInvitation } from '#app/admin/invite.ts'
import { removeMember } from '#app/admin/remove-member.ts'
import { lockCredentials, makeCredentials } from '#app/keyring/credentials.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { takeOpaqueStep } from '#app/keyring/opaque-steps.ts'
import { openDesk, readLog } from '#app/keyring/unlock.ts'
import { invitationMac, invitationToken, parseInvitation } from '#app/trust/invitation.ts'
import { OpaqueAnswer, type Role } from '#app/wire/members.ts'
import { post, signInAsMember, type Member } from './member.ts'
import { today, type Person } from './organisation.ts'

/** The keyring as it is after a new look at the server. */
export async function readKeyring(member: Member): Promise<Keyring> {
  const state = await member.readState()
  const desk = openDesk(member.secret, readLog(state, null), state)
  if (!desk) throw new Error('not in the roster')
  const refresh = () => readKeyring(member)
  const refreshWhole: Keyring['refreshWhole'] = async look => checkEvents(await refresh(), chains(member), look)
  return { ...desk, refresh, refreshWhole, lock: () => undefined }
}

/** Reads every chain as the worker of the queue does. */
const chains =
  (member: Member): ReadChains =>
  context => {
    const get = async (path: string) => new Uint8Array(await (await member.get(path)).arrayBuffer())
    const server = {
      page: (after: number, limit: number) => get(`/api/desk/queue?after=${after}&limit=${limit}&chains=1`),
      parts: (id: string) => get(`/api/desk/submissions/${id}`),
      swap: () => Promise.reject(new Error('nothing is adopted here')),
    }
    const listener = { rows: () => undefined, stopped: () => false }
    return readQueue(context, server, listener, today())
  }

export async function mustPost(member: Member, path: string, body: unknown): Promise<Response> {
  const response = await member.post(path, body)
  if (!response.ok) throw new Error(`${path} refused: ${response.status} ${await response.text()}`)
  return response
}

/** Invites somebody, joins as they do, admits them: the same functions and requests as in browsers. */
export async function addMember(
  origin: string,
  admin: Member,
  person: Person,
  roles: Role[] = ['reviewer'],
): Promise<Member> {
  const before = await readKeyring(admin)
  const { body, link } = makeInvitation(before, { name: person.name, roles }, today(), origin)
  await mustPost(admin, '/api/desk/invitations', body)

  const { secret } = parseInvitation(new URL(link).hash)
  const token = toB64u(invitationToken(secret))
  const register = async (id: string, request: string) => {
    const answer = await post(origin, '/api/invitations/register', { token, id, request })
    return OpaqueAnswer.parse(await answer.json()).response
  }
  const credentials = await makeCredentials(person.handle, person.passphrase, register, takeOpaqueStep)
  const { genesisHash } = before.log
  const { sign, reply, kem } = credentials.keys
  const mac = invitationMac(secret, genesisHash, { sign: sign.publicKey, reply: reply.publicKey, kem: kem.publicKey })
  const member = lockCredentials(credentials, genesisHash)
  const accepted = await post(origin, '/api/invitations/accept', { token, member, mac: toB64u(mac) })
  if (!accepted.ok) throw new Error(`joining refused: ${accepted.status} ${await accepted.text()}`)

  const after = await before.refreshWhole()
  const invitation = after.state.invitations.find(one => one.id === body.id)!
  await mustPost(admin, '/api/desk/roster', admit(after, invitation, today()))
  return signInAsMember(origin, person.handle, person.passphrase)
}

export async function removeByCode(admin: Member, id: string): Promise<void> {
  const before = await readKeyring(admin)
  const leaving = before.roster.members.find(member => member.id === id)!.sign
  await mustPost(admin, '/api/desk/roster', removeMember(await before.refreshWhole({ leaving }), id, today()))
}
