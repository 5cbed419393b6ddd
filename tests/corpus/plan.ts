import { happen, type Happening } from './event.ts'
import type { Length, Written } from './narrative.ts'
import { noises, type Noise } from './noise.ts'
import { deal, type Random } from './random.ts'
import { type Capacity, lowWeight, pointOfView, scenarios, type Scenario, urgentCodes } from './scenarios.ts'
import seed from './seed.json' with { type: 'json' }
import type { Precision } from './when.ts'

export type Priority = keyof typeof seed.priorityTruth

/** How an entry stands to others. `of`: index of the other entry within the block. */
export type Relation =
  | { kind: 'same_event'; cluster: number }
  | { kind: 'duplicate' | 'follow_up' | 'derived' | 'contradicts' | 'false_friend'; of: number }

/** What is decided about an entry before it is written. */
export interface Plan {
  written: Written
  length: Length
  capacity: Capacity
  priority: Priority
  urgent: readonly string[]
  event: Happening
  relation: Relation | null
  noise: Noise | null
}

export const blockSize = seed.count

const clusterSizes = [2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6]
/** Events that several kinds of people can tell. */
const publicScenarios = ['S03', 'S04', 'S05', 'S06', 'S07', 'S15']

/** Stories of children and of sexual violence: much of the longer forms is not asked there. */
const leavesOut = ['S16', 'S23']

/** Crimean Tatar accounts wait for translators: their share is told mixed and in Ukrainian. */
function writtenShares(): Record<Written, number> {
  const { uk, ru, mixed, en, crh } = seed.languageShare
  return { uk: uk + crh / 2, ru, mixed: mixed + crh / 2, en }
}

/** Plans one block of 200 entries in the shares of the seed. Each block has its own numbers and nothing of another. */
export function planBlock(random: Random): Plan[] {
  const written = deal(random, writtenShares(), blockSize)
  const lengths = deal<Length>(random, seed.modeShare, blockSize)
  const capacities = deal<Capacity>(random, seed.capacityShare, blockSize)
  const precisions = deal<Precision>(random, seed.datePrecisionShare, blockSize)
  const priorities = deal<Priority>(random, seed.priorityTruth, blockSize)
  const used = new Map<string, number>()

  const plans = written.map((language, i): Plan => {
    const capacity = capacities[i]!
    const priority = priorities[i]!
    const { scenario, urgent } = chooseScenario(random, capacity, priority, used)
    return {
      written: language,
      length: lengths[i]!,
      capacity,
      priority,
      urgent,
      event: happen(random, scenario, precisions[i]!, urgent),
      relation: null,
      noise: null,
    }
  })
  relate(random, plans)
  return plans
}

/** The least told of the stories that fit who tells and how urgent it is. */
function chooseScenario(
  random: Random,
  capacity: Capacity,
  priority: Priority,
  used: Map<string, number>,
): { scenario: Scenario; urgent: string[] } {
  const all: readonly string[] = priority === 'P0' || priority === 'P1' ? urgentCodes[priority] : []
  // Nobody writes that they themselves are missing, or held.
  const codes = pointOfView(capacity) === 'self' ? all.filter(code => code !== 'missing' && code !== 'held_now') : all
  const able = scenarios.filter(scenario => scenario.capacities.includes(capacity))
  const fitting =
    codes.length > 0
      ? able.filter(scenario => scenario.urgent.some(code => codes.includes(code)))
      : able.filter(scenario => priority === 'P2' || lowWeight.includes(scenario.id))
  const open = random.shuffle(fitting.length > 0 ? fitting : able)
  const least = Math.min(...open.map(scenario => used.get(scenario.id) ?? 0))
  const scenario = open.find(one => (used.get(one.id) ?? 0) === least)!
  used.set(scenario.id, least + 1)
  const own = scenario.urgent.filter(code => codes.includes(code))
  const urgent = codes.length === 0 ? [] : [random.pick(own.length > 0 ? own : codes)]
  if (priority === 'P0' && random.chance(0.25))
    urgent.push(random.pick(urgentCodes.P1.filter(code => code !== 'missing')))
  return { scenario, urgent }
}

