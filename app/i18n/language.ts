/** The languages that witnesses can be offered. */
export const languages = ['uk', 'ru', 'en'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { uk: 'Українська', ru: 'Русский', en: 'English' }

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text)
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
      return { language: tag.split('-')[0] ?? '', q: Number.isFinite(q) ? q : 0, order }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q || a.order - b.order)
  for (const { language } of wanted) {
    const found = offered.find(one => one === language)
    if (found) return found
  }
  return offered[0] ?? 'uk'
}
