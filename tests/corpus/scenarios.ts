import seed from './seed.json' with { type: 'json' }
import type { PointOfView } from './texts/text.ts'

export type Capacity = keyof typeof seed.capacityShare

export interface Scenario {
  id: string
  region: string
  events: readonly string[]
  compulsion: readonly string[]
  /** First and last month in which it can have happened. */
  from: string
  to: string
  /** Who can tell it. */
  capacities: readonly Capacity[]
  /** Urgent codes that fit the story. */
  urgent: readonly string[]
  /** Told by nobody but this one, whatever the capacity. */
  teller?: 'm' | 'f'
}

const letters: Readonly<Record<string, Capacity>> = {
  d: 'direct_victim',
  f: 'family',
  e: 'eyewitness',
  t: 'told_by_others',
  s: 'served_in_unit',
  w: 'worked_for_office',
  l: 'lawyer_or_ngo',
  o: 'other',
}

/** id | from | to | capacities | urgent codes | teller */
const table = `
S01 | 2015-04 | 2021-12 | dfl   | summons_deadline device_search           |
S02 | 2017-03 | 2026-10 | dfl   | retaliation summons_deadline             |
S03 | 2022-02 | 2022-04 | dfeto | missing                                  |
S04 | 2022-02 | 2022-03 | dfet  | missing                                  |
S05 | 2022-02 | 2022-03 | dfet  | missing                                  |
S06 | 2022-04 | 2022-05 | dfet  | missing device_search                    |
S07 | 2022-09 | 2022-12 | dfet  | missing retaliation                      |
S08 | 2023-03 | 2023-06 | dst   | missing held_now                         |
S09 | 2022-03 | 2023-11 | dfl   | held_now medical                         |
S10 | 2023-02 | 2026-10 | dfl   | medical summons_deadline sent_to_front   |
S11 | 2022-09 | 2022-11 | ds    | medical                                  |
S12 | 2022-06 | 2022-08 | ds    | medical                                  |
S13 | 2022-03 | 2024-11 | f     | missing retaliation                      | f
S14 | 2022-03 | 2024-11 | f     | retaliation                              | f
S15 | 2022-09 | 2022-10 | dfetl | device_search                            |
S16 | 2023-09 | 2026-10 | dfo   | minor                                    |
S17 | 2023-02 | 2023-11 | w     | retaliation device_search                | f
S18 | 2022-10 | 2022-11 | w     | retaliation                              | f
S19 | 2025-11 | 2026-10 | dfl   | summons_deadline sent_to_front held_now  |
S20 | 2023-02 | 2023-11 | dsfo  |                                          |
S21 | 2022-02 | 2022-11 | df    | medical                                  |
S22 | 2025-02 | 2025-11 | detlw | medical held_now                         |
S23 | 2022-08 | 2022-09 | d     | self_harm medical                        | f
S24 | 2022-05 | 2022-06 | teo   |                                          |
`

export const scenarios: readonly Scenario[] = table
  .trim()
  .split('\n')
  .map(line => {
    const [id = '', from = '', to = '', who = '', urgent = '', teller = ''] = line.split('|').map(cell => cell.trim())
    const told = seed.scenarios.find(scenario => scenario.id === id)
    if (!told) throw new Error(`the seed has no scenario ${id}`)
    return {
      id,
      region: told.region,
      events: told.events,
      compulsion: told.compulsion,
      from,
      to,
      capacities: [...who].map(letter => letters[letter] as Capacity),
      urgent: urgent.split(' ').filter(Boolean),
      ...(teller === 'm' || teller === 'f' ? { teller } : {}),
    }
  })

/** Stories of little weight: what a reviewer is expected to leave for last. */
export const lowWeight: readonly string[] = ['S20', 'S21', 'S24']

/** What a witness may call urgent, and the priority that follows from it. */
export const urgentCodes = {
  P0: ['held_now', 'sent_to_front', 'retaliation', 'device_search', 'minor', 'self_harm'],
  P1: ['missing', 'medical', 'summons_deadline'],
} as const

/** Urgent codes that speak of now: the story then happens in the last months. */
export const speaksOfNow: readonly string[] = ['held_now', 'sent_to_front', 'summons_deadline', 'minor']

const views: Readonly<Record<Capacity, PointOfView>> = {
  direct_victim: 'self',
  served_in_unit: 'self',
  family: 'family',
  eyewitness: 'seen',
  told_by_others: 'told',
  lawyer_or_ngo: 'lawyer',
  worked_for_office: 'office',
  other: 'seen',
}

export const pointOfView = (capacity: Capacity): PointOfView => views[capacity]
