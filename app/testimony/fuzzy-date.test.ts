import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf, compareBounds, formatEdtf, overlaps, parseEdtf, type Bounds, type EdtfDate } from './fuzzy-date.ts'
import { FuzzyDate } from './fuzzy-date-schema.ts'

const two = (n: number) => String(n).padStart(2, '0')
const year = fc.integer({ min: 1900, max: 2100 })
const month = fc.integer({ min: 1, max: 12 }).map(two)
/** Days that every month has, and the last ones where this month has them. */
const day = (y: number, m: string) =>
  fc.integer({ min: 1, max: new Date(Date.UTC(y, Number(m), 0)).getUTCDate() }).map(two)
const mark = fc.constantFrom('', '~', '?', '%')
const date = fc.tuple(
  fc.oneof(
    year.map(String),
    fc.tuple(year, month).map(([y, m]) => `${y}-${m}`),
    fc.tuple(year, month).map(([y, m]) => `${y}-${m}-XX`),
    fc.tuple(year, fc.constantFrom(21, 22, 23, 24)).map(([y, s]) => `${y}-${s}`),
    fc.tuple(year, month).chain(([y, m]) => day(y, m).map(d => `${y}-${m}-${d}`)),
  ),
  mark,
)
const one = date.map(([plain, sign]) => `${plain}${sign}`)
const period = fc
  .tuple(date, date)
  .map(([a, b]) => (boundsOf(a[0]).earliest! <= boundsOf(b[0]).latest! ? [a, b] : [b, a]))
  .map(([a, b]) => `${a!.join('')}/${b!.join('')}`)
const valid = fc.oneof(
  one,
  period,
  one.map(text => `${text}/..`),
  one.map(text => `../${text}`),
  one.map(text => `${text}/`),
)

const boundsAre = (edtf: string, earliest: string | null, latest: string | null) =>
  expect(boundsOf(edtf), edtf).toEqual({ earliest, latest })

