import type { EntryContext } from '@remix-run/node'

/** What entry.server.tsx writes into the page as inert JSON and entry.client.tsx hydrates from. */
export interface Boot {
  /** Remix's own context: basename, future flags. */
  context: object
  /** Loader data as Remix encodes it for single fetch. */
  handoff: string
  /** The manifest, cut down to the routes of this page. */
  manifest: EntryContext['manifest'] & { hmr?: { runtime: string } }
}
