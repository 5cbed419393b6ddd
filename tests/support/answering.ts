import type { Page } from 'playwright-core'
import { fill } from '#app/i18n/fill.ts'
import { labelOf, say, sectionOf } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import { readWords } from '#server/words.ts'
import type { Language } from '#app/i18n/language.ts'

/** A date as it is typed: `month` is one of the codes of draft-date.ts. */
export interface ToldDate {
  year?: string
  month?: string
  day?: string
  about?: boolean
  words?: string
}
export interface ToldNumber {
  from: string
  to: string
}
/** Texts (of a place too), codes of choices, ids of items, dates, numbers. */
export type ToldValue = string | string[] | ToldDate | ToldNumber

/** Answers to an express form, by field id: texts, or codes of choices. */
export type ShortlyTold = Record<string, string | string[]>
/** Answers by field id; of a repeated section a list of such answers. */
export type Told = { [field: string]: ToldValue | Told[] }

export const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

const wordings = readWords()
export const answerWords = (language: Language) => wordings[language].answers
export const evidenceWords = (language: Language) => wordings[language].evidence

/** Answers one field on the page, found by what it says. `alone`: the heading of the screen is its label. */
export async function answerField(
  page: Page,
  { form, field, language, alone }: { form: Form; field: Field; language: Language; alone: boolean },
  value: ToldValue,
): Promise<void> {
  const label = say(field.label, language)
  const words = answerWords(language)
  const type = async (name: string, text: string) => {
    await page.getByRole('textbox', { name, exact: true }).fill(text)
  }
  switch (field.type) {
    case 'text':
    case 'text_long':
    case 'place':
      await page.getByRole('textbox', { name: label }).fill(value as string)
      return
    case 'date': {
      const date = value as ToldDate
      if (date.year) await type(words.date.year, date.year)
      const month = page.getByRole('combobox', { name: words.date.month, exact: true })
      if (date.month) await month.selectOption(date.month)
      if (date.day) await type(words.date.day, date.day)
      if (date.about) await page.getByRole('checkbox', { name: words.date.about }).click()
      if (date.words) await type(words.date.ownWords, date.words)
      return
    }
    case 'number': {
      const { from, to } = value as ToldNumber
      if (from) await type(words.number.from, from)
      if (to) await type(words.number.to, to)
      return
    }
    case 'yes':
      await page.getByRole('checkbox').first().click()
      return
    case 'refs':
      for (const item of value as string[]) {
        const [, section = '', n = ''] = /^([a-z_]+)(\d+)$/.exec(item) ?? []
        const name = fill(say(sectionOf(form, section)!.repeat!.one, language), { n })
        await page.getByRole('checkbox', { name: exactly(name) }).click()
      }
      return
    default: {
      const role = field.type === 'multi' ? 'checkbox' : 'radio'
      const group = page.getByRole(field.type === 'multi' ? 'group' : 'radiogroup', alone ? {} : { name: label })
      for (const code of [value as string | string[]].flat()) {
        await group
          .getByRole(role, { name: exactly(labelOf(form, field, code, language)) })
          .first()
          .click()
      }
    }
  }
}
