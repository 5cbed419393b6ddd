import type { Db, Transactor } from './database.ts'

export interface NewMessage {
  submission: number
  sender: 'witness' | 'team'
  seq: number
  day: string
  /** H(32, box). */
  hash: Uint8Array
  box: Uint8Array
}

export type MessageRow = Omit<NewMessage, 'hash'> & { id: number }

/** Stores a message without its wraps; gives its row. The same hash twice is refused by the database. */
export async function insertMessage(trx: Transactor, message: NewMessage): Promise<number> {
  const row = await trx.insertInto('messages').values(message).returning('id').executeTakeFirstOrThrow()
  return row.id
}

/** Where the message with this hash stands. */
export async function findMessage(
  db: Db,
  hash: Uint8Array,
): Promise<Pick<NewMessage, 'submission' | 'sender' | 'seq'> | undefined> {
  return db.selectFrom('messages').select(['submission', 'sender', 'seq']).where('hash', '=', hash).executeTakeFirst()
}

/** The messages of one direction of a case: how many, their bytes, and the highest number; 0 where there is none. */
export async function measureThread(
  db: Db,
  submission: number,
  sender: NewMessage['sender'],
): Promise<{ count: number; bytes: number; last: number }> {
  return db
    .selectFrom('messages')
    .select(({ fn, val }) => [
      fn.countAll<number>().as('count'),
      fn.coalesce(fn.sum<number>(fn<number>('length', ['box'])), val(0)).as('bytes'),
      fn.coalesce(fn.max('seq'), val(0)).as('last'),
    ])
    .where('submission', '=', submission)
    .where('sender', '=', sender)
    .executeTakeFirstOrThrow()
}

/** All messages of a case, in order of arrival. */
export async function listMessages(db: Db, submission: number): Promise<MessageRow[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'submission', 'sender', 'seq', 'day', 'box'])
    .where('submission', '=', submission)
    .orderBy('id')
    .execute()
}
