import { useEffect, useState } from 'react'

/** False until the page is alive: what is typed into a field before that would be lost, so fields wait for it. */
export function useLive(): boolean {
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  return live
}
