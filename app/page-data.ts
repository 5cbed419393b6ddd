import { createContext } from 'react'

/** What the loader gave to a page that stands alone (`handle.alone`): it asks nothing of the router, so that its browser need not fetch one. */
export const PageData = createContext<unknown>(null)
