import { priorities, statuses, type Priority, type Status } from '#app/testimony/triage.ts'
import type { QueueRow } from './queue-row.ts'
import { langOf } from '#app/testimony/visible-text.ts'

/** What the queue shows and in which order. In the memory of the page alone. */

export const viewNames = ['open', 'unread', 'urgent', 'trouble', 'closed', 'all'] as const
export type ViewName = (typeof viewNames)[number]

export const sortKeys = ['priority', 'status', 'arrival'] as const
export type SortKey = (typeof sortKeys)[number]

export interface View {
  name: ViewName
  priorities: readonly Priority[]
  status: Status | null
  language: string | null
  sort: SortKey
  descending: boolean
}

export const firstView: View = {
  name: 'open',
  priorities: [],
  status: null,
  language: null,
  sort: 'priority',
  descending: false,
}

const closed: ReadonlySet<Status> = new Set<Status>([
  'accepted',
  'referred',
  'duplicate',
  'closed_no_action',
  'withdrawn',
  'erased',
])

/** The priority that counts: confirmed by a person, or suggested by the card. */
export const priorityOf = (row: QueueRow): Priority => row.priority ?? row.suggested

/** Whoever can send can send what opens for nobody: it stands apart, counted, and takes nobody's place. */
const failed = (row: QueueRow): boolean => row.code !== null

const hasTrouble = (row: QueueRow): boolean => failed(row) || row.broken !== null

const views: Record<ViewName, (row: QueueRow) => boolean> = {
  open: row => !failed(row) && (row.broken !== null || !closed.has(row.status)),
  unread: row => !failed(row) && row.unread,
  urgent: row => !failed(row) && !closed.has(row.status) && (priorityOf(row) === 'P0' || priorityOf(row) === 'P1'),
  trouble: hasTrouble,
  closed: row => !failed(row) && closed.has(row.status),
  all: () => true,
}

/** How many rows each view holds, filters aside. */
export function countViews(rows: readonly QueueRow[]): Record<ViewName, number> {
  const counts: Record<ViewName, number> = { open: 0, unread: 0, urgent: 0, trouble: 0, closed: 0, all: 0 }
  for (const row of rows) for (const name of viewNames) if (views[name](row)) counts[name]++
  return counts
}

export const isFiltered = (view: View): boolean =>
  view.priorities.length > 0 || view.status !== null || view.language !== null

function passes(row: QueueRow, view: View): boolean {
  if (!views[view.name](row)) return false
  if (view.priorities.length > 0 && !view.priorities.includes(priorityOf(row))) return false
  if (view.status !== null && row.status !== view.status) return false
  return view.language === null || row.card?.lang === view.language
}

const rank: Record<SortKey, (row: QueueRow) => number> = {
  priority: row => (row.broken ? -1 : priorities.indexOf(priorityOf(row))),
  status: row => statuses.indexOf(row.status),
  arrival: row => row.cursor,
}

/**
 * The rows of a view in its order, then those that failed to open. Among equals the oldest comes first: nobody waits because others
 * came later.
 */
export function arrange(rows: readonly QueueRow[], view: View): QueueRow[] {
  const sign = view.descending ? -1 : 1
  return rows
    .filter(row => passes(row, view))
    .map(row => ({ row, rank: rank[view.sort](row) * sign }))
    .sort((a, b) => Number(failed(a.row)) - Number(failed(b.row)) || a.rank - b.rank || a.row.cursor - b.row.cursor)
    .map(({ row }) => row)
}

/** Languages that stand in the queue. */
export function languagesIn(rows: readonly QueueRow[]): string[] {
  return [...new Set(rows.flatMap(row => (row.card && langOf(row.card.lang) ? [row.card.lang] : [])))].sort()
}

/** Whole days between two dates, YYYY-MM-DD. */
export function daysBetween(day: string, today: string): number {
  const days = Math.floor((Date.parse(today) - Date.parse(day)) / 86_400_000)
  return Number.isFinite(days) ? days : 0
}
