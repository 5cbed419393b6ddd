import { fileBoxLength } from '#app/crypto/seal-file.ts'
import type { WitnessCase } from '../send-testimony.ts'
import type { FileSending, FileState } from './file-state.ts'
import type { FileToSend } from './file-to-send.ts'
import { startMoreThread, type CaseServer } from './more-thread.ts'
import { reasonOf } from './reason-of.ts'
import { newSpeed } from './speed.ts'
import { startInWorker, type StartTransfer, type TransferHandle } from './start-transfer.ts'
import type { FromTransferWorker } from './transfer-messages.ts'
import type { Transferred } from './transfer.ts'

/** More at once would only share one line. */
const AT_ONCE = 2
const SECOND = 1000
/** What a worker may take to delete what it uploaded. */
const FAREWELL = 5 * SECOND
/** How often the script of a worker that does not arrive is asked for anew before a person has to. */
const STARTS = 5

interface Surroundings {
  start?: StartTransfer
  server?: CaseServer
  now?: () => Date
}

/** A file with what is done for it. */
interface Line {
  readonly file: FileToSend
  state: FileState
  speed: ReturnType<typeof newSpeed>
  handle: TransferHandle | null
  starts: number
}

/**
 * Sends files after the testimony was received, once for each case: at most two are sealed and uploaded at a time, and each
 * is named by a message of its own (FORMAT.md §6). `received` only after the server's answer to that message. Lost lines
 * are waited for. Nothing is stored in the browser.
 */
export function sendFiles(files: readonly FileToSend[], to: WitnessCase, surroundings: Surroundings = {}): FileSending {
  const { start = startInWorker } = surroundings
  const ended = new AbortController()
  const thread = startMoreThread(to, surroundings, ended.signal)
  const listeners = new Set<() => void>()
  /** Workers that still delete what nobody wants. */
  const leaving = new Set<TransferHandle>()
  let lines = files.map(newLine)
  let shown: readonly FileState[] = lines.map(line => line.state)

  function change(line: Line, part: Partial<FileState>): void {
    if (ended.signal.aborted) return
    line.state = { ...line.state, ...part }
    shown = lines.map(one => one.state)
    for (const listener of listeners) listener()
  }

  function pump(): void {
    if (ended.signal.aborted) return
    for (const line of lines) {
      if (lines.filter(one => one.state.phase === 'sending').length >= AT_ONCE) return
      if (line.state.phase !== 'waiting') continue
      change(line, { phase: 'sending', reason: null })
      if (line.handle) line.handle.send({ do: 'go-on' })
      else begin(line)
    }
  }

  function begin(line: Line): void {
    line.speed = newSpeed(() => performance.now())
    let handle: TransferHandle | null = null
    handle = start(line.file.file, message => {
      if (line.handle === handle) take(line, message)
    })
    line.handle = handle
  }

  function take(line: Line, message: FromTransferWorker): void {
    switch (message.type) {
      case 'total':
        return change(line, { total: message.bytes })
      case 'stored': {
        const rate = line.speed.take(message.bytes)
        const left = rate ? (line.state.total - message.bytes) / rate : null
        return change(line, { sent: message.bytes, rate, left, offline: false })
      }
      case 'offline':
        return change(line, message.lost ? { offline: true, rate: null, left: null } : { offline: false })
      case 'transferred':
        line.handle?.end()
        line.handle = null
        void confirm(line, message.file)
        return pump()
      case 'failed':
        if (message.reason.sentence === 'library' && line.starts < STARTS) return beginAgain(line)
        if (message.reason.sentence !== 'full') retire(line)
        change(line, { ...stopped, phase: 'failed', reason: message.reason })
        return pump()
      case 'cancelled':
        return
    }
  }

  /** The script of the worker, or what it needs, did not arrive: the line is lost. */
  function beginAgain(line: Line): void {
    line.handle?.end()
    line.handle = null
    line.starts++
    change(line, { offline: true })
    setTimeout(() => {
      if (!ended.signal.aborted && line.state.phase === 'sending' && !line.handle) begin(line)
    }, line.starts * SECOND)
  }

  async function confirm(line: Line, sealed: Transferred): Promise<void> {
    const { id, name, type, meta } = line.file
    change(line, { ...stopped, phase: 'confirming', sent: line.state.total })
    try {
      await thread.send({ id, ...sealed, name, type, meta }, lost => change(line, { offline: lost }))
      change(line, { ...stopped, phase: 'received' })
    } catch (error) {
      change(line, { ...stopped, phase: 'failed', reason: reasonOf(error) })
    }
  }

  /** The worker may delete what it uploaded, then it ends. */
  function retire(line: Line): void {
    const { handle } = line
    line.handle = null
    if (!handle) return
    leaving.add(handle)
    setTimeout(() => {
      handle.end()
      leaving.delete(handle)
    }, FAREWELL)
  }

  const find = (id: string) => lines.find(line => line.file.id === id)
  pump()
  return {
    states: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    cancel(id) {
      const line = find(id)
      if (!line || !['waiting', 'sending', 'failed'].includes(line.state.phase)) return
      line.handle?.send({ do: 'cancel' })
      retire(line)
      change(line, { ...stopped, phase: 'cancelled', sent: 0, reason: null })
      pump()
    },
    retry(id) {
      const line = find(id)
      if (!line || !['failed', 'cancelled'].includes(line.state.phase)) return
      line.starts = 0
      change(line, { ...stopped, phase: 'waiting', reason: null, sent: line.handle ? line.state.sent : 0 })
      pump()
    },
    end() {
      ended.abort()
      listeners.clear()
      for (const line of lines) line.handle?.end()
      for (const handle of leaving) handle.end()
      leaving.clear()
      lines = []
      shown = []
    },
  }
}

const stopped = { rate: null, left: null, offline: false } as const

function newLine(file: FileToSend): Line {
  const { id, name } = file
  const size = file.file.size
  const state: FileState = { id, name, size, phase: 'waiting', sent: 0, total: 0, ...stopped, reason: null }
  const line = { file, state, speed: newSpeed(() => 0), handle: null, starts: 0 }
  try {
    state.total = fileBoxLength(size)
  } catch (error) {
    line.state = { ...state, phase: 'failed', reason: reasonOf(error) }
  }
  return line
}
