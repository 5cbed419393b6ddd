import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Testimony, answerOf, consentFor, storedItems, wellFormed, type AnswerFields } from '#app/testimony/answers.ts'
import { decodeAccount, decodeCard, decodeContact, encodeTestimony } from '#app/testimony/codec.ts'
import { computeCard } from '#app/testimony/card.ts'
import { boundsOf, parseEdtf } from '#app/testimony/fuzzy-date.ts'
import type { Place } from '#app/testimony/place.ts'
import { suggestPriority } from '#app/testimony/triage.ts'
import { formIn, offered } from '#tests/support/forms.ts'
import { generateCorpus, type Truth } from './corpus.ts'
import { noises } from './noise.ts'
import { places } from './place-words.ts'
import { scenarios } from './scenarios.ts'
import seed from './seed.json' with { type: 'json' }
import * as z from 'zod/mini'

const corpus = generateCorpus()
const { testimonies, truth } = corpus
const narrative = (i: number) => answerOf(testimonies[i]!.answers, 'account.narrative') as string

const shareOf = <T>(list: readonly T[], holds: (item: T) => boolean) => list.filter(holds).length / list.length
const indicesOf = (holds: (entry: Truth) => boolean) => truth.flatMap((entry, i) => (holds(entry) ? [i] : []))

test('the 200 testimonies are the same bytes on every machine', () => {
  const hash = createHash('sha256').update(JSON.stringify(corpus)).digest('hex')
  expect(hash).toBe('b480ef3d29b87f8a415951d499a787045b0583fce83ec2f682bc567b7e9701e5')
})

test('a longer corpus begins with the shorter one, a cut one is a beginning', () => {
  const longer = generateCorpus({ count: 230 })
  expect(longer.testimonies.slice(0, 200)).toEqual(testimonies)
  expect(generateCorpus({ count: 7 }).testimonies).toEqual(testimonies.slice(0, 7))
  expect(longer.truth[200]?.id).toBe('synthetic-000201')
  expect(new Set(longer.testimonies.slice(200).map(entry => JSON.stringify(entry.answers))).size).toBe(30)
})

test('another seed tells other stories', () => {
  const other = generateCorpus({ count: 50, seed: 1 })
  expect(other.testimonies.filter((entry, i) => JSON.stringify(entry) === JSON.stringify(testimonies[i]))).toEqual([])
})

test('every testimony is of the form, can be sealed and is read back as it was', () => {
  for (const testimony of testimonies) {
    expect(z.parse(Testimony, testimony)).toEqual(testimony)
    const { account, card, contact } = encodeTestimony(testimony)
    expect(decodeAccount(account)?.answers).toEqual(testimony.answers)
    expect(decodeCard(card)?.lang).toBe(testimony.lang)
    expect(contact === null ? null : decodeContact(contact)?.answers).toEqual(testimony.contact)
    expect(account.length).toBeLessThan(1_048_576)
    expect(consentFor(testimony.answers, 'consent.keep')).toBe('yes')
  }
})

test('every account says in its first line that it is synthetic', () => {
  const marks = Object.values(seed.watermark.text)
  expect(testimonies.map((_, i) => narrative(i).split('\n')[0]).filter(line => !marks.includes(line ?? ''))).toEqual([])
})

test('languages, capacities, lengths, priorities and dates come in the shares of the seed', () => {
  const near = (holds: (entry: Truth) => boolean, share: number, within = 0.04) =>
    expect(Math.abs(shareOf(truth, holds) - share)).toBeLessThanOrEqual(within)
  near(entry => entry.written === 'uk', seed.languageShare.uk + seed.languageShare.crh / 2, 0.06)
  near(entry => entry.written === 'ru', seed.languageShare.ru, 0.06)
  near(entry => entry.written === 'mixed', seed.languageShare.mixed + seed.languageShare.crh / 2)
  near(entry => entry.written === 'en', seed.languageShare.en, 0.06)
  for (const [capacity, share] of Object.entries(seed.capacityShare))
    near(entry => entry.capacity === capacity, share, 0.05)
  for (const [length, share] of Object.entries(seed.modeShare)) near(entry => entry.length === length, share)
  for (const [priority, share] of Object.entries(seed.priorityTruth))
    near(entry => entry.priority === priority, share, 0.03)
  for (const [precision, share] of Object.entries(seed.datePrecisionShare))
    near(entry => entry.when.precision === precision, share, precision === 'day' ? 0.2 : 0.08)
})

