import { expect, test } from 'vitest'
import { benches, type BenchName } from './benches.ts'
import { formatMeasured, machineFacts, median, ratio, row } from './measure.ts'

const contenders: Record<BenchName, number> = {
  open: 4,
  intake: 2,
  rotation: 2,
  growth: 8,
  evidence: 5,
  'first-view': 2,
}

test.each(Object.keys(contenders) as BenchName[])('the bench %s runs and answers with figures', async name => {
  const { rows, ratios, facts, ...measured } = await benches[name]('tiny')
  expect(measured.name).toBe(name)
  expect(rows).toHaveLength(contenders[name])
  for (const { rounds, median } of rows) {
    expect(rounds.length).toBeGreaterThan(0)
    for (const figure of [...rounds, median]) expect(figure).toBeGreaterThan(0)
  }
  for (const { value } of ratios) expect(value).toBeGreaterThan(0)
  if (name === 'intake') expect(facts['failed submissions (goal 0)']).toBe(0)
  expect(JSON.parse(JSON.stringify(rows))).toEqual(rows)
  expect(formatMeasured({ ...measured, rows, ratios, facts })).toContain(rows[0]!.contender)
})

test('medians and ratios are what they say', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  const rows = [row('ours', 'x/s', [10, 30, 20]), row('theirs', 'x/s', [5, 5, 4])]
  expect(ratio(rows, 'ours', 'theirs', '≥ 2')).toEqual({ what: 'ours : theirs', value: 5, goal: '≥ 2' })
  expect(machineFacts()['node']).toBe(process.version)
})
