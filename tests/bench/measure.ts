import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

/** One contender: a figure for each round, in the order of the rounds. */
export interface Row {
  contender: string
  unit: string
  rounds: number[]
  median: number
}

/** Two contenders of one run. `goal` is what the ratio is held against by a person; no test asserts it. */
export interface Ratio {
  what: string
  value: number
  goal: string | null
}

export interface Measured {
  name: string
  about: string
  rows: Row[]
  ratios: Ratio[]
  facts: Record<string, string | number>
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function row(contender: string, unit: string, rounds: readonly number[]): Row {
  return { contender, unit, rounds: [...rounds], median: median(rounds) }
}

/**
 * How many times one contender does what another does: the median over the rounds, each against its own neighbour, so that
 * a machine that is busy for a while does less harm.
 */
export function ratio(rows: readonly Row[], one: string, other: string, goal: string | null = null): Ratio {
  const of = (contender: string): number[] => {
    const found = rows.find(row => row.contender === contender)
    if (!found) throw new Error(`no contender ${contender}`)
    return found.rounds
  }
  const others = of(other)
  return { what: `${one} : ${other}`, value: median(of(one).map((figure, round) => figure / others[round]!)), goal }
}

/** What ran it: figures of different machines are not compared. */
export function machineFacts(): Record<string, string | number> {
  const [cpu] = cpus()
  return {
    node: process.version,
    system: `${process.platform} ${release()} ${process.arch}`,
    processor: cpu?.model.trim() ?? 'unknown',
    processors: cpus().length,
    memoryMiB: Math.round(totalmem() / 1_048_576),
    day: new Date().toISOString().slice(0, 10),
  }
}

/** Memory of a process in MiB as the kernel counts it: now, and the most so far. Zeros where there is no /proc. */
export function memoryOf(pid: number): { resident: number; most: number } {
  let status = ''
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    // Another system, or the process ended.
  }
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  return { resident: Math.round(of('VmRSS')), most: Math.round(of('VmHWM')) }
}

/** Processor seconds that a process has used. Zero where there is no /proc. */
export function processorSecondsOf(pid: number): number {
  let stat = ''
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    // Another system, or the process ended.
  }
  const [, , , , , , , , , , , user = '0', system = '0'] = stat.slice(stat.lastIndexOf(')') + 1).split(' ')
  // The kernel counts in hundredths.
  return (Number(user) + Number(system)) / 100
}

const figure = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-GB') : value >= 100 ? value.toFixed(0) : value.toPrecision(3)

/** The table that people read. */
export function formatMeasured({ name, about, rows, ratios, facts }: Measured): string {
  const width = Math.max(
    ...[...rows.map(row => row.contender), ...ratios.map(ratio => ratio.what)].map(text => text.length),
  )
  return [
    `\n${name}: ${about}`,
    ...rows.map(({ contender, unit, median, rounds }) => {
      const spread = rounds.length > 1 ? `  (${figure(Math.min(...rounds))} to ${figure(Math.max(...rounds))})` : ''
      return `  ${contender.padEnd(width)}  ${figure(median).padStart(8)} ${unit}${spread}`
    }),
    ...ratios.map(
      ({ what, value, goal }) =>
        `  ${what.padEnd(width)}  ${figure(value).padStart(8)} ×${goal ? `  goal ${goal}` : ''}`,
    ),
    ...Object.entries(facts).map(([fact, value]) => `  ${fact}: ${value}`),
  ].join('\n')
}