test('consents are given and refused in about the shares of the seed', () => {
  const yes = (field: string) => shareOf(testimonies, entry => consentFor(entry.answers, field) === 'yes')
  expect(Math.abs(yes('consent.share_ua_prosecutor') - seed.consentShare.ua_prosecutor_yes)).toBeLessThan(0.08)
  expect(Math.abs(yes('consent.share_icc') - seed.consentShare.icc_yes)).toBeLessThan(0.08)
  const keepOnly = shareOf(testimonies, entry => Object.keys(entry.answers['consent'] ?? {}).length === 1)
  expect(keepOnly).toBeGreaterThan(0.08)
  expect(keepOnly).toBeLessThan(0.3)
  expect(shareOf(testimonies, entry => consentFor(entry.answers, 'consent.share_icc') === 'ask_first')).toBeGreaterThan(
    0.05,
  )
  const contacts = shareOf(testimonies, entry => entry.contact !== null)
  expect(contacts).toBeGreaterThan(0.15)
  expect(contacts).toBeLessThan(0.5)
})

test('what is urgent is marked so, and only that', () => {
  for (const [i, entry] of truth.entries()) {
    const urgent = answerOf(testimonies[i]!.answers, 'safety.urgent')
    if (entry.urgent.length > 0) expect([...(urgent as string[])].sort()).toEqual([...entry.urgent].sort())
    else expect([undefined, 'none', 'prefer_not']).toContain(urgent === undefined ? undefined : (urgent as string[])[0])
    expect(entry.urgent.length > 0).toBe(entry.priority === 'P0' || entry.priority === 'P1')
  }
})

test('all scenarios are told, in places of their region', () => {
  expect(new Set(truth.map(entry => entry.scenario)).size).toBe(scenarios.length)
  for (const entry of truth) {
    const scenario = scenarios.find(one => one.id === entry.scenario)!
    expect(entry.region).toBe(scenario.region)
    expect(places.some(place => place.katottg === entry.katottg && place.region === entry.region)).toBe(true)
    expect(entry.when.earliest <= entry.when.latest).toBe(true)
  }
})

test('every date that is told is of the subset, and what is true lies within its bounds', () => {
  for (const { when } of truth) {
    if (when.edtf === null) continue
    expect(parseEdtf(when.edtf), when.edtf).not.toBeNull()
    const { earliest, latest } = boundsOf(when.edtf)
    expect(earliest! <= when.earliest && when.latest <= latest!, when.edtf).toBe(true)
  }
})

test('no two accounts read the same, save the exact duplicates', () => {
  const duplicates = indicesOf(entry => entry.relation?.kind === 'duplicate')
  expect(duplicates.length).toBe(seed.clusters.exact_duplicates)
  for (const i of duplicates) {
    const { relation } = truth[i]!
    expect(relation && 'of' in relation && testimonies[relation.of]).toEqual(testimonies[i])
  }
  const different = new Set(testimonies.map((_, i) => narrative(i)))
  expect(different.size).toBe(testimonies.length - duplicates.length)
})

test('clusters, follow-ups, derived, contradicting and false pairs are there and point backwards', () => {
  const count = (kind: string) => indicesOf(entry => entry.relation?.kind === kind).length
  expect(count('follow_up')).toBe(seed.clusters.follow_ups)
  expect(count('derived')).toBe(seed.clusters.derived_from_pairs)
  expect(count('contradicts')).toBe(seed.clusters.contradicting_pairs)
  expect(count('false_friend')).toBe(seed.clusters.false_friend_pairs)
  for (const [i, { relation }] of truth.entries()) if (relation && 'of' in relation) expect(relation.of).toBeLessThan(i)
  for (let cluster = 0; cluster < seed.clusters.same_event; cluster++) {
    const members = indicesOf(entry => entry.relation?.kind === 'same_event' && entry.relation.cluster === cluster)
    expect(members.length).toBeGreaterThanOrEqual(2)
    expect(members.length).toBeLessThanOrEqual(6)
    expect(new Set(members.map(i => `${truth[i]!.katottg} ${truth[i]!.when.edtf}`)).size).toBe(1)
  }
})

