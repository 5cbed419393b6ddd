import type { EntryContext } from '@remix-run/node'

/** What entry.server.tsx writes into the page as inert JSON and entry.client.tsx hydrates from. */
export type Boot = AloneBoot | RoutedBoot

interface EveryBoot {
  /** While developing: the module that replaces others as they are edited. */
  hmr?: string | undefined
}

/** A page that stands alone: its module, what its loader gave, the language of the document. */
export interface AloneBoot extends EveryBoot {
  alone: { module: string; data: unknown; language: string }
}

/** A page with the router. */
export interface RoutedBoot extends EveryBoot {
  /** Remix's own context: basename, future flags. */
  context: object
  /** Loader data as Remix encodes it for single fetch. */
  handoff: string
  /** The manifest, cut down to the routes of this page. */
  manifest: EntryContext['manifest']
}
