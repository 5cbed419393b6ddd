import type SQLite from 'better-sqlite3'
import type { Compartment } from './epochs.ts'
import type { NewWrap, WrapRow } from './wraps.ts'

export interface NewSubmission {
  digest: Uint8Array
  day: string
  accountHash: Uint8Array
  contactHash: Uint8Array | null
  uploads: Uint8Array
  tokenHash: Uint8Array | null
  proof: Uint8Array | null
  card: Uint8Array
  account: Uint8Array
  contact: Uint8Array | null
}

/**
 * What runs thousands of times in one transaction: prepared once, and synchronous, which is several times faster. Call it
 * inside a transaction of the same database, which alone holds the connection then.
 */
export interface Hot {
  /** Inserts a submission without its wraps; gives its row, or null when the same is stored already. */
  insertSubmission(submission: NewSubmission): number | null
  /** Inserts a wrap, or replaces what stands for the same subject, epoch and kind, which ends its quarantine. */
  putWrap(wrap: NewWrap): void
  /** Epochs that take submissions, by their key id in hex. */
  openEpochs(): Map<string, OpenEpochRow>
  /** Every wrap of a subject: a submission by its digest, a message by its hash. */
  wrapsOf(subject: Uint8Array, compartment: Compartment): WrapRow[]
}

export interface OpenEpochRow {
  id: number
  compartment: Compartment
}

/** Prepares the statements; the schema is there. */
export function prepareHot(sqlite: SQLite.Database): Hot {
  const submission = sqlite.prepare(
    `insert into submissions (digest, day, account_hash, contact_hash, uploads, token_hash, proof, card, account)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (digest) do nothing`,
  )
  const contact = sqlite.prepare('insert into contacts (submission, box) values (?, ?)')
  const wrap = sqlite.prepare(
    `insert into wraps (submission, compartment, message, epoch, kind, subject, commitment, wrap)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (submission, compartment, message, epoch, kind) do update set wrap = excluded.wrap, quarantined = 0`,
  )
  const wrapsOf = sqlite.prepare<[Uint8Array, Compartment], WrapRow>(
    `select w.* from submissions as s join wraps as w on w.submission = s.id
      where s.digest = ? and w.compartment = ? and w.message = 0`,
  )
  const wrapsOfMessage = sqlite.prepare<[Uint8Array, Compartment], WrapRow>(
    `select w.* from messages as m join wraps as w on w.submission = m.submission and w.message = m.id
      where m.hash = ? and w.compartment = ?`,
  )
  const epochs = sqlite.prepare<[], OpenEpochRow & { key: string }>(
    'select id, compartment, lower(hex(key_id)) as key from epochs where open = 1',
  )
  return {
    openEpochs: () => new Map(epochs.all().map(({ key, ...epoch }) => [key, epoch])),
    insertSubmission(s) {
      const { digest, day, accountHash, contactHash, uploads, tokenHash, proof, card, account } = s
      const done = submission.run(digest, day, accountHash, contactHash, uploads, tokenHash, proof, card, account)
      if (done.changes === 0) return null
      const id = Number(done.lastInsertRowid)
      if (s.contact) contact.run(id, s.contact)
      return id
    },
    putWrap(w) {
      wrap.run(w.submission, w.compartment, w.message, w.epoch, w.kind, w.subject, w.commitment, w.wrap)
    },
    wrapsOf(subject, compartment) {
      const rows = wrapsOf.all(subject, compartment)
      return rows.length > 0 ? rows : wrapsOfMessage.all(subject, compartment)
    },
  }
}