test('every noise and attack text is told once', () => {
  expect(
    indicesOf(entry => entry.noise !== null)
      .map(i => truth[i]!.noise)
      .sort(),
  ).toEqual(noises.map(one => one.id).sort())
  const of = (id: string) => narrative(indicesOf(entry => entry.noise === id)[0]!)
  expect(of('ten-thousand-words').split(/\s+/).length).toBeGreaterThanOrEqual(10_000)
  expect(of('markup')).toContain('<img src=x onerror=')
  expect(of('formula')).toContain('\n=HYPERLINK(')
  expect(of('nul')).toContain('\u0000')
  expect(of('right-to-left')).toContain('\u202e')
  expect(of('nfd')).not.toBe(of('nfd').normalize('NFC'))
  expect(of('nfc')).toBe(of('nfc').normalize('NFC'))
  for (const apostrophe of ["'", '’', '\u02bc']) expect(of('apostrophes')).toContain(`Куп${apostrophe}янськ`)
  expect(of('lone-surrogate')).not.toMatch(/\p{Surrogate}/u)
  expect(truth[indicesOf(entry => entry.noise === 'lone-surrogate')[0]!]!.typed).toMatch(/\p{Surrogate}/u)
  const markup = testimonies[indicesOf(entry => entry.noise === 'markup')[0]!]!
  expect(markup.contact && answerOf(markup.contact, 'contact.name')).toContain('onerror')
})

test('no slot is left empty and no handle leads to anybody', () => {
  for (const [i, testimony] of testimonies.entries()) {
    if (!truth[i]!.attack) expect(narrative(i)).not.toMatch(/[{}|[\]]\w*[|}]|undefined/)
    const handle = testimony.contact && answerOf(testimony.contact, 'contact.handle')
    if (handle && !truth[i]!.attack)
      expect(handle).toMatch(
        /^(\+380 00 000 00 \d\d|\+7 000 000-00-\d\d|synthetic\.\d\d@example\.org|@example_synthetic_\d\d|example\.\d\d)$/,
      )
  }
})

test('a card tells what the answers say, and the priority that follows', () => {
  for (const [i, testimony] of testimonies.entries()) {
    const { said, urgent, priority, when } = truth[i]!
    const card = computeCard(testimony)
    const { where, device, deadline, told, minor, specialist, events, types, regions, earliest, latest } = card
    expect({ where, device, deadline, told, minor, specialist, events, types, regions, earliest, latest }).toEqual(
      Object.fromEntries(Object.entries(said).filter(([name]) => name !== 'dates' && name !== 'priority')),
    )
    expect([...card.urgent].sort().filter(code => code !== 'none' && code !== 'prefer_not')).toEqual([...urgent].sort())
    expect(suggestPriority(card, testimony.sealedAt.slice(0, 10))).toBe(said.priority)
    if (priority === 'P0' || priority === 'P1') expect(said.priority).toBe(priority)
    else expect(said.priority).toBe(said.minor ? 'P0' : 'P2')
    for (const edtf of said.dates) {
      expect(parseEdtf(edtf)).not.toBeNull()
      expect(earliest! <= when.earliest && when.latest <= latest!, edtf).toBe(true)
    }
    expect(encodeTestimony(testimony).card.length).toBeLessThan(1_600)
  }
})