/** Makes entries speak of the same things, and some of them noise. Urgent ones stay as they are. */
function relate(random: Random, plans: Plan[]): void {
  // The few insiders keep their stories.
  const calm = (plan: Plan) => plan.urgent.length === 0 && plan.capacity !== 'worked_for_office'
  const free = random.shuffle(plans.map((_, i) => i).filter(i => calm(plans[i]!)))
  const next = (fits: (plan: Plan) => boolean = () => true): number => {
    const at = free.findIndex(i => fits(plans[i]!))
    return free.splice(Math.max(at, 0), 1)[0]!
  }

  for (const noise of noises) {
    const fits = (plan: Plan) => !(noise.fields && leavesOut.includes(plan.event.scenario.id))
    plans[next(plan => fits(plan) && (plan.priority === 'P3' || plan.priority === 'P2'))]!.noise = noise
  }
  giveRoom(plans)

  for (const [cluster, size] of clusterSizes.entries()) {
    const scenario = scenarios.find(one => one.id === publicScenarios[cluster % publicScenarios.length])!
    const tells = (plan: Plan) => scenario.capacities.includes(plan.capacity)
    const event = happen(random, scenario, 'day', [])
    for (let n = 0; n < size; n++) {
      const plan = plans[next(tells)]!
      plan.event = event
      plan.relation = { kind: 'same_event', cluster }
      if (!tells(plan)) plan.capacity = 'eyewitness'
    }
  }

  const pair = (alike = false): [Plan, Plan, number] => {
    const one = next()
    const capacity = plans[one]!.capacity
    const two = next(alike ? plan => plan.capacity === capacity : undefined)
    const [first, second] = one < two ? [one, two] : [two, one]
    return [plans[first]!, plans[second]!, first]
  }
  const { exact_duplicates, follow_ups, derived_from_pairs, contradicting_pairs, false_friend_pairs } = seed.clusters
  for (let n = 0; n < exact_duplicates; n++) {
    const [first, second, of] = pair()
    Object.assign(second, { ...first, relation: { kind: 'duplicate', of } })
  }
  for (let n = 0; n < follow_ups; n++) {
    const [first, second, of] = pair()
    const { written, capacity, event } = first
    Object.assign(second, { written, capacity, event, relation: { kind: 'follow_up', of } })
  }
  for (let n = 0; n < derived_from_pairs; n++) {
    const [first, second, of] = pair()
    const rumour = scenarios.find(one => one.id === 'S24')!
    first.event = happen(random, rumour, 'month', [])
    for (const plan of [first, second])
      Object.assign(plan, { event: first.event, capacity: 'told_by_others', written: first.written })
    second.relation = { kind: 'derived', of }
  }
  for (let n = 0; n < contradicting_pairs; n++) {
    const [first, second, of] = pair(true)
    const other = happen(random, first.event.scenario, 'day', [])
    second.capacity = first.capacity
    second.event = { ...first.event, when: other.when, many: other.many }
    second.relation = { kind: 'contradicts', of }
  }
  for (let n = 0; n < false_friend_pairs; n++) {
    const [first, second, of] = pair()
    // One callsign, two units: other people.
    second.event = {
      ...second.event,
      boss: first.event.boss,
      unit: first.event.unit === 'в/ч 00017' ? 'в/ч 00042' : 'в/ч 00017',
    }
    second.relation = { kind: 'false_friend', of }
  }
}

/** Noise for the short fields goes where they are asked: into the full form. */
function giveRoom(plans: Plan[]): void {
  const rooms = plans.filter(plan => plan.length === 'full' && !plan.noise?.fields && !plan.relation)
  for (const plan of plans) {
    if (!plan.noise?.fields) continue
    if (plan.length === 'full') continue
    const room = rooms.shift()!
    ;[plan.length, room.length] = [room.length, plan.length]
  }
}
