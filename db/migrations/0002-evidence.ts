import { sql, type Kysely, type Migration } from 'kysely'

const statements = [
  // `hour`: of the last byte, since 1970, while nobody has claimed it. `digest`: H(32, box), since it was claimed.
  `create table uploads (
    id blob primary key check (length(id) = 16),
    length integer not null check (length > 0),
    hour integer,
    submission integer references submissions (id),
    digest blob check (length(digest) = 32),
    check ((submission is null) = (digest is null))
  ) strict, without rowid`,
  `create index uploads_unclaimed on uploads (hour) where submission is null`,
  `create index uploads_by_submission on uploads (submission) where submission is not null`,
  `create table messages (
    id integer primary key,
    submission integer not null references submissions (id),
    sender text not null check (sender in ('witness', 'team')),
    seq integer not null check (seq >= 1),
    day text not null,
    hash blob not null unique check (length(hash) = 32),
    box blob not null
  ) strict`,
  `create index messages_by_submission on messages (submission)`,
  `create index submissions_by_token on submissions (token_hash) where token_hash is not null`,
  // Row of the message that a wrap opens; 0: of the submission itself.
  `alter table wraps add column message integer not null default 0`,
  `drop index wraps_by_submission`,
  `create unique index wraps_by_submission on wraps (submission, compartment, message, epoch, kind)`,
]

/** Evidence: uploads, and the messages that name them. */
export const evidence: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
