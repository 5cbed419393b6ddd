import { Hono, type Context } from 'hono'
import {
  AdminsDraft,
  NewEpoch,
  NewEvent,
  NewInvitation,
  NewRecovery,
  Quarantine,
  RetireEpoch,
  RosterChange,
  TeamBox,
} from '#app/wire/members.ts'
import { requireMember, type Authority } from './authority.ts'
import { MEMBER_BODY, readBody, readJson } from './body.ts'
import { keepDraft } from './draft.ts'
import { addEpoch, retireEpoch } from './epochs.ts'
import { appendEvent } from './events.ts'
import type { Instance } from './instance.ts'
import { invite, revokeInvitation } from './invitations.ts'
import { changeNames } from './names.ts'
import { readQueue, readSubmission } from './queue.ts'
import { replaceRecovery } from './recovery.ts'
import { Refused } from './refusal.ts'
import { changeRoster } from './roster.ts'
import { readSealedFile } from './sealed-file.ts'
import { readState } from './state.ts'
import { MOST_WRAPS, quarantine, readMade, readWraps, swapWraps } from './wraps.ts'

type Desk = { Variables: { authority: Authority } }

const LARGEST_PAGE = 1_000

/** What needs a session. Each service asks what the member may do; here is only who asks. */
export function createDeskApi(instance: Instance): Hono<Desk> {
  const api = new Hono<Desk>()
  api.use(async (c, next) => {
    c.set('authority', await requireMember(instance, c.req.raw))
    await next()
  })
  const read = <S extends Parameters<typeof readJson>[1]>(c: Context, schema: S) =>
    readJson(c.req.raw, schema, MEMBER_BODY)
  const id = (c: Context<Desk>) => c.get('authority').id
  const done = async (c: Context, work: Promise<void>) => {
    await work
    return c.body(null, 204)
  }

  api.get('/state', async c => c.json(await readState(instance, c.get('authority'))))
  api.get('/queue', async c => {
    const page = {
      after: number(c, 'after', 0),
      limit: number(c, 'limit', 500, 1, LARGEST_PAGE),
      worked: c.req.query('chains') === '1',
    }
    return sendBytes(c, await readQueue(instance.db, c.get('authority'), page))
  })
  api.get('/submissions/:id', async c =>
    sendBytes(c, await readSubmission(instance.db, c.get('authority'), c.req.param('id'))),
  )
  api.get('/files/:upload', async c => {
    const range = c.req.header('range')
    const { body, length, start, end } = await readSealedFile(
      instance,
      c.get('authority'),
      c.req.param('upload'),
      range,
    )
    return c.body(body, range === undefined ? 200 : 206, {
      'accept-ranges': 'bytes',
      'content-length': String(end - start),
      'content-type': 'application/octet-stream',
      ...(range !== undefined && { 'content-range': `bytes ${start}-${end - 1}/${length}` }),
    })
  })
  api.post('/events', async c => done(c, appendEvent(instance, id(c), await read(c, NewEvent))))
  api.get('/wraps', async c => {
    const compartment = c.req.query('compartment')
    if (compartment !== 'account' && compartment !== 'contact') throw new Refused('malformed')
    const [after, limit] = [number(c, 'after', 0), number(c, 'limit', 2_000, 1, MOST_WRAPS)]
    const page = { compartment, epoch: number(c, 'epoch', 0), after, limit } as const
    const made = number(c, 'made', 0)
    return sendBytes(
      c,
      await (made > 0 ? readMade(instance, id(c), { ...page, made }) : readWraps(instance, id(c), page)),
    )
  })
  api.post('/wraps', async c => c.json(await swapWraps(instance, id(c), await readBody(c.req.raw, MEMBER_BODY))))
  api.post('/quarantine', async c => done(c, quarantine(instance, id(c), await read(c, Quarantine))))
  api.post('/epochs', async c => done(c, addEpoch(instance, id(c), await read(c, NewEpoch))))
  api.post('/epochs/retire', async c => done(c, retireEpoch(instance, id(c), await read(c, RetireEpoch))))
  api.post('/roster', async c => done(c, changeRoster(instance, id(c), await read(c, RosterChange))))
  api.post('/draft', async c => done(c, keepDraft(instance, id(c), (await read(c, AdminsDraft)).entry)))
  api.post('/recovery', async c => done(c, replaceRecovery(instance, id(c), await read(c, NewRecovery))))
  api.post('/names', async c => done(c, changeNames(instance, id(c), await read(c, TeamBox))))
  api.post('/invitations', async c => done(c, invite(instance, id(c), await read(c, NewInvitation))))
  api.delete('/invitations/:id', async c => done(c, revokeInvitation(instance, id(c), c.req.param('id'))))
  return api
}

function sendBytes(c: Context, bytes: Uint8Array): Response {
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/octet-stream' })
}

function number(c: Context, name: string, absent: number, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const text = c.req.query(name)
  if (text === undefined) return absent
  const value = /^\d{1,16}$/.test(text) ? Number(text) : -1
  if (!Number.isSafeInteger(value) || value < least) throw new Refused('malformed')
  return Math.min(value, most)
}
