import { useCallback, useEffect, useRef, useState, type MutableRefObject, type RefObject } from 'react'
import { covered, firstExposure } from './exposure.ts'
import {
  readFromFrame,
  type Exposure,
  type FromFrame,
  type FrameWords,
  type Surface,
  type ToFrame,
} from './viewer/messages.ts'

/** What keys do with the file that is shown. */
export interface ViewKeys {
  toggle: (what: keyof Exposure) => void
  hide: () => void
}

type Said<T extends FromFrame['type']> = Extract<FromFrame, { type: T }>

export interface View {
  frameRef: RefObject<HTMLIFrameElement>
  /** Once the frame is there: hands it the file. */
  loaded: () => void
  exposure: Exposure
  expose: (exposure: Exposure) => void
  shown: Said<'shown'> | null
  failed: Said<'failed'>['why'] | null
  page: number
  tell: (message: ToFrame) => void
}

/** How long a frame may take until it shows something, in ms: a file can keep it busy for ever. */
const patience = 60_000

/** Talks with the frame that shows a file. Each file opens as the reviewer last wished, at first covered. */
export function useView(
  file: { as: Surface; blob: Blob; words: FrameWords },
  keysRef: MutableRefObject<ViewKeys | null>,
  leave: () => void,
): View {
  const frameRef = useRef<HTMLIFrameElement>(null)
  const port = useRef<MessagePort | null>(null)
  const [exposure, setExposure] = useState<Exposure>(firstExposure)
  const [shown, setShown] = useState<View['shown']>(null)
  const [failed, setFailed] = useState<View['failed']>(null)
  const [page, setPage] = useState(1)
  const latest = useRef({ file, exposure, leave })
  latest.current = { file, exposure, leave }

  const tell = useCallback((message: ToFrame) => port.current?.postMessage(message), [])
  const expose = useCallback(
    (next: Exposure) => {
      setExposure(next)
      tell({ type: 'expose', exposure: next })
    },
    [tell],
  )

  const hear = useCallback(
    ({ data }: MessageEvent<unknown>) => {
      const said = readFromFrame(data)
      if (said?.type === 'shown') setShown(said)
      if (said?.type === 'failed') setFailed(said.why)
      if (said?.type === 'page') setPage(said.n)
      if (said?.type === 'key' && said.key === 'hide') expose(covered)
      if (said?.type === 'key' && said.key === 'leave') latest.current.leave()
    },
    [expose],
  )

  const loaded = useCallback(() => {
    // A frame that loads a second time is not the one that was asked for.
    if (port.current) return setFailed('unreadable')
    const { port1, port2 } = new MessageChannel()
    port.current = port1
    port1.onmessage = hear
    // The document has no origin that could be named; it is the one that this page embedded.
    frameRef.current?.contentWindow?.postMessage('port', '*', [port2])
    tell({ type: 'show', ...latest.current.file, exposure: latest.current.exposure })
  }, [hear, tell])

  useEffect(() => {
    if (shown || failed) return
    const timer = setTimeout(() => setFailed('unreadable'), patience)
    return () => clearTimeout(timer)
  }, [shown, failed])
  useEffect(() => () => port.current?.close(), [])
  useEffect(() => {
    keysRef.current = {
      toggle: what => expose({ ...latest.current.exposure, [what]: !latest.current.exposure[what] }),
      hide: () => expose(covered),
    }
    return () => {
      keysRef.current = null
    }
  }, [expose, keysRef])

  return { frameRef, loaded, exposure, expose, shown, failed, page, tell }
}
