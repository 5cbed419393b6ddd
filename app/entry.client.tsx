import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { Boot } from './boot.ts'

const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as Boot
const { manifest } = boot

if (manifest.hmr) await import(/* @vite-ignore */ manifest.hmr.runtime)
const modules = await Promise.all(
  Object.values(manifest.routes).map(async route => [route.id, await import(/* @vite-ignore */ route.module)] as const),
)

// The names that Remix's own inline script would set.
Object.assign(window, {
  __remixContext: { ...boot.context, stream: new Response(boot.handoff).body },
  __remixManifest: manifest,
  __remixRouteModules: Object.fromEntries(modules),
})

// Remix's root suspends, by throwing a promise, until the handed-over state is decoded. Whoever presses a key meanwhile makes
// React finish at once, and a suspended root is then given up for good: so it is decoded before anything is hydrated.
try {
  RemixBrowser({})
} catch (decoding) {
  await decoding
}

startTransition(() => {
  hydrateRoot(document, <RemixBrowser />)
})
