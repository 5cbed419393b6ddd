import { readRegion, type RegionList } from '#app/testimony/gazetteer.ts'

/** Lists that arrived, for as long as the page lives: nothing is fetched twice. */
const arrived = new Map<string, RegionList>()

/** Fetches the list of places of one region. Null when it does not arrive. The browser keeps no copy. */
export async function loadRegion(region: string): Promise<RegionList | null> {
  const here = arrived.get(region)
  if (here) return here
  try {
    const answer = await fetch(`/places/${encodeURIComponent(region)}.json`, {
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
    })
    if (!answer.ok) return null
    const list = readRegion(await answer.json())
    arrived.set(region, list)
    return list
  } catch {
    return null
  }
}