describe('a date in the subset', () => {
  it('comes out as the same text that went in', () => {
    fc.assert(
      fc.property(valid, text => {
        const value = parseEdtf(text)
        expect(value).not.toBeNull()
        expect(formatEdtf(value!)).toBe(text)
        expect(parseEdtf(formatEdtf(value!))).toEqual(value)
      }),
      { numRuns: 3000 },
    )
  })

  it('has bounds that are days of the calendar, in order, and open only where the text is', () => {
    fc.assert(
      fc.property(valid, text => {
        const { earliest, latest } = boundsOf(text)
        for (const bound of [earliest, latest])
          if (bound) expect(new Date(`${bound}T00:00:00Z`).toISOString().slice(0, 10)).toBe(bound)
        expect(earliest === null).toBe(text.startsWith('..'))
        expect(latest === null).toBe(text.endsWith('/') || text.endsWith('/..'))
        if (earliest && latest) expect(earliest <= latest).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('reaches further when it is about, and no further when it is unsure', () => {
    fc.assert(
      fc.property(date, ([plain]) => {
        const [sure, about] = [boundsOf(plain), boundsOf(`${plain}~`)]
        expect(about.earliest! < sure.earliest!).toBe(true)
        expect(about.latest! > sure.latest!).toBe(true)
        expect(boundsOf(`${plain}?`)).toEqual(sure)
        expect(boundsOf(`${plain}%`)).toEqual(about)
      }),
    )
  })
})

describe('bounds', () => {
  it('are the first and the last day that are told', () => {
    boundsAre('2022', '2022-01-01', '2022-12-31')
    boundsAre('2022-09', '2022-09-01', '2022-09-30')
    boundsAre('2022-09-XX', '2022-09-01', '2022-09-30')
    boundsAre('2022-09-21', '2022-09-21', '2022-09-21')
  })

  it('know how long February is', () => {
    boundsAre('2023-02', '2023-02-01', '2023-02-28')
    boundsAre('2024-02', '2024-02-01', '2024-02-29')
    boundsAre('1900-02', '1900-02-01', '1900-02-28')
    boundsAre('2000-02', '2000-02-01', '2000-02-29')
    boundsAre('2100-02', '2100-02-01', '2100-02-28')
    boundsAre('2023-24', '2023-12-01', '2024-02-29')
  })

  it('let spring begin in March and winter run on into the next year', () => {
    boundsAre('2022-21', '2022-03-01', '2022-05-31')
    boundsAre('2022-22', '2022-06-01', '2022-08-31')
    boundsAre('2022-23', '2022-09-01', '2022-11-30')
    boundsAre('2022-24', '2022-12-01', '2023-02-28')
  })

  it('widen by one unit of what is told', () => {
    boundsAre('2022-02-23~', '2022-02-22', '2022-02-24')
    boundsAre('2022-03-01~', '2022-02-28', '2022-03-02')
    boundsAre('2024-03-01%', '2024-02-29', '2024-03-02')
    boundsAre('2022-12-31~', '2022-12-30', '2023-01-01')
    boundsAre('2022-01-01~', '2021-12-31', '2022-01-02')
    boundsAre('2022-09~', '2022-08-01', '2022-10-31')
    boundsAre('2022-01~', '2021-12-01', '2022-02-28')
    boundsAre('2022-12~', '2022-11-01', '2023-01-31')
    boundsAre('2022-09-XX~', '2022-08-01', '2022-10-31')
    boundsAre('2022-21~', '2021-12-01', '2022-08-31')
    boundsAre('2022-24~', '2022-09-01', '2023-05-31')
    boundsAre('2022~', '2021-01-01', '2023-12-31')
    boundsAre('1900~', '1899-01-01', '1901-12-31')
    boundsAre('2100-24%', '2100-09-01', '2101-05-31')
  })

  it('of a period go from the start of the one to the end of the other', () => {
    boundsAre('2022-03/2022-05', '2022-03-01', '2022-05-31')
    boundsAre('2022-03-03~/2022-24', '2022-03-02', '2023-02-28')
    boundsAre('2022-09-21/2022-09-21', '2022-09-21', '2022-09-21')
  })

  it('are absent at an open end and at an end that nobody knows, never 1970', () => {
    boundsAre('2022-09-21/', '2022-09-21', null)
    boundsAre('2022-09-21/..', '2022-09-21', null)
    boundsAre('../2022-09', null, '2022-09-30')
  })

  it('are absent for a text that is no date, so that no filter hides it', () => {
    boundsAre('soon', null, null)
    expect(overlaps(boundsOf('soon'), boundsOf('2022'))).toBe(true)
  })
})

describe('a text outside of the subset', () => {
  const garbage = [
    '',
    ' ',
    '22',
    '20222',
    '1899',
    '2101',
    '2022-9',
    '2022-00',
    '2022-13',
    '2022-20',
    '2022-25',
    '2022-41',
    '2022-XX',
    '2022-24-01',
    '2022-24-XX',
    '2022-02-29',
    '2022-02-30',
    '2100-02-29',
    '2022-04-31',
    '2022-01-00',
    '2022-01-32',
    '2022-1-1',
    '2022-01-0X',
    '2022-01-xx',
    '202X',
    '2022~?',
    '~2022',
    '?2022-06',
    '2022?-06',
    'Y2022',
    '-2022',
    '2022-09-21T10:00',
    ' 2022',
    '2022 ',
    '2022\n',
    '２０２２',
    '٢٠٢٢',
    '/',
    '../..',
    '/2022',
    '../',
    '2022/2023/2024',
    '2022/...',
    '2022/ ',
    '[2022,2023]',
    '{2022}',
  ]
  it.each(garbage)('is refused: %j', text => {
    expect(parseEdtf(text)).toBeNull()
    expect(FuzzyDate.safeParse({ edtf: text, words: null }).success).toBe(false)
  })

  it('is refused, or comes out the same, whatever it is', () => {
    const signs = fc.constantFrom(...'0123456789-/.~?%X')
    const text = fc.oneof(fc.string(), fc.string({ unit: signs, maxLength: 24 }))
    fc.assert(
      fc.property(text, any => {
        const value = parseEdtf(any)
        if (value) expect(formatEdtf(value)).toBe(any)
      }),
      { numRuns: 5000 },
    )
  })

  it.each(['2023/2022', '2022-05/2022-03', '2022-09-21/2022-09-20', '2022-24/2022-11', '2022-09~/2022-08~'])(
    'is a period that ends before it starts: %s',
    text => expect(parseEdtf(text)).toBeNull(),
  )

  it.each(['2022-09/2022', '2022/2022-03', '2022-24/2023-01', '2022-10/2022-23'])(
    'is not a period whose end may lie after its start: %s',
    text => expect(parseEdtf(text)).not.toBeNull(),
  )
})

describe('sorting and filtering', () => {
  const bounds: fc.Arbitrary<Bounds> = valid.map(boundsOf)

  it('finds what may have happened within', () => {
    expect(overlaps(boundsOf('2022-09'), boundsOf('2022-09-30/2022-10-05'))).toBe(true)
    expect(overlaps(boundsOf('2022-09'), boundsOf('2022-10'))).toBe(false)
    expect(overlaps(boundsOf('2022-09~'), boundsOf('2022-10'))).toBe(true)
    expect(overlaps(boundsOf('2022-03/'), boundsOf('2024'))).toBe(true)
    expect(overlaps(boundsOf('../2022-03'), boundsOf('2022-04-01'))).toBe(false)
  })

  it('overlaps both ways or not at all, and always with itself', () => {
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        expect(overlaps(a, a)).toBe(true)
        expect(overlaps(a, b)).toBe(overlaps(b, a))
      }),
    )
  })

  it('orders by the first day, then by the last; what began whenever stands first', () => {
    const texts = ['2022-09/..', '2022-09', '2022', '../2023', '2022-09-01', '2021-24']
    const sorted = texts.sort((a, b) => compareBounds(boundsOf(a), boundsOf(b)))
    expect(sorted).toEqual(['../2023', '2021-24', '2022', '2022-09-01', '2022-09', '2022-09/..'])
  })
})

describe('a stored fuzzy date', () => {
  it('has a date, words or both, and not neither', () => {
    const fits = (edtf: string | null, words: string | null) => FuzzyDate.safeParse({ edtf, words }).success
    expect(fits('2022-02-23~', 'наступного дня після 23-го')).toBe(true)
    expect(fits('2022', null)).toBe(true)
    expect(fits(null, 'коли вже лежав сніг')).toBe(true)
    expect(fits(null, null)).toBe(false)
    expect(fits('2022-24/2022-11', 'взимку')).toBe(false)
    expect(fits(null, '')).toBe(false)
  })
})

it('marks the two doubts apart', () => {
  const dateOf = (text: string): EdtfDate | null => {
    const value = parseEdtf(text)
    return value?.kind === 'date' ? value.date : null
  }
  expect(dateOf('2022~')).toMatchObject({ about: true, unsure: false })
  expect(dateOf('2022?')).toMatchObject({ about: false, unsure: true })
  expect(dateOf('2022%')).toMatchObject({ about: true, unsure: true })
})
