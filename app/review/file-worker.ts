import { fromB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { openFile } from '#app/crypto/open-file.ts'
import { newFastSha256, newSha256 } from '#app/crypto/sha256.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { ContentKey, OwnBytes } from '#app/crypto/types.ts'
import type { FileKind, ShownAs } from '#app/evidence/inspection.ts'
import { detectKind, HEAD_BYTES } from '#app/evidence/kind.ts'
import { getStream, Refused, Unreachable } from '#app/wire/client.ts'
import { fetchBox } from './fetch-box.ts'
import type { FromFileWorker, ToFileWorker } from './file-messages.ts'

/**
 * Fetches and opens one file away from the page, which gets it whole and only after every check. Opened bytes go into Blobs
 * piece by piece: from there on the browser keeps them, and may put long ones on its disk.
 */

const MB = 2 ** 20
const piece = 4 * MB
/** Bytes of a file that is shown; of a text the beginning alone is. */
const mostShown: Record<Exclude<ShownAs, 'other'>, number> = {
  image: 64 * MB,
  audio: 512 * MB,
  video: 512 * MB,
  pdf: 64 * MB,
  text: 64 * MB,
}

const tell = (message: FromFileWorker) => postMessage(message)

async function open({ file, purpose }: ToFileWorker): Promise<void> {
  await sodiumReady()
  const { upload, size, sha256 } = file
  const [key, boxDigest] = [fromB64u(file.key) as ContentKey, fromB64u(file.boxDigest)]
  if (key.length !== 32 || fromB64u(upload).length !== 16) throw new Failure('malformed', 'not a file of a manifest')
  const opener = openFile({ key, boxDigest, size, sha256 }, await newFastSha256().catch(newSha256))
  const blobs: Blob[] = []
  let kind: FileKind | null = null
  let waiting: OwnBytes[] = []
  let [held, done] = [0, 0]

  const know = async (head: Uint8Array): Promise<FileKind> => {
    kind = await detectKind(head.subarray(0, HEAD_BYTES))
    return kind
  }
  const refuses = ({ shownAs }: FileKind): 'kind' | 'size' | null => {
    if (purpose === 'save') return null
    if (shownAs === 'other') return 'kind'
    return size > mostShown[shownAs] ? 'size' : null
  }
  const keep = (parts: OwnBytes[]) => {
    for (const part of parts) {
      waiting.push(part)
      held += part.length
      done += part.length
    }
    if (held < piece) return
    blobs.push(new Blob(waiting))
    waiting = []
    held = 0
  }

  const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
  let told = 0
  for await (const bytes of fetchBox({ get: from => getStream(`/api/desk/files/${upload}`, from), wait })) {
    const parts = opener.take(bytes)
    if (kind === null && parts[0]) {
      const why = refuses(await know(parts[0]))
      if (why) return tell({ type: 'not-shown', kind: kind!, why })
    }
    keep(parts)
    if (performance.now() - told < 200) continue
    told = performance.now()
    tell({ type: 'progress', done })
  }
  const rest = opener.end()
  const known: FileKind = kind ?? (await know(rest[0] ?? new Uint8Array()))
  const why = refuses(known)
  if (why) return tell({ type: 'not-shown', kind: known, why })
  keep(rest)
  tell({ type: 'verified', blob: new Blob([...blobs, ...waiting], { type: known.type }), kind: known })
}

function codeOf(error: unknown): string {
  if (error instanceof Unreachable) return 'unreachable'
  return error instanceof Failure || error instanceof Refused ? error.code : 'fault'
}

addEventListener('message', ({ data }: MessageEvent<ToFileWorker>) => {
  open(data).catch((error: unknown) => tell({ type: 'failed', code: codeOf(error) }))
})
