import { dayText, FIRST_DAY } from '#app/trust/day.ts'
import { addDays } from '#app/trust/date.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Digest } from '#app/crypto/types.ts'
import { firstDay, insertDay, lastDay, listArrived, listLastEvents } from '#db/days.ts'
import { today, type Instance } from './instance.ts'

/**
 * Writes the text of every finished UTC day since the first submission (FORMAT.md §13), each with the hash of the one
 * before. Gives how many it wrote; doing it again writes nothing.
 */
export async function writeDays(instance: Instance): Promise<number> {
  const { db, log } = instance
  let count = 0
  for (;;) {
    const before = await lastDay(db)
    const date = before ? addDays(before.date, 1) : await firstDay(db)
    if (date === undefined || date >= today(instance)) break
    await db.transaction().execute(async trx => {
      const arrived = await listArrived(trx, before?.last_submission ?? 0, date)
      const grown = await listLastEvents(trx, before?.last_event ?? 0, date)
      const { text, sha256 } = dayText({
        date,
        before: before?.sha256 ?? FIRST_DAY,
        submissions: arrived.map(({ digest }) => digest as Digest),
        events: grown.map(({ event }) => hash32(event)),
      })
      const last_submission = arrived.at(-1)?.id ?? before?.last_submission ?? 0
      const last_event = grown.at(-1)?.id ?? before?.last_event ?? 0
      await insertDay(trx, { date, text, sha256, last_submission, last_event })
    })
    count += 1
  }
  if (count > 0) log({ event: 'days written', count })
  return count
}
