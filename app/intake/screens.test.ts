import { describe, expect, it } from 'vitest'
import { giveConsent, type Draft } from '#app/testimony/draft.ts'
import { fieldsOf } from '#app/testimony/form-words.ts'
import { formIn } from '#tests/support/forms.ts'
import { controlOf } from './control.ts'
import { canAdd, holdsAll, nextOf, partsOf, previousOf, screensOf, screenWith, withoutEmptyItems } from './screens.ts'
import { beginning, reduce, type Action } from './state.ts'

const form = formIn()
const ids = (draft: Draft) => screensOf(form, draft).map(screen => screen.id)
const yes = giveConsent('yes', 'uk', new Date())

describe('the screens', () => {
  it('ask nothing about contact before it was allowed', () => {
    expect(ids({}).filter(id => id.startsWith('contact.'))).toEqual([])
    expect(ids({ 'consent.contact': giveConsent('no', 'uk', new Date()) })).toEqual(ids({}))
    expect(ids({ 'consent.contact': yes })).toContain('contact.may')
  })

  it('ask how to reach a person only who wants to be reached, and last', () => {
    const reach = ids({ 'consent.contact': yes, 'contact.may': 'yes' })
    expect(reach.slice(-3)).toEqual(['contact.may', 'contact.channel', 'contact.name'])
    expect(ids({ 'consent.contact': yes, 'contact.may': 'code_only' }).slice(-1)).toEqual(['contact.may'])
  })

  it('hold every field that is shown, each once', () => {
    const draft = { 'consent.contact': yes, 'contact.may': 'yes', 'account.voice': ['f1'] }
    const shown = screensOf(form, draft).flatMap(screen => screen.fields.map(field => field.id))
    const once = form.sections.filter(section => !section.repeat)
    expect(shown).toEqual(once.flatMap(section => section.fields.map(field => field.id)))
    expect(screenWith(screensOf(form, draft), 'contact.handle')?.id).toBe('contact.channel')
  })

  it('are counted in parts, of which the check is the last', () => {
    const contact = { 'consent.contact': yes }
    expect(partsOf(screensOf(form, {}))).toBe(5)
    expect(partsOf(screensOf(form, contact))).toBe(6)
    expect(screensOf(form, {})[0]?.part).toBe(1)
  })

  it('have controls whose ids differ and say nothing', () => {
    const controls = fieldsOf(form).map(field => controlOf(field.id))
    expect(new Set(controls).size).toBe(controls.length)
    expect(controls.join()).toMatch(/^[a\-0-9,]+$/)
  })
})

