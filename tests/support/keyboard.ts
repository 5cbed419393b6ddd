import type { Page } from 'playwright-core'
import { askPage } from './browser.ts'

const FOCUSED = `(() => {
  const at = document.activeElement
  if (!at || at === document.body || at.tagName === 'H1') return ''
  const box = at.getBoundingClientRect()
  const outline = getComputedStyle(at)
  const name = at.labels?.[0]?.innerText ?? at.getAttribute('aria-label') ?? at.innerText ?? ''
  return JSON.stringify({ name, seen: box.width > 0 && box.right <= innerWidth + 1 && box.left >= -1, outlined: outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) > 0 })
})()`

/** Presses Tab until something of this name has the focus, which has to be seen. */
export async function tabTo(page: Page, name: string, exact = true): Promise<void> {
  const passed: string[] = []
  for (let i = 0; i < 200; i++) {
    const text = await askPage<string>(page, FOCUSED)
    if (text !== '') {
      const at = JSON.parse(text) as { name: string; seen: boolean; outlined: boolean }
      const shown = at.name.trim()
      if (exact ? shown === name : shown.startsWith(name)) {
        if (!at.seen) throw new Error(`${name} has the focus and is outside of the page’s width`)
        if (!at.outlined) throw new Error(`${name} has the focus and does not show it`)
        return
      }
      passed.push(shown.slice(0, 30))
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${name}; it passed ${[...new Set(passed)].join(' | ')}`)
}

/** Whether the page can be scrolled sideways. */
export const overflows = (page: Page): Promise<boolean> =>
  askPage(page, 'document.documentElement.scrollWidth > document.documentElement.clientWidth')
