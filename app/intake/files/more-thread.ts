import { fromB64u, toB64u, utf8Bytes } from '#app/crypto/bytes.ts'
import { sealMessage } from '#app/crypto/message.ts'
import type { Bytes, Digest } from '#app/crypto/types.ts'
import { sealWrap } from '#app/crypto/wrap.ts'
import type { MoreMessage } from '#app/testimony/case-message.ts'
import type { FileEntry } from '#app/testimony/codec.ts'
import { CaseMessageAnswer, encodeCaseMessage } from '#app/wire/case.ts'
import { postBytes, Refused, Unreachable } from '#app/wire/client.ts'
import type { KeyLogAnswer } from '#app/wire/public.ts'
import { readKeyLog, readOrganisation } from '../read-organisation.ts'
import type { WitnessCase } from '../send-testimony.ts'

/** The two calls of the server that messages need. Both throw `Refused` or `Unreachable`. */
export interface CaseServer {
  readKeyLog(): Promise<KeyLogAnswer>
  post(bearer: string, body: Bytes, signal: AbortSignal): Promise<{ seq: number }>
}

export const caseServer: CaseServer = {
  readKeyLog,
  post: (bearer, body, signal) => postBytes('/api/case/messages', body, CaseMessageAnswer, { bearer, signal }),
}

const SECOND = 1000
const LONGEST_WAIT = 30 * SECOND

/** The witness's messages that name files (FORMAT.md §6): one after another, each answered before the next is sealed. */
export interface MoreThread {
  /**
   * Resolves when the message is durable with its file. While the line is lost or the server has no time it tries again by
   * itself, with the same box. Throws `Refused`, a `Failure` or `BrokenLink`; then the message is not there.
   */
  send(file: FileEntry, offline: (lost: boolean) => void): Promise<void>
}

/** The thread of a case that has no message yet. After `signal` was aborted nothing is sent. */
export function startMoreThread(
  { digest, receipt, fragment, ...to }: WitnessCase,
  { server = caseServer, now = () => new Date() }: { server?: CaseServer; now?: () => Date },
  signal: AbortSignal,
): MoreThread {
  const bearer = toB64u(receipt.token)
  let { organisation } = to
  let seq = 1
  let prev: Digest | null = null
  let last: Promise<unknown> = Promise.resolve()

  async function sendNext(file: FileEntry, offline: (lost: boolean) => void): Promise<void> {
    signal.throwIfAborted()
    const more: MoreMessage = {
      v: 1,
      kind: 'more',
      at: `${now().toISOString().slice(0, 16)}:00Z`,
      ...(prev ? { prev: toB64u(prev) } : {}),
      files: [file],
    }
    const json = utf8Bytes(JSON.stringify(more))
    const { box, contentKey, subject } = sealMessage({ from: 'witness', digest, seq, json, sign: receipt.sign })
    const uploads = [{ id: fromB64u(file.upload), digest: fromB64u(file.boxDigest) }]
    const wrapped = () => sealWrap(contentKey, organisation.epochs.account, subject)
    let wrap = wrapped()
    try {
      for (let wait = SECOND / 2; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
        try {
          const answer = await server.post(bearer, encodeCaseMessage({ seq, box, wrap, uploads }), signal)
          if (answer.seq !== seq) throw new Unreachable()
          offline(false)
          seq++
          prev = subject
          return
        } catch (error) {
          if (signal.aborted) throw error
          if (error instanceof Refused && error.code === 'expired') {
            // The organisation rotated meanwhile: the same box, wrapped for its new epoch.
            organisation = await patiently(() =>
              readOrganisation(() => server.readKeyLog(), fragment, now(), organisation),
            )
            wrap = wrapped()
          } else if (!isPassing(error)) throw error
          offline(error instanceof Unreachable)
          await pause(wait, signal)
        }
      }
    } finally {
      contentKey.fill(0)
      json.fill(0)
    }
  }

  return {
    send(file, offline) {
      const sent = last.then(() => sendNext(file, offline))
      last = sent.catch(() => undefined)
      return sent
    },
  }

  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!isPassing(error) || signal.aborted) throw error
        await pause(SECOND, signal)
      }
    }
  }
}

/** Nothing was decided: the same box may be sent again. */
function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && ['busy', 'full', 'fault'].includes(error.code))
}

/** Waits, less when the line comes back or nobody waits any more. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    globalThis.addEventListener?.('online', done)
    signal.addEventListener('abort', done, { once: true })
  })
}
