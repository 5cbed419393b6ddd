import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { crh } from '#app/i18n/witness/crh.ts'
import { en } from '#app/i18n/witness/en.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { startInProcess } from '#tests/support/in-process.ts'
import { WrongSetting } from './env.ts'
import { readWords } from './words.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'svidok-words-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string | object) =>
  writeFileSync(join(folder, name), typeof text === 'string' ? text : JSON.stringify(text))
const sentence = (): string => {
  try {
    readWords(folder)
  } catch (error) {
    if (error instanceof WrongSetting) return error.message
    throw error
  }
  return ''
}

describe('the words of the witness’s page', () => {
  it('are those that come with Svidok', () => {
    const words = readWords()
    expect([words.uk.page, words.en.page]).toEqual([uk, en])
    expect([words.uk.borrowed.page, words.ru.draft, words.en.draft]).toEqual([[], [], []])
  })

  it('are Ukrainian, text by text, where Crimean Tatar has none, and say so', () => {
    const { page, borrowed, draft } = readWords()['crh-Latn']
    expect([page.next, page.welcome.start]).toEqual([crh.next, crh.welcome?.start])
    expect([page.welcome.wait, page.welcome.cannot]).toEqual([uk.welcome.wait, uk.welcome.cannot])
    expect(borrowed.page).toContain('welcome.wait')
    expect(borrowed.page).toContain('welcome.cannot')
    expect(borrowed.page).not.toContain('next')
    expect(draft.map(({ lang }) => lang)).toEqual(['crh-Latn', 'uk'])
  })

  it('are spelt in Cyrillic for those who read that', () => {
    const { page, borrowed } = readWords()['crh-Cyrl']
    expect([page.check.send, page.part]).toEqual(['Ёлла', 'Болюк {n} / {of}. Эр ерде токътамакъ мумкюн.'])
    expect(page.noScript).toMatch(/^Бу саифе ичюн JavaScript керек\./)
    expect(page.welcome.wait).toBe(uk.welcome.wait)
    expect(borrowed).toEqual(readWords()['crh-Latn'].borrowed)
  })

  it('are those of the organisation, one by one, where it has any', () => {
    write('uk.json', { page: { welcome: { wait: 'Чекайте.' } }, answers: { date: { year: 'Який рік' } } })
    write('crh.json', { page: { check: { keep: 'Saqlamağa ruhset beriñiz.' } } })
    write('notes.txt', 'not words')
    const words = readWords(folder)
    expect(words.uk.page).toEqual({ ...uk, welcome: { ...uk.welcome, wait: 'Чекайте.' } })
    expect(words.uk.answers.date.year).toBe('Який рік')
    expect(words['crh-Latn'].page.check.keep).toBe('Saqlamağa ruhset beriñiz.')
    expect(words['crh-Cyrl'].page.check.keep).toBe('Сакъламагъа рухсет беринъиз.')
    expect(words['crh-Latn'].borrowed.page).not.toContain('check.keep')
    expect(words['crh-Latn'].page.welcome.wait).toBe('Чекайте.')
  })

  it('are no draft any more when the organisation wrote all of them', () => {
    write('crh.json', { page: en, answers: readWords().en.answers, evidence: readWords().en.evidence })
    expect(readWords(folder)['crh-Latn']).toMatchObject({
      page: en,
      borrowed: { page: [], answers: [], evidence: [] },
      draft: [],
    })
  })

  it.each<[string, string, string]>([
    ['uk.json', '{\n  "page": {\n    "nxt": "Далі"\n  }\n}', 'line 3, cannot be used: there is no text "nxt"'],
    ['uk.json', '{ "page": {\n "next": 4 } }', 'line 2, cannot be used: "next" is a text that is not empty'],
    ['uk.json', '{ "page": { "next": " " } }', 'line 1, cannot be used: "next" is a text that is not empty'],
    ['uk.json', '{ "page": { "part": "Частина {n}" } }', 'line 1, cannot be used: "part" lacks {of}'],
    ['uk.json', '{ "page": { "next": "{n}" } }', 'line 1, cannot be used: nothing fills in {n} in "next"'],
    [
      'uk.json',
      '{ "page": { "welcome": {\n\n"does": ["Раз"] } } }',
      'line 3, cannot be used: "welcome.does" is a list of 4',
    ],
    ['uk.json', '{ "page": { "check": "Так" } }', 'line 1, cannot be used: "check" holds other texts'],
    ['uk.json', '{ "page": { "next": "Далі",\n"next": "Ще" } }', 'line 2, cannot be used: "next" stands twice'],
    ['uk.json', '{ "pages": {} }', 'line 1, cannot be used: "pages" is neither "page" nor "answers"'],
    ['uk.json', '{\n "page": { "next": "Далі", }\n}', 'line 2, cannot be used: this is not JSON'],
    ['uk.json', '[]', 'line 1, cannot be used: they begin with no "{"'],
    ['de.json', '{}', 'holds words of no language that there is'],
  ])('stop the start when they are wrong, with one sentence: %s %s', (name, text, expected) => {
    write(name, text)
    expect(sentence()).toContain(join(folder, name))
    expect(sentence()).toContain(expected)
    expect(sentence()).toMatch(/^[^\n]+\.$/)
  })

  it('stop the start when their folder is not there', async () => {
    await expect(startInProcess({ SVIDOK_LANGUAGES: join(folder, 'none') })).rejects.toThrow(
      /^The setting SVIDOK_LANGUAGES names a folder that cannot be read: .*\.$/,
    )
  })

  it('are served for every language, never kept by a browser', async () => {
    write('ru.json', { page: { next: 'Вперёд' } })
    const server = await startInProcess({ SVIDOK_LANGUAGES: folder })
    const ask = (language: string) => fetch(`${server.origin}/api/words/${language}`)
    const russian = await ask('ru')
    expect(russian.headers.get('cache-control')).toBe('no-store')
    expect(await russian.json()).toEqual(readWords(folder).ru)
    expect(((await (await ask('crh-Cyrl')).json()) as { page: { next: string } }).page.next).toBe('Девам эт')
    expect((await ask('de')).status).toBe(404)
    await server.end()
  })
})
