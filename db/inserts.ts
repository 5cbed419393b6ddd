import type SQLite from 'better-sqlite3'
import type { NewWrap } from './wraps.ts'

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
 * The two inserts that run thousands of times in one transaction: prepared once, and synchronous, which is several times
 * faster. Call them inside a transaction of the same database, which alone holds the connection then.
 */
export interface Inserts {
  /** Inserts a submission without its wraps; gives its row, or null when the same is stored already. */
  submission(submission: NewSubmission): number | null
  /** Inserts a wrap, or replaces what stands for the same submission, epoch and kind, which ends its quarantine. */
  wrap(wrap: NewWrap): void
}

/** Prepares the inserts; the schema is there. */
export function prepareInserts(sqlite: SQLite.Database): Inserts {
  const submission = sqlite.prepare(
    `insert into submissions (digest, day, account_hash, contact_hash, uploads, token_hash, proof, card)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (digest) do nothing`,
  )
  const account = sqlite.prepare('insert into accounts (submission, box) values (?, ?)')
  const contact = sqlite.prepare('insert into contacts (submission, box) values (?, ?)')
  const wrap = sqlite.prepare(
    `insert into wraps (submission, compartment, epoch, kind, subject, commitment, wrap) values (?, ?, ?, ?, ?, ?, ?)
      on conflict (submission, compartment, epoch, kind) do update set wrap = excluded.wrap, quarantined = 0`,
  )
  return {
    submission(s) {
      const { digest, day, accountHash, contactHash, uploads, tokenHash, proof, card } = s
      const done = submission.run(digest, day, accountHash, contactHash, uploads, tokenHash, proof, card)
      if (done.changes === 0) return null
      const id = Number(done.lastInsertRowid)
      account.run(id, s.account)
      if (s.contact) contact.run(id, s.contact)
      return id
    },
    wrap(w) {
      wrap.run(w.submission, w.compartment, w.epoch, w.kind, w.subject, w.commitment, w.wrap)
    },
  }
}
