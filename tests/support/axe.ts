import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { askPage } from './browser.ts'
import { root } from './planted.ts'

const SCRIPT = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string | null
  nodes: { target: string[]; failureSummary: string }[]
}

/** What axe-core calls serious or critical on a page as it is now, in light and in dark. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Colours that are on their way from one scheme to the other are nobody's.
    await sleep(200)
    if (!(await askPage<boolean>(page, `typeof axe === 'object'`))) await askPage(page, `${SCRIPT}; true`)
    const violations = await askPage<Violation[]>(
      page,
      `axe.run({ resultTypes: ['violations'] }).then(result => result.violations)`,
    )
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      found.push(
        ...nodes.map(
          node => `${colorScheme} ${id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`,
        ),
      )
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  return found
}