describe('the screens of the longer forms', () => {
  const full = formIn('full')
  const all = (draft: Draft) => screensOf(full, draft)
  const of = (draft: Draft, section: string) => all(draft).filter(screen => screen.section.id === section)
  const two: Draft = { event: ['event1', 'event2'], 'event:event2.type': ['detention'] }

  it('hold every field of a form without items or routes once, and lists in place of what is told one by one', () => {
    const shown = all({ '+service': 'open' })
    expect(shown.filter(screen => screen.kind === 'gate')).toEqual([])
    expect(shown.filter(screen => screen.kind === 'list').map(screen => screen.id)).toEqual([
      'event',
      'affected',
      'official',
      'group',
      'witness',
    ])
    const ids = shown.map(screen => screen.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('ask of each item by itself, and lead from its last question to the list, and on from there', () => {
    const screens = all(two)
    const list = screenWith(screens, 'event')!
    const mine = screens.filter(screen => screen.item === 'event2')
    expect(mine[0]?.id).toBe('event:event2.type')
    expect(nextOf(screens, mine[0]!)).toBe(mine[1])
    expect(nextOf(screens, mine[mine.length - 1]!)).toBe(list)
    expect(previousOf(screens, mine[0]!)).toBe(list)
    expect(nextOf(screens, list)?.id).toBe('affected')
    expect(previousOf(screens, screenWith(screens, 'affected')!)).toBe(list)
    expect(nextOf(screens, screens[screens.length - 1]!)).toBeUndefined()
    expect(previousOf(screens, screens[0]!)).toBeUndefined()
  })

  it('come to every screen but those of items, forwards and backwards', () => {
    const screens = all(two)
    const main = screens.filter(screen => !screen.item)
    const walk = (step: typeof nextOf, from: (typeof main)[number]) => {
      const way = [from]
      for (let at = step(screens, from); at; at = step(screens, at)) way.push(at)
      return way
    }
    expect(walk(nextOf, main[0]!)).toEqual(main)
    expect(walk(previousOf, main[main.length - 1]!)).toEqual([...main].reverse())
  })

  it('stand behind one gate where a section is folded, until it is opened', () => {
    expect(of({}, 'service').map(screen => screen.kind)).toEqual(['gate'])
    expect(of({ '+service': 'open' }, 'service').length).toBeGreaterThan(5)
    expect(of({ 'service.status': 'trained' }, 'service').length).toBeGreaterThan(5)
  })

  it('stand behind gates after the account was told to investigators, and are counted as before', () => {
    const told: Draft = { 'account.told_before': ['icc'] }
    for (const section of ['event', 'affected', 'passport', 'official', 'group', 'aftermath', 'witness'])
      expect(of(told, section).map(screen => screen.kind)).toEqual(['gate'])
    expect(partsOf(all(told))).toBe(partsOf(all({})))
    expect(of({ ...told, '+event': 'open' }, 'event').map(screen => screen.kind)).toEqual(['list'])
    expect(of({ ...told, ...two }, 'event')[0]?.kind).toBe('list')
  })

  it('are not there where a route leaves a section out, and the parts are counted anew', () => {
    const minor: Draft = { 'start.adult': 'no' }
    for (const section of ['service', 'official', 'group', 'witness', 'passport'])
      expect(of(minor, section)).toEqual([])
    expect(partsOf(all(minor))).toBe(partsOf(all({})) - 5)
    const ids = of({ ...minor, ...two }, 'event').map(screen => screen.id)
    expect(ids).not.toContain('event:event2.text')
  })

  it('leave out only in the item that a route looks at', () => {
    const told: Draft = { ...two, 'event:event1.type': ['sexual_violence'] }
    const ids = of(told, 'event').map(screen => screen.id)
    expect(ids).not.toContain('event:event1.text')
    expect(ids).toContain('event:event2.text')
  })

  it('offer one more item while there is room and something to ask', () => {
    const [short, official] = [
      formIn('short'),
      (form: typeof full) => form.sections.find(one => one.id === 'official')!,
    ]
    expect(canAdd(short, official(short), {})).toBe(true)
    expect(canAdd(short, official(short), { official: ['official1'] })).toBe(false)
    expect(canAdd(full, official(full), { official: ['official1'] })).toBe(true)
    expect(canAdd(full, official(full), { official: ['official1'], 'start.adult': 'no' })).toBe(false)
  })
})

describe('items', () => {
  const full = formIn('full')

  it('in which nothing was answered are taken off, save the one that is told', () => {
    const draft: Draft = {
      event: ['event1', 'event2', 'event3'],
      'event:event2.text': 'слова',
      'event:event3.text': ' ',
    }
    expect(withoutEmptyItems(full, draft)['event']).toEqual(['event2'])
    expect(withoutEmptyItems(full, draft, 'event3')['event']).toEqual(['event2', 'event3'])
    expect(withoutEmptyItems(full, { event: ['event1'], 'event:event1.text': 'x' })['event']).toEqual(['event1'])
  })
})

describe('a shorter form', () => {
  it('has no place for an answer that only a longer one asks for, and forgets what was taken off', () => {
    const draft: Draft = { 'account.narrative': 'слова', event: ['event1'], 'event:event1.when': undefined }
    expect(holdsAll(form, draft)).toBe(true)
    expect(holdsAll(form, { ...draft, 'event:event1.type': ['detention'] })).toBe(false)
    expect(holdsAll(formIn('short'), { ...draft, 'event:event1.type': ['detention'] })).toBe(true)
    expect(holdsAll(form, { ...draft, event: [], 'event:event1.type': ['detention'] })).toBe(true)
    expect(holdsAll(formIn('short'), { ...draft, 'account.memory': 'слова' })).toBe(false)
  })
})

describe('what is written', () => {
  const walk = (...actions: Action[]) => actions.reduce(reduce, beginning)
  const written: Action = { do: 'answer', field: 'account.narrative', value: 'слова' }
  const failed: Action = { do: 'fail', reason: { sentence: 'offline', code: 'unreachable' } }

  it('is still there after every failure', () => {
    const state = walk(written, { do: 'check' }, { do: 'refuse' }, { do: 'send' }, failed)
    expect(state).toMatchObject({ phase: 'not-sent', draft: { 'account.narrative': 'слова' } })
  })

  it('is forgotten as soon as it was received', () => {
    const state = walk(written, { do: 'send' }, { do: 'receive', code: '1' })
    expect(state).toMatchObject({ phase: 'received', code: '1', draft: {} })
    expect(reduce(state, { do: 'finish' })).toEqual({ ...beginning, phase: 'finished' })
  })

  it('is changed from the check and comes back there; a list comes back after all that is told from it', () => {
    const changed = walk({ do: 'check' }, { do: 'change', screen: 'event' }, { do: 'go', screen: 'event:event1.type' })
    expect(changed.returning).toBe('event')
    expect(reduce(changed, { do: 'check' }).returning).toBe('')
    const more = walk({ do: 'check' }, { do: 'length' })
    expect(more.returning).toBe('length')
    expect(reduce(more, { do: 'go', screen: 'event' }).returning).toBe('')
  })

  it('has one item more for each file that was added, and none is lost by another', () => {
    const add = (...files: string[]): Action => ({ do: 'attach', field: 'evidence.file', files })
    const { draft } = walk(
      written,
      add('f1', 'f2'),
      { do: 'answer', field: 'evidence', value: ['evidence2'] },
      add('f3'),
    )
    expect(draft).toMatchObject({
      'account.narrative': 'слова',
      evidence: ['evidence2', 'evidence3'],
      'evidence:evidence2.file': ['f2'],
      'evidence:evidence3.file': ['f3'],
    })
  })

  it('is not received by an answer that nobody waits for', () => {
    expect(walk(written, { do: 'receive', code: '1' }).phase).toBe('welcome')
    expect(walk(written, { do: 'send' }, failed, { do: 'receive', code: '1' }).phase).toBe('not-sent')
  })
})
