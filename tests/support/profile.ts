import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { filesOf } from './disk.ts'

/** What a profile on disk keeps of an origin, as its browser would show it to somebody who looks. */
export interface Kept {
  /** Address and title. */
  history: string[]
  /** Addresses of what lies in the caches. */
  cached: string[]
  cookies: number
  forms: number
  downloads: number
  /** Files and folders of storage that bear the origin. */
  storage: string[]
}

/** What a table holds. */
function ask(file: string, query: string, ...values: string[]): unknown[] {
  if (!existsSync(file)) throw new Error(`no ${file}: the browser keeps it elsewhere now`)
  const database = new Database(file)
  try {
    return database
      .prepare(query)
      .pluck()
      .all(...values)
  } finally {
    database.close()
  }
}

// Behind the address of a script stands, in a new line, the page that compiled it.
function cachedIn(folders: string[], origin: string): string[] {
  const addresses = new Set<string>()
  for (const { bytes } of folders.filter(existsSync).flatMap(filesOf)) {
    for (const [, path] of bytes.toString('latin1').matchAll(new RegExp(`(?<!\\n)${origin}(/[\\w./-]*)`, 'g')))
      addresses.add(path!)
  }
  return [...addresses].sort()
}

const hostOf = (origin: string) => new URL(origin).hostname

export function readChromiumProfile(profile: string, origin: string): Kept {
  const at = (name: string) => join(profile, 'Default', name)
  const like = `${origin}%`
  return {
    history: ask(at('History'), "select url || ' ' || title from urls where url like ? order by id", like) as string[],
    cached: cachedIn([at('Cache'), at('Code Cache')], origin),
    cookies: ask(at('Cookies'), 'select 1 from cookies where host_key like ?', `%${hostOf(origin)}`).length,
    forms: ask(at('Web Data'), 'select 1 from autofill').length,
    downloads: ask(at('History'), 'select 1 from downloads').length,
    storage: ['Local Storage', 'Session Storage', 'IndexedDB', 'Service Worker', 'WebStorage', 'File System']
      .filter(name => existsSync(at(name)))
      .flatMap(name => filesOf(at(name)).filter(file => file.bytes.includes(origin)))
      .map(file => file.path),
  }
}

export function readFirefoxProfile(profile: string, origin: string): Kept {
  const at = (name: string) => join(profile, name)
  const pages = "select url || ' ' || coalesce(title, '') from moz_places where url like ? and hidden = 0 order by id"
  const annotations =
    'select 1 from moz_annos join moz_anno_attributes a on a.id = anno_attribute_id where a.name like ?'
  return {
    history: ask(at('places.sqlite'), pages, `${origin}%`) as string[],
    cached: cachedIn([at('cache2')], origin),
    cookies: ask(at('cookies.sqlite'), 'select 1 from moz_cookies where host like ?', `%${hostOf(origin)}`).length,
    // Made when there is something to keep.
    forms: existsSync(at('formhistory.sqlite'))
      ? ask(at('formhistory.sqlite'), 'select 1 from moz_formhistory').length
      : 0,
    downloads: ask(at('places.sqlite'), annotations, 'downloads/%').length,
    storage: filesOf(at('storage'))
      .map(file => file.path)
      .filter(path => path.includes(`http+++${hostOf(origin)}`)),
  }
}
