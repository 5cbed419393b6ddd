/** The languages of the witness's page, as `lang` names them. Crimean Tatar is a draft, in Latin and in Cyrillic. */
export const languages = ['uk', 'ru', 'en', 'crh-Latn', 'crh-Cyrl'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself. */
export const languageNames: Record<Language, string> = {
  uk: 'Українська',
  ru: 'Русский',
  en: 'English',
  'crh-Latn': 'Qırımtatarca',
  'crh-Cyrl': 'Къырымтатарджа',
}

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text)
}

/** The languages of the page for those that an organisation offers (`crh`: both scripts); all when it offers none of them. */
export function languagesOf(offered: readonly string[]): Language[] {
  const found = languages.filter(one => offered.includes(withoutScript(one)))
  return found.length > 0 ? found : [...languages]
}

function withoutScript(tag: string): string {
  return tag.split('-')[0] ?? tag
}

/** Where lines begin. Every language of today is written from left to right; sheets and screens do not lean on it. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur'].includes(withoutScript(language)) ? 'rtl' : 'ltr'
}

/**
 * The language to begin with: the one of `offered` that the Accept-Language header wants most, else the first that is
 * offered. Reads any header, however broken.
 */
export function chooseLanguage(acceptLanguage: string | null | undefined, offered: readonly Language[]): Language {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...options] = part.split(';').map(text => text.trim().toLowerCase())
      const weight = options.find(option => option.startsWith('q='))
      const q = weight === undefined ? 1 : Number(weight.slice(2))
      return { tag, q: Number.isFinite(q) ? q : 0, order }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q || a.order - b.order)
  for (const { tag } of wanted) {
    const exact = offered.find(one => one.toLowerCase() === tag)
    const found = exact ?? offered.find(one => withoutScript(one) === withoutScript(tag))
    if (found) return found
  }
  return offered[0] ?? 'uk'
}
