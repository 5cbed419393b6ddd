import { codesOf, itemsOf, slotOf, type Draft } from '#app/testimony/draft.ts'
import { toFuzzyDate, type DraftDate } from '#app/testimony/draft-date.ts'
import { boundsOf } from '#app/testimony/fuzzy-date.ts'
import type { DraftPlace } from '#app/testimony/place.ts'
import { fillDate } from './told-date.ts'
import { suggestPriority, type Priority } from '#app/testimony/triage.ts'

/** What a witness said in answers beside the account, read from what they filled in: what a card has to agree with. */
export interface Said {
  where: string | null
  device: string | null
  deadline: string | null
  told: readonly string[]
  minor: boolean
  specialist: boolean
  events: number
  types: readonly string[]
  regions: readonly string[]
  /** As told in EDTF, and the days between which that lies. */
  dates: readonly string[]
  earliest: string | null
  latest: string | null
  /** What the signs of danger call for on the day it was sent. */
  priority: Priority
}

export function readSaid(draft: Draft, now: Date): Said {
  const code = (slot: string) => codesOf(draft, slot)[0] ?? null
  const dateIn = (slot: string) => toFuzzyDate((draft[slot] as DraftDate | undefined) ?? nothing)?.edtf ?? null
  const items = itemsOf(draft, 'event')
  const dates = items.map(item => dateIn(slotOf('event.when', item))).filter(edtf => edtf !== null)
  const ends = dates.map(boundsOf)
  const regions = items.map(item => (draft[slotOf('event.place', item)] as DraftPlace | undefined)?.region)
  const types = sorted(items.flatMap(item => codesOf(draft, slotOf('event.type', item))))
  const deadline = dateIn('safety.deadline')
  const [where, device, safety] = [code('safety.where'), code('safety.device'), code('safety.now')]
  const urgent = codesOf(draft, 'safety.urgent')
  const ages = itemsOf(draft, 'affected').map(item => code(slotOf('affected.age', item)))
  const minor = code('start.adult') === 'no' || urgent.includes('minor') || ages.includes('15_17')
  return {
    where,
    device,
    deadline,
    told: codesOf(draft, 'account.told_before'),
    minor,
    specialist: minor || types.includes('sexual_violence'),
    events: items.length,
    types,
    regions: sorted(regions.filter(region => region !== undefined)),
    dates,
    earliest: ends.some(end => end.earliest === null) ? null : (sorted(ends.map(end => end.earliest!))[0] ?? null),
    latest: ends.some(end => end.latest === null) ? null : (sorted(ends.map(end => end.latest!)).at(-1) ?? null),
    priority: suggestPriority({ safety, where, device, urgent, deadline, minor }, now.toISOString().slice(0, 10)),
  }
}

const nothing: DraftDate = fillDate(null)

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort()
