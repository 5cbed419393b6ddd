import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languageNames } from '#app/i18n/language.ts'
import { fill } from '#app/i18n/fill.ts'
import { en as evidence } from '#app/i18n/evidence/en.ts'
import { en } from '#app/i18n/witness/en.ts'
import { fieldsOf, say, valuesOf } from '#app/testimony/form-words.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { FORM, KEEP, Witness } from '#tests/support/witness.ts'

const field = (id: string) => fieldsOf(FORM).find(one => one.id === id)!
const label = (id: string) => say(field(id).label, 'en')
const section = (id: string) => FORM.sections.find(one => one.id === id)!
const title = (id: string) => say(section(id).title, 'en')
const { voice } = evidence
const part = (n: number) => `paragraph: ${fill(en.part, { n, of: 5 })}`
const options = (id: string) => valuesOf(FORM, field(id)).map(value => say(value.label, 'en'))

const BAR = [
  `link "${en.leave}"`,
  `combobox "${en.language}"`,
  ...(['uk', 'ru', 'en'] as const).map(one => `option "${languageNames[one]}"${one === 'en' ? ' [selected]' : ''}`),
]
const BEGUN = (n: number) => [...BAR, part(n), `status: ${en.state.notSent}`]
const button = (text: string) => `button "${text}"`
const NEXT = [button(en.next), button(en.back)]

/** What a screen reader goes through, in order: roles with names; paragraphs and groups that hold others fall away where not named. */
function flatten(snapshot: string): string[] {
  return snapshot
    .split('\n')
    .map(line =>
      line
        .trim()
        .replace(/^- /, '')
        .replace(/^'(.*)'$/, '$1')
        .replace(/^(\w+: )"(.*)"$/, '$1$2'),
    )
    .filter(line => !/^(banner|main|list|definition):$|^\/url:|^text: /.test(line))
    .map(line => (line.endsWith('":') ? line.slice(0, -1) : line))
}

describe('a witness with a screen reader', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  it('hears roles and names in order: welcome, a choice, the account, the check, the code, typing it back', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'en')
    const heard = new Map<string, string[]>()
    witness.after = async step => {
      if (step === 'welcome') await witness.button(en.welcome.start).and(witness.page.locator(':enabled')).waitFor()
      if (step === 'account.voice') await witness.button(voice.record).waitFor()
      if (step === 'list evidence') await witness.button(evidence.files.add).waitFor()
      heard.set(step, flatten(await witness.page.locator('body').ariaSnapshot()))
    }
    const code = await witness.submit({ ...KEEP, 'safety.now': 'not_sure', 'account.narrative': 'A word' })

    expect(heard.get('welcome')).toEqual([
      ...BAR,
      'status',
      `heading "${en.welcome.heading}" [level=1]`,
      `paragraph: ${en.welcome.wait}`,
      `heading "${en.welcome.doesHeading}" [level=2]`,
      ...en.welcome.does.map(line => `listitem: ${line}`),
      `heading "${en.welcome.cannotHeading}" [level=2]`,
      ...en.welcome.cannot.map(line => `listitem: ${line}`),
      `paragraph: ${en.welcome.leave}`,
      button(en.welcome.start),
      'status',
    ])
    const [safe = '', unsure = '', ...more] = options('safety.now')
    expect(heard.get('safety.now')).toEqual([
      ...BEGUN(1),
      `paragraph: ${title('safety')}`,
      `heading "${label('safety.now')}" [level=1]`,
      `paragraph: ${say(section('safety').intro!, 'en')}`,
      `radiogroup "${label('safety.now')}"`,
      `radio "${safe}"`,
      `radio "${unsure}" [checked]`,
      ...more.map(name => `radio "${name}"`),
      'status',
      button(en.next),
      button(en.clear),
      button(en.back),
    ])
    expect(heard.get('account.narrative')).toEqual([
      ...BEGUN(3),
      `paragraph: ${title('account')}`,
      `heading "${label('account.narrative')}" [level=1]`,
      `paragraph: ${say(section('account').intro!, 'en')}`,
      `paragraph: ${say(field('account.narrative').help!, 'en')}`,
      `textbox "${label('account.narrative')}": A word`,
      'status',
      ...NEXT,
    ])
    expect(heard.get('account.voice')).toEqual([
      ...BEGUN(3),
      `paragraph: ${title('account')}`,
      `heading "${label('account.voice')}" [level=1]`,
      `paragraph: ${say(field('account.voice').help!, 'en')}`,
      `group "${label('account.voice')}"`,
      'status',
      button(voice.record),
      button(voice.addFile),
      'status',
      button(en.next),
      button(en.skip),
      button(en.back),
    ])
    expect(heard.get('list evidence')).toEqual([
      ...BEGUN(4),
      `heading "${title('evidence')}" [level=1]`,
      `paragraph: ${say(section('evidence').intro!, 'en')}`,
      button(evidence.files.add),
      `paragraph: ${evidence.files.about} ${evidence.files.drop}`,
      'status',
      button(en.next),
      button(en.skip),
      button(en.back),
    ])
    const check = heard.get('check')!
    expect(check.slice(0, BAR.length + 4)).toEqual([
      ...BEGUN(5),
      `heading "${en.check.heading}" [level=1]`,
      `paragraph: ${en.check.intro}`,
    ])
    const told = check.indexOf(`term: ${label('account.narrative')}`)
    expect(check[told + 1]).toBe('paragraph: A word')
    expect(check[told + 2]).toContain(label('account.narrative'))
    expect(check.slice(-3)).toEqual([button(en.check.send), button(en.check.more), button(en.back)])
    expect(heard.get('received')).toEqual([
      ...BAR,
      `status: ${en.state.received}`,
      `heading "${en.code.heading}" [level=1]`,
      `paragraph: ${en.code.kept}`,
      `region "${en.code.title}"`,
      `heading "${en.code.title}" [level=2]`,
      `paragraph: ${code}`,
      `paragraph: ${en.code.what}`,
      `paragraph: ${en.code.once}`,
      button(en.code.noted),
      button(en.code.without),
    ])
    expect(heard.get('finished')).toEqual([
      ...BAR,
      'status',
      `heading "${en.finished.heading}" [level=1]`,
      `paragraph: ${en.finished.close}`,
      `paragraph: ${en.finished.empty}`,
    ])
    await witness.seat.leave()
  })

  it('is brought to the heading of each new screen', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'en')
    let looked = 0
    witness.after = async step => {
      if (step === 'welcome') return
      // On the screens of the questions something was chosen or typed since.
      if (!['check', 'received', 'finished'].includes(step)) return
      looked++
      const focus = await witness.page.evaluateHandle(() => document.activeElement)
      expect([step, await focus.asElement()!.evaluate(one => one.tagName)]).toEqual([step, 'H1'])
    }
    await witness.submit({ ...KEEP, 'account.narrative': 'A word' })
    expect(looked).toBe(3)
    await witness.seat.leave()
  })
})
