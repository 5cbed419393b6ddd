/** Where a file is on its way. `sending`: sealed and uploaded; `confirming`: its message is on the way; `received`: durable, and named by a message. */
export type FilePhase = 'waiting' | 'sending' | 'confirming' | 'received' | 'failed' | 'cancelled'

/**
 * Why a file was not received. `changed`: the file is not the one that was chosen any more, or cannot be read. `full`: no room
 * on the server; `retry` goes on where it stopped. `untrusted`: the server shows another organisation. `code`: as in FORMAT.md §11.
 */
export interface FileReason {
  sentence: 'changed' | 'too-large' | 'full' | 'untrusted' | 'refused' | 'library' | 'fault'
  code: string
}

/** One file as a screen shows it. Bytes are those of the box: a little more than the file has. */
export interface FileState {
  id: string
  name: string
  /** Of the file. */
  size: number
  phase: FilePhase
  /** What the server has stored. */
  sent: number
  total: number
  /** Bytes per second, smoothed. */
  rate: number | null
  /** Seconds, smoothed. */
  left: number | null
  /** The line is lost; it goes on by itself. */
  offline: boolean
  /** Of `failed` alone. */
  reason: FileReason | null
}

/** Files that follow a testimony, until all are received or the page ends. */
export interface FileSending {
  /** A new array after each change, in the order of the files. */
  states(): readonly FileState[]
  /** Calls back after each change. Gives what ends that. */
  subscribe(listener: () => void): () => void
  /** Before it is received: the upload is deleted. */
  cancel(id: string): void
  /** Of a file that failed or was cancelled. */
  retry(id: string): void
  /** Ends all workers and forgets everything in the same tick; nothing is called back any more. */
  end(): void
}
