import { openCard } from '#app/crypto/open.ts'
import type { Hash32 } from '#app/crypto/types.ts'
import type { OpenEpoch } from '#app/crypto/wrap.ts'
import { decodeQueuePage, type QueueEntry } from '#app/wire/queue.ts'
import { sealCorpus } from '#tests/corpus/seal-corpus.ts'
import { sendCorpus } from '#tests/corpus/send-corpus.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import type { Member } from '#tests/support/member.ts'
import { readTarget } from '#tests/support/sample.ts'
import { median, row, type Measured, type Ratio } from './measure.ts'
import { startFilled, type Filled } from './organisation.ts'
import { rotateInBrowser } from './rotation.ts'

export interface GrowthPlan {
  small: number
  large: number
  /** Submissions sent into each, in each round. */
  arriving: number
  rounds: number
}

interface Costs {
  list: number[]
  open: number[]
  intake: number[]
  rotate: number[]
}

/** S9: what one entry costs in a small and in a large archive: listing and opening cards, intake, rotation. Turn by turn. */
export async function measureGrowth({ small, large, arriving, rounds }: GrowthPlan): Promise<Measured> {
  const archives: { size: number; filled: Filled; costs: Costs }[] = []
  const browser = await launchBrowser()
  try {
    for (const size of [small, large])
      archives.push({
        size,
        filled: await startFilled(size, 'adopted'),
        costs: { list: [], open: [], intake: [], rotate: [] },
      })
    for (let round = 0; round < rounds; round++)
      for (const { filled, costs } of round % 2 === 0 ? archives : archives.toReversed())
        await measureRound(filled, costs, arriving)
    for (const { size, filled, costs } of archives) {
      const moved = size + rounds * arriving
      costs.rotate.push(((await rotateInBrowser(browser, filled)) / moved) * 1e6)
    }
  } finally {
    await browser.close()
    for (const { filled } of archives) await filled.server.end()
  }
  const kinds = ['list', 'open', 'intake', 'rotate'] as const
  const [first, second] = archives
  if (!first || !second) throw new Error('two archives')
  const rows = kinds.flatMap(kind =>
    archives.map(({ size, costs }) => row(`${kind} at ${size.toLocaleString('en-GB')}`, 'µs an entry', costs[kind])),
  )
  const ratios = kinds.map((kind): Ratio => {
    const value = median(second.costs[kind].map((cost, round) => cost / first.costs[kind][round]!))
    return { what: `${kind}, large : small`, value, goal: '≤ 1.3' }
  })
  return {
    name: 'growth',
    about: 'S9, cost of one entry; opening in Node, rotation in Chromium',
    rows,
    ratios,
    facts: { arriving, rounds },
  }
}

async function measureRound({ server, organisation }: Filled, costs: Costs, arriving: number): Promise<void> {
  const member = await organisation.signIn()
  const [epoch] = member.desk.epochs.account
  if (!epoch) throw new Error('the founder holds the accounts')

  const listing = performance.now()
  const adopted = await listAll(member)
  costs.list.push(((performance.now() - listing) / adopted.length) * 1000)

  // As many in both, from the end: what differs is the archive, not the work.
  const opened = adopted.filter(entry => entry.wrap[0] === 2).slice(-1000)
  const opening = performance.now()
  for (const entry of opened) open(entry, epoch)
  costs.open.push(((performance.now() - opening) / opened.length) * 1000)

  const { log, keys } = await readTarget(server.origin)
  const bodies = Array.from(
    sealCorpus({ keys, genesisHash: log.genesisHash }, { count: arriving }),
    entry => entry.body,
  )
  const sending = performance.now()
  await sendCorpus(server.origin, bodies.values())
  costs.intake.push(((performance.now() - sending) / arriving) * 1000)
}

async function listAll(member: Member): Promise<QueueEntry[]> {
  const entries: QueueEntry[] = []
  for (let after: number | null = 0; after !== null;) {
    const response = await member.get(`/api/desk/queue?after=${after}&limit=1000`)
    const page = decodeQueuePage(new Uint8Array(await response.arrayBuffer()))
    entries.push(...page.entries)
    after = page.next
  }
  return entries
}

function open({ card, accountHash, contactHash, wrap }: QueueEntry, epoch: OpenEpoch): void {
  const contact = contactHash.length > 0 ? (contactHash as Hash32) : null
  openCard({ card, hashes: { account: accountHash as Hash32, contact }, uploads: [], wrap }, epoch)
}
