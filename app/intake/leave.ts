const presses = 3
const within = 2000

/** Where the neutral page stands. It is served, so that loading it again shows it again. */
export const neutralPath = '/table'

interface Away {
  /** `neutralPath`, or what the operator set. */
  to: string
  title: string
}

/**
 * Takes the address and the title of the neutral page at once, without the network, then ends this document: no entry of
 * it is left to come back to, and its memory is given up with it. The page has to show nothing of itself before, for the
 * next one takes its time to come; without a line it stays until there is one.
 */
export function goAway({ to, title }: Away): void {
  try {
    history.replaceState(null, '', neutralPath)
    document.title = title
  } finally {
    if (navigator.onLine) location.replace(to)
    else addEventListener('online', () => location.replace(to), { once: true })
  }
}

/**
 * Calls `leave` when Shift is pressed three times and nothing else between; calls `forget` when the page is left and the
 * browser might keep it to come back to. Gives what ends the watch.
 */
export function watchForLeaving({ leave, forget }: { leave: () => void; forget: () => void }): () => void {
  let times: number[] = []
  let alone = false
  const down = (event: KeyboardEvent) => {
    alone = event.key === 'Shift' && !event.altKey && !event.ctrlKey && !event.metaKey
    if (!alone) times = []
  }
  const up = (event: KeyboardEvent) => {
    if (event.key !== 'Shift' || !alone) return
    alone = false
    times = [...times, event.timeStamp].filter(time => time > event.timeStamp - within)
    if (times.length >= presses) leave()
  }
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) forget()
  }
  addEventListener('keydown', down)
  addEventListener('keyup', up)
  addEventListener('pagehide', forget)
  addEventListener('pageshow', shown)
  return () => {
    removeEventListener('keydown', down)
    removeEventListener('keyup', up)
    removeEventListener('pagehide', forget)
    removeEventListener('pageshow', shown)
  }
}

/** While the page is not looked at, its picture in a list of windows shows nothing to read; as far as the browser lets. */
export function watchForHiding(): () => void {
  const changed = () => document.documentElement.toggleAttribute('data-away', document.hidden)
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}
