import { Refused } from './refusal.ts'

/**
 * Whether a page of this very origin sent a request. Browsers say so in Sec-Fetch-Site, which no page can forge; older ones,
 * and programs, in Origin.
 */
export function isSameOrigin(
  { site, origin }: { site: string | string[] | null | undefined; origin: string | null | undefined },
  own: string,
): boolean {
  return site === null || site === undefined ? origin === own : site === 'same-origin'
}

/** Lets a request that changes something through only from this origin. Throws `forbidden`. */
export function requireSameOrigin({ method, headers }: Request, own: string): void {
  if (method === 'GET' || method === 'HEAD') return
  const from = { site: headers.get('sec-fetch-site'), origin: headers.get('origin') }
  if (!isSameOrigin(from, own)) throw new Refused('forbidden')
}
