import { describe, expect, it } from 'vitest'
import { giveConsent, type Draft } from '#app/testimony/draft.ts'
import { fieldsOf } from '#app/testimony/form-words.ts'
import { formIn } from '#tests/support/forms.ts'
import { controlOf } from './control.ts'
import { partsOf, screensOf, screenWith } from './screens.ts'
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
    const draft = { 'consent.contact': yes, 'contact.may': 'yes' }
    const shown = screensOf(form, draft).flatMap(screen => screen.fields.map(field => field.id))
    expect(shown).toEqual(fieldsOf(form).map(field => field.id))
    expect(screenWith(screensOf(form, draft), 'contact.handle')?.id).toBe('contact.channel')
  })

  it('are counted in parts, of which the check is the last', () => {
    expect(partsOf(form)).toBe(5)
    expect(screensOf(form, {})[0]?.part).toBe(1)
  })

  it('have controls whose ids differ and say nothing', () => {
    const controls = fieldsOf(form).map(field => controlOf(field.id))
    expect(new Set(controls).size).toBe(controls.length)
    expect(controls.join()).toMatch(/^[a\-0-9,]+$/)
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

  it('is not received by an answer that nobody waits for', () => {
    expect(walk(written, { do: 'receive', code: '1' }).phase).toBe('welcome')
    expect(walk(written, { do: 'send' }, failed, { do: 'receive', code: '1' }).phase).toBe('not-sent')
  })
})
