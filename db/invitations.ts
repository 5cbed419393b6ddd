import type { Db, Transactor } from './database.ts'

export interface InvitationRow {
  id: Uint8Array
  roles: string[]
  compartments: string[]
  day: string
  maker: string
  box: Uint8Array
  wrap: Uint8Array
  accepted: string | null
  mac: Uint8Array | null
}

const read = (row: Omit<InvitationRow, 'roles' | 'compartments'> & { roles: string; compartments: string }) => ({
  ...row,
  roles: JSON.parse(row.roles) as string[],
  compartments: JSON.parse(row.compartments) as string[],
})

export async function findInvitation(db: Db, id: Uint8Array): Promise<InvitationRow | undefined> {
  const row = await db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst()
  return row && read(row)
}

export async function listInvitations(db: Db): Promise<InvitationRow[]> {
  return (await db.selectFrom('invitations').selectAll().orderBy('day').orderBy('id').execute()).map(read)
}

export async function insertInvitation(
  trx: Transactor,
  row: {
    id: Uint8Array
    roles: string[]
    compartments: string[]
    day: string
    maker: string
    box: Uint8Array
    wrap: Uint8Array
  },
): Promise<void> {
  const { roles, compartments } = row
  await trx
    .insertInto('invitations')
    .values({ ...row, roles: JSON.stringify(roles), compartments: JSON.stringify(compartments) })
    .execute()
}

export async function acceptInvitation(
  trx: Transactor,
  id: Uint8Array,
  member: string,
  mac: Uint8Array,
): Promise<void> {
  await trx.updateTable('invitations').set({ accepted: member, mac }).where('id', '=', id).execute()
}

export async function deleteInvitation(trx: Transactor, id: Uint8Array): Promise<void> {
  await trx.deleteFrom('invitations').where('id', '=', id).execute()
}
