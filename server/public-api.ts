import { Hono, type Context } from 'hono'
import { isLanguage } from '#app/i18n/language.ts'
import type { Wording } from '#app/i18n/wording.ts'
import type { FormFile } from '#app/testimony/form-join.ts'
import {
  InvitationAccept,
  InvitationRegister,
  InvitationToken,
  RecoveryClaim,
  RecoveryLook,
  RecoveryRegister,
  SetUp,
  SetUpCode,
  SetUpRegister,
  SignInFinish,
  SignInStart,
  type SignedIn,
} from '#app/wire/members.ts'
import { Mode } from '#app/testimony/form.ts'
import { MEMBER_BODY, readJson, RECOVERY_BODY } from './body.ts'
import type { Compress } from './compress.ts'
import type { Instance } from './instance.ts'
import { accept, lookAtInvitation, registerInvited } from './invitations.ts'
import { answerKeyLog } from './key-log.ts'
import { answerRegistration } from './new-member.ts'
import { claimRecovery, lookForRecovery } from './recovery.ts'
import { fileFor, findFormFile } from './form.ts'
import { Refused } from './refusal.ts'
import { endSession } from './sessions.ts'
import { checkSetUpCode, completeSetUp, registerFounder } from './set-up.ts'
import { finishSignIn, startSignIn } from './sign-in.ts'

/** What needs no session, but submissions (direct-intake.ts): bodies are those of app/wire. */
export function createPublicApi(instance: Instance, compress: Compress): Hono {
  const { forms, db } = instance
  const api = new Hono()

  api.get('/key-log', async c => c.json(await answerKeyLog(db, instance.keyLog)))
  api.get('/form/:length/:language', c => {
    const length = Mode.safeParse(c.req.param('length'))
    if (!length.success) throw new Refused('not-found')
    return sendTexts(c, compress, fileFor(forms[length.data], c.req.param('language')))
  })
  api.get('/words/:language', c => {
    const language = c.req.param('language')
    if (!isLanguage(language)) throw new Refused('not-found')
    return sendTexts(c, compress, instance.words[language])
  })
  api.get('/forms/:hash', async c => {
    const file = await findFormFile(db, c.req.param('hash'))
    if (!file) throw new Refused('not-found')
    return sendTexts(c, compress, file)
  })

  api.post('/set-up/check', async c => {
    await checkSetUpCode(instance, (await readJson(c.req.raw, SetUpCode)).code)
    return c.body(null, 204)
  })
  api.post('/set-up/register', async c =>
    c.json(await registerFounder(instance, await readJson(c.req.raw, SetUpRegister))),
  )
  api.post('/set-up/complete', async c =>
    sendSignedIn(c, await completeSetUp(instance, await readJson(c.req.raw, SetUp, MEMBER_BODY))),
  )

  api.post('/sign-in/start', async c => c.json(await startSignIn(instance, await readJson(c.req.raw, SignInStart))))
  api.post('/sign-in/finish', async c =>
    sendSignedIn(c, await finishSignIn(instance, await readJson(c.req.raw, SignInFinish))),
  )
  api.post('/sign-out', async c => {
    c.header('set-cookie', await endSession(instance, c.req.raw))
    return c.body(null, 204)
  })

  api.post('/invitations/look', async c =>
    c.json(await lookAtInvitation(instance, (await readJson(c.req.raw, InvitationToken)).token)),
  )
  api.post('/invitations/register', async c =>
    c.json(await registerInvited(instance, await readJson(c.req.raw, InvitationRegister))),
  )
  api.post('/invitations/accept', async c => {
    await accept(instance, await readJson(c.req.raw, InvitationAccept))
    return c.body(null, 204)
  })

  api.post('/recovery/look', async c => {
    await instance.guesses.slow('recovery')
    return c.json(await lookForRecovery(instance, (await readJson(c.req.raw, RecoveryLook, RECOVERY_BODY)).entry))
  })
  api.post('/recovery/register', async c => {
    await instance.guesses.slow('recovery')
    return c.json(await answerRegistration(instance, await readJson(c.req.raw, RecoveryRegister)))
  })
  api.post('/recovery/claim', async c => {
    await instance.guesses.slow('recovery')
    const claimed = await claimRecovery(instance, await readJson(c.req.raw, RecoveryClaim, RECOVERY_BODY))
    instance.guesses.succeed('recovery')
    return sendSignedIn(c, claimed)
  })
  return api
}

function sendSignedIn(c: Context, { signedIn, cookie }: { signedIn: SignedIn; cookie: string }): Response {
  c.header('set-cookie', cookie)
  return c.json(signedIn)
}

/** The exact texts: browsers hash what they show. */
async function sendTexts(c: Context, compress: Compress, texts: FormFile | Wording): Promise<Response> {
  const body = new TextEncoder().encode(JSON.stringify(texts))
  const compressed = await compress(body, c.req.header('accept-encoding'))
  const headers: Record<string, string> = { 'content-type': 'application/json', vary: 'Accept-Encoding' }
  if (compressed) headers['content-encoding'] = compressed.encoding
  return c.body(compressed?.bytes ?? body, 200, headers)
}
