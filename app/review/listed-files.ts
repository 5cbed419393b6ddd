import type { FailureCode } from '#app/crypto/failure.ts'
import type { FileEntry } from '#app/testimony/codec.ts'
import type { OpenedMessage } from './open-messages.ts'

/** A file of a case, and where it is named. */
export type ListedFile = FileEntry & {
  /** The account, or the message with this number. */
  source: 'account' | number
  /** Why it must not be opened: `tampered` where two entries name one upload and promise different things of it. */
  code: FailureCode | null
}

/**
 * The files of a case: those of the account, then those of the messages that opened, in their order. One that is named twice
 * with the same promise is listed once.
 */
export function listFiles(files: readonly FileEntry[], messages: readonly OpenedMessage[]): ListedFile[] {
  const named: Omit<ListedFile, 'code'>[] = [
    ...files.map(file => ({ ...file, source: 'account' as const })),
    ...messages.flatMap(({ seq, more }) => more?.files.map(file => ({ ...file, source: seq })) ?? []),
  ]
  const promises = new Map<string, Set<string>>()
  const listed = named.filter(file => {
    const of = promises.get(file.upload) ?? new Set()
    const known = of.has(promiseOf(file))
    promises.set(file.upload, of.add(promiseOf(file)))
    return !known
  })
  return listed.map(file => ({ ...file, code: promises.get(file.upload)!.size > 1 ? 'tampered' : null }))
}

const promiseOf = ({ key, boxDigest, size, sha256 }: FileEntry) => JSON.stringify([key, boxDigest, size, sha256])
