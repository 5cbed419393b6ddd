import type { Compartment } from '#app/crypto/types.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { dayNumber } from '#app/trust/date.ts'
import { currentEpoch } from '#app/trust/key-log.ts'
import { holdersOf } from '#app/trust/roster.ts'
import { today } from './today.ts'
import { olderOpen } from './prepare-rotation.ts'

/** Days before the end of an epoch in which the page says so. */
const SOON = 30

/** One compartment: its current key, since and until when, who holds it, what is left of older ones. */
export function CompartmentCard({ compartment }: { compartment: Compartment }) {
  const { keys: words, common } = useKeysWords()
  const keyring = useKeyring()
  const { log, roster, state, nameOf } = keyring
  const epoch = currentEpoch(log, compartment)
  const days = (dayNumber(epoch.notAfter) ?? 0) - (dayNumber(today()) ?? 0)
  const older = olderOpen(keyring, compartment)
  const quarantined = state.epochs
    .filter(one => one.compartment === compartment)
    .reduce((n, one) => n + one.quarantined, 0)
  return (
    <section className="ad-card" aria-label={common.compartments[compartment]}>
      <h2>
        {common.compartments[compartment]} <span className="ad-tag">{words.current(epoch.epoch)}</span>
      </h2>
      <dl className="ad-facts">
        <dt>{words.since}</dt>
        <dd>{epoch.at}</dd>
        <dt>{words.until}</dt>
        <dd>
          {epoch.notAfter}
          {days <= SOON && <span className="ad-wrong"> {days < 0 ? words.over : words.soon(days)}</span>}
        </dd>
        <dt>{words.holders}</dt>
        <dd>{[...holdersOf(roster, compartment).map(member => nameOf(member.id)), words.recovery].join(', ')}</dd>
        <dt>{words.older}</dt>
        <dd>
          {older.length === 0 ? words.olderNone : older.map(one => words.olderRow(one.epoch, one.wraps)).join('; ')}
        </dd>
      </dl>
      {quarantined > 0 && <p className="ad-wrong">{words.quarantined(quarantined)}</p>}
    </section>
  )
}
