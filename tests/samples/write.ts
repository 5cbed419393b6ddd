// node_modules/.bin/tsx tests/samples/write.ts [word]: writes tests/samples/<today>[-word], a small organisation as this version stores
// it. Written once for each released schema and never again: tests/guarantees/older-data.test.ts opens every one of them.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utf8Bytes } from '#app/crypto/bytes.ts'
import { submissionId } from '#app/crypto/submission.ts'
import { newEventWriter } from '#app/review/write-event.ts'
import { openSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import { decodeAccount } from '#app/testimony/codec.ts'
import { decodeSubmissionParts } from '#app/wire/queue.ts'
import { openCase, sealFile, sendFiles } from '#tests/support/evidence.ts'
import { formIn } from '#tests/support/forms.ts'
import { startInProcess } from '#tests/support/in-process.ts'
import { FOUNDER, setUpOrganisation, today } from '#tests/support/organisation.ts'
import { addMember, mustPost } from '#tests/support/people-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { CONTACT, TARAS } from '#tests/support/team.ts'
import { answerEverything } from '#tests/support/whole-draft.ts'
import type { OlderData } from './older-data.ts'

const NARRATIVES = ['[СИНТЕТИЧНІ ДАНІ] Нас забрали на прохідній.', '[SYNTHETIC DATA] I saw the list.', '[СИНТЕТИЧЕСКИЕ ДАННЫЕ] Пришла повестка.']

const data = mkdtempSync(join(tmpdir(), 'svidok-sample-'))
const server = await startInProcess({}, { data })
const organisation = await setUpOrganisation(server.origin, server.setUpCode)
const reviewer = await addMember(server.origin, await organisation.signIn(), TARAS)
const target = await readTarget(server.origin)
const submissions: OlderData['submissions'] = []
for (const narrative of NARRATIVES) {
  const contact = submissions.length === 0 ? { contact: CONTACT } : {}
  const sample = sealSample(target, writeSample(narrative, contact))
  await sendSubmission(server.origin, sample.body)
  submissions.push({ id: submissionId(sample.sealed.digest), narrative })
}
const everything = '[СИНТЕТИЧНІ ДАНІ] Відповіді на всі запитання повної анкети.'
const more = { ...answerEverything(formIn('full'), 'uk', new Date()), 'account.narrative': everything }
const whole = sealSample(target, writeSample(everything, { length: 'full', more }))
await sendSubmission(server.origin, whole.body)
const { answers } = decodeAccount(whole.plaintext.account)!
submissions.push({ id: submissionId(whole.sealed.digest), narrative: everything, answers })

const files = [
  { name: 'список.txt', text: '[СИНТЕТИЧНІ ДАНІ] 1. Петренко\n2. Коваль' },
  { name: 'адреса.txt', text: '[СИНТЕТИЧНІ ДАНІ] Заводська, 12' },
]
const withFiles = '[СИНТЕТИЧНІ ДАНІ] Список надсилаю слідом.'
const sent = await openCase(server.origin, target, withFiles)
const sealed = files.map(({ name, text }, i) => sealFile(utf8Bytes(text), { id: `f${i + 1}`, name }))
await sendFiles(server.origin, target, sent, sealed)
submissions.push({ id: submissionId(sent.digest), narrative: withFiles, files })

const { desk } = reviewer
const [first] = submissions
const parts = await (await reviewer.get(`/api/desk/submissions/${first!.id}`)).arrayBuffer()
const opened = openSubmission(decodeSubmissionParts(new Uint8Array(parts)), reviewKeysOf(desk), first!.id)
const writer = newEventWriter(
  { sign: desk.keys.sign, log: () => desk.log.head.hash, positions: { account: { n: 0, last: null }, contact: { n: 0, last: null } } },
  {
    post: event => mustPost(reviewer, '/api/desk/events', event),
    readChain: () => Promise.reject(new Error('nobody else writes')),
    position: () => Promise.reject(new Error('nobody else writes')),
  },
)
const links = await writer.write(opened.target, { kind: 'status', status: 'triage' })
await writer.write({ ...opened.target, links }, { kind: 'note', text: 'Передзвонити адвокату.' })

await server.end()
const folder = join(import.meta.dirname, [today(), ...process.argv.slice(2)].join('-'))
mkdirSync(folder)
for (const file of ['svidok.db', 'opaque-setup', 'blobs']) cpSync(join(data, file), join(folder, file), { recursive: true })
const people: OlderData = {
  people: [FOUNDER, TARAS].map(({ handle, passphrase }) => ({ handle, passphrase })),
  shares: organisation.shares,
  submissions,
  status: 'triage',
}
writeFileSync(join(folder, 'people.json'), `${JSON.stringify(people, null, 2)}\n`)
