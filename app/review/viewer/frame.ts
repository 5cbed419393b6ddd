import type { Exposure, FromFrame, ToFrame } from './messages.ts'

export type Tell = (message: FromFrame) => void

/** The document has one port, from the desk that embeds it, and answers nobody else. */
export function listenToDesk(hear: (message: ToFrame, tell: Tell) => void): void {
  // The one way out that no content security policy closes.
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name)
  let desk: MessagePort | null = null
  const tell: Tell = message => desk?.postMessage(message)
  addEventListener('message', event => {
    const [port] = event.ports
    if (desk || !port || event.source !== parent) return
    desk = port
    port.onmessage = ({ data }: MessageEvent<ToFrame>) => hear(data, tell)
  })
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.code === 'Escape') tell({ type: 'key', key: 'leave' })
    if (event.code === 'KeyH') tell({ type: 'key', key: 'hide' })
  })
}

/** Blurs and greys what stands in `surface`; what is covered is not read aloud either. */
export function expose(surface: HTMLElement, { sharp, colours }: Exposure): void {
  document.body.dataset['sharp'] = String(sharp)
  document.body.dataset['colours'] = String(colours)
  surface.inert = !sharp
}

/** The place of everything that is shown. */
export function findSurface(): HTMLElement {
  const surface = document.getElementById('surface')
  if (!surface) throw new Error('a frame without a surface')
  return surface
}
