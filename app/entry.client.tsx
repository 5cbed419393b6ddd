import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { ComponentType } from 'react'
import type { Boot } from './boot.ts'
import { PageData } from './page-data.ts'
import { FaultBoundary } from './ui/fault-page.tsx'

const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as Boot

if (boot.hmr) await import(/* @vite-ignore */ boot.hmr)
if ('alone' in boot) {
  const { module, data, language } = boot.alone
  const { default: Page } = (await import(/* @vite-ignore */ module)) as { default: ComponentType }
  startTransition(() => {
    hydrateRoot(
      document.getElementById('page')!,
      <FaultBoundary language={language}>
        <PageData.Provider value={data}>
          <Page />
        </PageData.Provider>
      </FaultBoundary>,
    )
  })
} else {
  const { wakeRouter } = await import('./entry.router.tsx')
  await wakeRouter(boot)
}
