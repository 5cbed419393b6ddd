import { verify } from '#app/crypto/keys.ts'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { parseStatement, statementSignedBytes, type LogEntry } from '#app/trust/statement.ts'
import { putDraft } from '#db/key-log.ts'
import { readAuthority, requireAdmin } from './authority.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'

/**
 * Keeps a statement that an admin signed and that others have yet to sign, until the next statement is appended. For
 * admins. Throws `conflict` when the log moved on, `malformed` for anything but an `admins` statement with an admin's
 * signature.
 */
export async function keepDraft(instance: Instance, member: string, entry: LogEntry): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    requireAdmin(await readAuthority(instance, trx, member))
    const { head, admins } = await instance.keyLog.read(trx)
    const statement = parseStatement(entry)
    if (statement.type !== 'admins') throw new Refused('malformed')
    if (statement.seq !== head.seq + 1 || statement.prev !== head.hash) throw new Refused('conflict')
    const bytes = statementSignedBytes(statement.text)
    const signed = entry.signatures.some(({ by, sig }) =>
      admins.some(admin => toB64u(admin) === by && verify(admin, bytes, fromB64u(sig))),
    )
    if (!signed) throw new Refused('malformed')
    await putDraft(trx, { statement: entry.statement, signatures: [...entry.signatures] })
  })
}
