import type { Bytes } from '#app/crypto/types.ts'
import { wellFormed } from '#app/testimony/answers.ts'
import { decodeSubmissionParts, encodeSubmissionParts } from '#app/wire/queue.ts'
import { evidenceFiles } from './evidence-files.ts'
import { sealFile, sealMore, type SealedFile, type SentCase } from './evidence.ts'
import type { Answer, Rewrite } from './hostile-server.ts'
import { idOf, type Target } from './sample.ts'

/** A file as a fixture has it, sealed. `what` finds it. */
export interface FixtureFile extends SealedFile {
  what: string
}

/** Seals fixtures: these, by what they are, or all. Their ids are f1, f2 … */
export function sealFixtures(canary: string, wanted?: readonly string[]): FixtureFile[] {
  const all = evidenceFiles(canary)
  const chosen = wanted ? wanted.map(what => all.find(file => file.what === what)!) : all
  return chosen.map(({ what, name, bytes }, i) => {
    const meta = { picker: 'any', added: '2026-11-23T10:00Z', modified: '2024-05-17T11:03Z', hidden: 'keep' }
    const named = { id: `f${i + 1}`, name: wellFormed(name), type: 'application/octet-stream', meta }
    return { what, ...sealFile(bytes, named) }
  })
}

/**
 * What a server that stands between shows of a case: its messages, and boxes of files, whatever the real one holds. `boxOf`
 * may give another box than was sealed, or none.
 */
export function showFiles(
  sent: SentCase,
  target: Target,
  files: readonly SealedFile[],
  boxOf: (file: SealedFile) => Bytes | null = file => file.box,
): Rewrite {
  // Each message holds a few files, for a message is small.
  const parts: (readonly SealedFile[])[] = []
  for (let at = 0; at < files.length; at += 20) parts.push(files.slice(at, at + 20))
  let after: { box: Bytes } | undefined
  const messages = parts.map((some, i) => {
    const more = sealMore(sent, target.keys.account, some, { seq: i + 1, after })
    after = more
    return { from: 'witness' as const, seq: i + 1, day: '2026-11-23', box: more.box, wraps: [more.wrap] }
  })
  return (answer, { path, method }) => {
    if (method !== 'GET') return answer
    if (path === `/api/desk/submissions/${idOf(sent.sample)}` && answer.status === 200)
      return {
        ...answer,
        body: Buffer.from(encodeSubmissionParts({ ...decodeSubmissionParts(new Uint8Array(answer.body)), messages })),
      }
    const file = files.find(({ entry }) => path === `/api/desk/files/${entry.upload}`)
    return file ? boxAnswer(answer, boxOf(file)) : answer
  }
}

function boxAnswer(answer: Answer, box: Bytes | null): Answer {
  if (!box) return { ...answer, status: 404, body: Buffer.from(JSON.stringify({ error: 'not-found' })) }
  const headers = { ...answer.headers, 'content-type': 'application/octet-stream' }
  return { status: 200, headers, body: Buffer.from(box) }
}
