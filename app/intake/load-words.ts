import type { Language } from '#app/i18n/language.ts'
import type { Wording } from '#app/i18n/wording.ts'

const loaded = new Map<Language, Wording>()

/** All words of a language, those of the longer forms with them: fetched once while the page is open. Rejects when they do not arrive. */
export async function loadWords(language: Language): Promise<Wording> {
  const known = loaded.get(language)
  if (known) return known
  const answer = await fetch(`/api/words/${language}`, {
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
  })
  if (!answer.ok) throw new Error('the words did not arrive')
  const wording = (await answer.json()) as Wording
  loaded.set(language, wording)
  return wording
}
