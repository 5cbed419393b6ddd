import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { RoutedBoot } from './boot.ts'

/** Wakes a page of members, with the router that leads from one to another. */
export async function wakeRouter({ manifest, context, handoff }: RoutedBoot): Promise<void> {
  const modules = await Promise.all(
    Object.values(manifest.routes).map(
      async route => [route.id, await import(/* @vite-ignore */ route.module)] as const,
    ),
  )

  // The names that Remix's own inline script would set.
  Object.assign(window, {
    __remixContext: { ...context, stream: new Response(handoff).body },
    __remixManifest: manifest,
    __remixRouteModules: Object.fromEntries(modules),
  })

  // Remix's root suspends, by throwing a promise, until the handed-over state is decoded. Whoever presses a key meanwhile
  // makes React finish at once, and a suspended root is then given up for good: so it is decoded before anything is hydrated.
  try {
    RemixBrowser({})
  } catch (decoding) {
    await decoding
  }

  startTransition(() => {
    hydrateRoot(document, <RemixBrowser />)
  })
}
