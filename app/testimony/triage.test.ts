import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, longestNote, priorities, statuses, suggestPriority, type ChainLink } from './triage.ts'

const key = (letter: string) => letter.repeat(43)
const people = [key('A'), key('B'), key('C')]

const head = { v: 1, n: 1, log: key('L'), at: '2026-11-22T10:00:00Z' }
const body = fc.oneof(
  fc.record({ kind: fc.constant('opened') }),
  fc.record({ kind: fc.constant('contact-opened') }),
  fc.record({
    kind: fc.constantFrom('file-opened' as const, 'file-saved' as const),
    file: fc.constant('A'.repeat(22)),
    sha256: fc.constant('0f'.repeat(32)),
  }),
  fc.record({ kind: fc.constant('status'), status: fc.constantFrom(...statuses) }),
  fc.record({ kind: fc.constant('priority'), priority: fc.constantFrom(null, ...priorities) }),
  fc.record({ kind: fc.constant('note'), text: fc.string({ minLength: 1, maxLength: 40 }) }),
)
const event = fc.record({ by: fc.constantFrom(...people), body })
const valueOf = ({ by, body }: { by: string; body: object }) => ({ ...head, by, ...body })
const unknown = fc.oneof(
  fc
    .record({ kind: fc.constantFrom('assigned', 'sent', 'day', 'constructor') })
    .map(kind => ({ value: { ...head, by: key('A'), ...kind } })),
  fc.constant({ value: { ...head, by: key('A'), v: 2, kind: 'status', status: 'accepted' } }),
  fc.constant({ value: { ...head, by: key('A'), kind: 'status', status: 'no such status' } }),
  fc.constantFrom(
    { code: 'tampered' },
    { value: null },
    { value: { kind: 'status', status: 'accepted' } },
    { value: 'text' },
  ),
)
const chain = (opened: ChainLink['opened'][]): ChainLink[] => opened.map((o, i) => ({ seq: i + 1, opened: o }))
const stateOf = (links: ChainLink[]) => {
  const { status, priority, notes, openedBy } = fold(links)
  return {
    status,
    priority,
    notes: notes.map(({ by, at, text }) => ({ by, at, text })),
    openedBy: [...openedBy].sort(),
  }
}
const lastOf = <T>(values: T[]): T | undefined => values[values.length - 1]

describe('the state of a submission', () => {
  test('is the last status, the last priority, every note in order and everybody who opened it', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), events => {
        const bodies = events.map(e => e.body as Record<string, unknown>)
        expect(stateOf(chain(events.map(e => ({ value: valueOf(e) }))))).toEqual({
          status: lastOf(bodies.filter(b => b['kind'] === 'status'))?.['status'] ?? 'received',
          priority: lastOf(bodies.filter(b => b['kind'] === 'priority'))?.['priority'] ?? null,
          notes: events
            .filter(e => e.body.kind === 'note')
            .map(e => ({ by: e.by, at: head.at, text: (e.body as { text?: string }).text })),
          openedBy: [...new Set(events.filter(e => e.body.kind === 'opened').map(e => e.by))].sort(),
        })
      }),
    )
  })

  test('does not depend on how decisions of different kinds interleave', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 20 }),
        fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
        (events, picks) => {
          const lanes = ['opened', 'contact-opened', 'file-opened', 'file-saved', 'status', 'priority', 'note'].map(
            kind => events.filter(e => e.body.kind === kind),
          )
          const other: typeof events = []
          for (let i = 0; other.length < events.length; i++) {
            const open = lanes.filter(lane => lane.length > 0)
            const next = open[(picks[i] ?? 0) % open.length]?.shift()
            if (next) other.push(next)
          }
          const values = (list: typeof events) => chain(list.map(e => ({ value: valueOf(e) })))
          expect(stateOf(values(other))).toEqual(stateOf(values(events)))
        },
      ),
    )
  })

  test('is not changed by unknown kinds, later versions, malformed bodies or links that failed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            event.map(e => ({ known: true, opened: { value: valueOf(e) } as ChainLink['opened'] })),
            unknown.map(opened => ({ known: false, opened })),
          ),
          { maxLength: 30 },
        ),
        mixed => {
          expect(stateOf(chain(mixed.map(m => m.opened)))).toEqual(
            stateOf(chain(mixed.filter(m => m.known).map(m => m.opened))),
          )
        },
      ),
    )
  })

  test('names the first link that counts for nothing, and keeps a record of every link', () => {
    const good = { value: { ...head, by: key('A'), kind: 'status', status: 'triage' } }
    const state = fold(chain([good, { code: 'tampered' }, { value: { kind: 'status' } }, good]))
    expect(state.broken).toEqual({ seq: 2, code: 'tampered' })
    expect(state.records.map(r => r.code)).toEqual([null, 'tampered', 'malformed', null])
  })

  test('ignores a note that is longer than a note may be', () => {
    expect(
      fold(chain([{ value: { ...head, by: key('A'), kind: 'note', text: 'a'.repeat(longestNote + 1) } }])).notes,
    ).toEqual([])
  })
})

describe('the suggested priority', () => {
  const today = '2026-11-22'
  test.each([
    [{ safety: 'danger' }, 'P0'],
    ...['held_now', 'sent_to_front', 'retaliation', 'device_search', 'minor', 'self_harm'].map(
      code => [{ urgent: ['none', code] }, 'P0'] as const,
    ),
    [{ minor: true }, 'P0'],
    [{ deadline: '2026-12-06' }, 'P0'],
    [{ deadline: '2026-11-01' }, 'P0'],
    [{ deadline: '2026-12-07' }, 'P2'],
    [{ deadline: 'not a date' }, 'P2'],
    [{ where: 'occupied' }, 'P1'],
    [{ where: 'russia_belarus' }, 'P1'],
    [{ device: 'mine_may_be_searched' }, 'P1'],
    [{ urgent: ['missing'] }, 'P1'],
    [{ urgent: ['medical'] }, 'P1'],
    [{ urgent: ['summons_deadline'] }, 'P1'],
    [{ safety: 'safe', where: 'abroad', device: 'mine_private', urgent: ['none'] }, 'P2'],
    [{}, 'P2'],
  ] as const)('of %j is %s', (signs, priority) => {
    expect(suggestPriority(signs, today)).toBe(priority)
  })
})
