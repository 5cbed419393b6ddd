import type { Page } from 'playwright-core'
import { askPage } from './browser.ts'

/** All that a page can leave on a device. */
export interface Traces {
  cookies: string[]
  localStorage: number
  sessionStorage: number
  databases: string[]
  caches: string[]
  workers: number
  /** Entries of the tab's history. */
  entries: number
  title: string
  url: string
}

const LOOK = `(async () => ({
  localStorage: localStorage.length,
  sessionStorage: sessionStorage.length,
  databases: (await indexedDB.databases()).map(one => String(one.name)),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  entries: history.length,
  title: document.title,
  url: location.href,
}))()`

export async function readTraces(page: Page): Promise<Traces> {
  const cookies = (await page.context().cookies()).map(cookie => cookie.name)
  return { cookies, ...(await askPage<Omit<Traces, 'cookies'>>(page, LOOK)) }
}
