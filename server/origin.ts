import { Refused } from './refusal.ts'

/**
 * Lets a request that changes something through only if a page of this very origin sent it. Browsers say so in
 * Sec-Fetch-Site, which no page can forge; older ones, and programs, in Origin. Throws `forbidden`.
 */
export function requireSameOrigin(request: Request, origin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  const same = site === null ? request.headers.get('origin') === origin : site === 'same-origin'
  if (!same) throw new Refused('forbidden')
}
