/**
 * The list of one region as it is served (D-07). `version`: the day of its source, `YYYY-MM-DD`. `raions`: names in
 * Ukrainian, Russian and English. A place is a row: GeoNames id or 0, KATOTTG code or '', index of its raion or -1,
 * inhabitants in hundreds, names (Ukrainian, Russian, Latin, where '' is "not known", then all others), and where it has a
 * namesake that its raion does not tell apart, the index of a bigger place nearby.
 */
export interface RegionFile {
  readonly region: string
  readonly version: string
  readonly raions: readonly (readonly [uk: string, ru: string, en: string])[]
  readonly places: readonly PlaceRow[]
}
export type PlaceRow = readonly [
  geonames: number,
  katottg: string,
  raion: number,
  hundreds: number,
  names: readonly string[],
  near?: number,
]

/** Regions of which there is a list: codes of the form's vocabulary (ISO 3166-2). */
export const listedRegions = ['UA-43', 'UA-40', 'UA-14', 'UA-09', 'UA-23', 'UA-65', 'UA-63', 'UA-48'] as const

/** A settlement of a region's list. `names`: Ukrainian, Russian, Latin ('' where not known), then all others. */
export interface ListedPlace {
  readonly geonames: string | undefined
  readonly katottg: string | undefined
  readonly raion: readonly [uk: string, ru: string, en: string] | undefined
  readonly hundreds: number
  readonly names: readonly string[]
  readonly near: readonly string[] | undefined
}

/** The list of a region, ready to be searched. */
export interface RegionList {
  readonly region: string
  readonly version: string
  readonly places: readonly ListedPlace[]
}

/** The list in a file that was served. Throws on anything else. */
export function readRegion(file: unknown): RegionList {
  const { region, version, raions, places } = file as RegionFile
  if (typeof region !== 'string' || typeof version !== 'string') throw new TypeError('not a list of places')
  return {
    region,
    version,
    places: places.map(([geonames, katottg, raion, hundreds, names, near]) => ({
      geonames: geonames === 0 ? undefined : String(geonames),
      katottg: katottg || undefined,
      raion: raions[raion],
      hundreds,
      names,
      near: near === undefined ? undefined : places[near]?.[4],
    })),
  }
}

/** The place's name for a reader of this language: Russian, Latin for English, or else Ukrainian. */
export function nameIn(names: readonly string[], language: string): string {
  const [uk = '', ru = '', latin = ''] = names
  const own = language === 'ru' ? ru : language === 'en' ? latin : uk
  return own || uk || ru || latin
}

/** The name of a raion for a reader of this language. */
export function raionIn(raion: ListedPlace['raion'], language: string): string | undefined {
  return raion?.[language === 'ru' ? 1 : language === 'en' ? 2 : 0]
}
