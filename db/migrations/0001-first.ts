import { sql, type Kysely, type Migration } from 'kysely'

const tables = [
  `create table organisation (
    id integer primary key check (id = 1),
    languages text not null,
    recovery_kem blob not null
  ) strict`,
  `create table statements (
    seq integer primary key,
    text blob not null,
    signatures text not null
  ) strict`,
  `create table rosters (
    seq integer primary key references statements (seq),
    text blob not null
  ) strict`,
  `create table epochs (
    id integer primary key,
    compartment text not null check (compartment in ('account', 'contact')),
    epoch integer not null,
    kem blob not null,
    key_id blob not null unique,
    open integer not null check (open in (0, 1)),
    unique (compartment, epoch)
  ) strict`,
  `create table grants (
    epoch integer not null references epochs (id),
    receiver text not null,
    sealed blob not null,
    primary key (epoch, receiver)
  ) strict, without rowid`,
  `create table members (
    id text primary key,
    handle text unique,
    record text,
    lock blob,
    sign blob not null unique,
    reply blob not null,
    kem blob not null
  ) strict`,
  `create table sessions (
    hash blob primary key,
    member text not null references members (id),
    started integer not null,
    seen integer not null
  ) strict, without rowid`,
  `create table names (
    id integer primary key check (id = 1),
    box blob not null,
    wrap blob not null,
    epoch integer not null references epochs (id)
  ) strict`,
  `create table drafts (
    id integer primary key check (id = 1),
    entry text not null
  ) strict`,
  `create table invitations (
    id blob primary key,
    roles text not null,
    compartments text not null,
    day text not null,
    maker text not null references members (id),
    box blob not null,
    wrap blob not null,
    accepted text references members (id),
    mac blob
  ) strict`,
  `create table submissions (
    id integer primary key,
    digest blob not null unique check (length(digest) = 32),
    day text not null,
    account_hash blob not null,
    contact_hash blob,
    uploads blob not null,
    token_hash blob,
    proof blob,
    card blob not null,
    account blob not null
  ) strict`,
  `create table contacts (
    submission integer primary key references submissions (id),
    box blob not null
  ) strict`,
  `create table wraps (
    id integer primary key,
    submission integer not null references submissions (id),
    compartment text not null check (compartment in ('account', 'contact')),
    epoch integer not null references epochs (id),
    kind integer not null check (kind in (1, 2)),
    quarantined integer not null default 0 check (quarantined in (0, 1)),
    subject blob not null check (length(subject) = 32),
    commitment blob not null,
    wrap blob not null
  ) strict`,
  `create unique index wraps_by_submission on wraps (submission, compartment, epoch, kind)`,
  `create index wraps_quarantined on wraps (epoch) where quarantined = 1`,
  `create table events (
    id integer primary key,
    submission integer not null references submissions (id),
    chain text not null check (chain in ('account', 'contact')),
    seq integer not null,
    member text not null references members (id),
    n integer not null,
    day text not null,
    event blob not null,
    unique (submission, chain, seq),
    unique (member, chain, n)
  ) strict`,
  `create table forms (
    hash text primary key,
    text blob not null
  ) strict`,
  `create table days (
    date text primary key,
    text text not null,
    sha256 text not null,
    last_submission integer not null,
    last_event integer not null
  ) strict`,
]

/** Version 0.1.0. */
export const first: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of tables) await sql.raw(table).execute(db)
  },
}