test('the longer forms are answered as far as they ask, the express form no further', () => {
  for (const { form, mode } of generateCorpus({ count: 20, formHash: length => offered(length).hash }).testimonies)
    expect(form.hash).toBe(offered(mode).hash)
  for (const [i, testimony] of testimonies.entries()) {
    expect(testimony.mode).toBe(truth[i]!.length)
    for (const section of formIn(testimony.mode).sections) {
      const names = section.fields.map(field => field.id.split('.')[1]!)
      for (const item of storedItems(testimony.answers, section.id))
        expect(Object.keys(item).filter(name => name !== '_id' && !names.includes(name))).toEqual([])
    }
    if (testimony.mode === 'express') expect(storedItems(testimony.answers, 'event')).toEqual([])
  }
  for (const length of ['short', 'full'] as const)
    for (const section of formIn(length).sections)
      for (const { id, stays } of section.fields) {
        // Files and voices are not made up: an account that names one has to bring it.
        if (stays || section.id === 'evidence' || id.endsWith('.voice')) continue
        const [, name = ''] = id.split('.')
        const answered = testimonies.filter(
          ({ mode, answers, contact }) =>
            mode === length &&
            ([answers, contact ?? {}].some(all => answerOf(all, id) !== undefined) ||
              storedItems(answers, section.id).some(item => name in item)),
        )
        expect(answered.length, `${id} in the ${length} form`).toBeGreaterThan(0)
      }
})

test('what the routes leave out is not there', () => {
  const withRoute = (holds: (entry: Truth) => boolean) =>
    indicesOf(entry => entry.length !== 'express' && holds(entry)).map(i => testimonies[i]!)
  const young = withRoute(entry => entry.said.minor)
  expect(young.length).toBeGreaterThan(0)
  for (const { answers } of young)
    for (const section of ['service', 'official', 'group', 'witness', 'passport'])
      expect(answers).not.toHaveProperty(section)
  const violated = withRoute(entry => entry.said.types.includes('sexual_violence'))
  expect(violated.length).toBeGreaterThan(0)
  for (const { answers } of violated)
    for (const item of storedItems(answers, 'event').filter(one =>
      (one['type'] as string[] | undefined)?.includes('sexual_violence'),
    ))
      for (const name of ['text', 'words_said', 'pressure', 'refusal']) expect(item).not.toHaveProperty(name)
  const known = withRoute(({ said }) => said.told.some(one => ['ua_police_prosecutor', 'icc'].includes(one)))
  const folded = known.filter(({ answers }) => !('event' in answers))
  expect(folded.length).toBeGreaterThan(0)
  expect(known.length).toBeGreaterThan(folded.length)
  for (const scenario of ['S14', 'S17'])
    expect(withRoute(entry => entry.scenario === scenario && entry.length === 'full').length, scenario).toBeGreaterThan(
      0,
    )
})

test('places are those of the seed, as they were told; units and officials are invented', () => {
  for (const [i, { answers }] of testimonies.entries()) {
    const { katottg, region, attack, noise } = truth[i]!
    for (const item of [...storedItems(answers, 'event'), ...storedItems(answers, 'group')]) {
      const place = item['place'] as Place | undefined
      if (place?.katottg) expect(place).toMatchObject({ katottg, region })
      if (place?.region) expect(place.region).toBe(region)
      if (item['number']) expect(item['number']).toMatch(/^в\/ч 00\d{3}$/)
    }
    if (attack || noise) continue
    for (const { name } of storedItems(answers, 'official')) expect(name).toMatch(/\(вигад\.\)$|^«.+»$/)
  }
})

test('noise and attacks stand in the short fields too, byte for byte', () => {
  for (const { id, fields } of noises) {
    if (fields === undefined) continue
    const { answers } = testimonies[indicesOf(entry => entry.noise === id)[0]!]!
    const [event] = storedItems(answers, 'event') as [AnswerFields]
    const { when, place, text } = event as unknown as { when: { words: string }; place?: Place; text: string }
    const [official] = storedItems(answers, 'official')
    const [group] = storedItems(answers, 'group')
    const stored = [text, when.words, official!['name'], group!['markings'], ...(place ? [place.text] : [])]
    expect(stored, id).toEqual(stored.map(() => wellFormed(fields)))
    expect(wellFormed(fields).length).toBe(fields.length)
  }
  const stored = noises.map(one => wellFormed(one.fields ?? '')).join('')
  expect(stored).toContain('\ufffd')
  expect(stored).not.toMatch(/\p{Surrogate}/u)
})
