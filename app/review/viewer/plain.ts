import { expose, findSurface, listenToDesk, type Tell } from './frame.ts'
import { newPlayer } from './player.ts'
import type { Exposure, ToFrame } from './messages.ts'
import { readText } from './read-text.ts'

/** Images, sound, video and text, in a document of null origin without network. */

type Show = Extract<ToFrame, { type: 'show' }>

const surface = findSurface()
let image: HTMLImageElement | null = null
let media: HTMLMediaElement | null = null
let scale = 1
let quarters = 0

listenToDesk((message, tell) => {
  switch (message.type) {
    case 'show':
      expose(surface, message.exposure)
      show(message, tell)
      return listenOnly(message.exposure)
    case 'expose':
      expose(surface, message.exposure)
      return listenOnly(message.exposure)
    case 'scale':
      scale = message.by
      return arrange()
    case 'turn':
      quarters = message.quarters
      return arrange()
  }
})

function listenOnly({ sound }: Exposure): void {
  if (media) media.muted = !sound
}

function show({ as, blob, words }: Show, tell: Tell): void {
  const failed = () => tell({ type: 'failed', why: 'unreadable' })
  document.body.dataset['as'] = as
  if (as === 'text')
    return void readText(blob).then(({ text, encoding, cut }) => {
      const pre = document.createElement('pre')
      pre.tabIndex = 0
      pre.setAttribute('role', 'document')
      pre.setAttribute('aria-label', words.label)
      pre.dir = 'auto'
      pre.textContent = text
      surface.append(pre)
      tell({ type: 'shown', encoding, cut })
    }, failed)
  const url = URL.createObjectURL(blob)
  if (as === 'image') {
    image = new Image()
    image.alt = words.label
    image.onload = () => {
      arrange()
      tell({ type: 'shown' })
    }
    image.onerror = failed
    image.src = url
    surface.append(image)
    return addEventListener('resize', arrange)
  }
  const player = newPlayer(as === 'video' ? 'video' : 'audio', words)
  media = player.media
  media.onloadedmetadata = () => tell({ type: 'shown' })
  media.onerror = failed
  media.muted = true
  media.src = url
  surface.append(media)
  document.body.append(player.controls)
}

/** Fits the picture into the frame, turned and enlarged as was asked. */
function arrange(): void {
  if (!image) return
  const { naturalWidth: width, naturalHeight: height } = image
  if (width === 0 || height === 0) return
  const turned = quarters % 2 === 1
  const { clientWidth, clientHeight } = surface
  const fits = Math.min(clientWidth / (turned ? height : width), clientHeight / (turned ? width : height), 1) * scale
  const [w, h] = [width * fits, height * fits]
  image.width = Math.max(1, Math.round(w))
  image.height = Math.max(1, Math.round(h))
  // A turned picture keeps its own box, so it is moved to where the turned one begins.
  const [left, top] = turned ? [(h - w) / 2, (w - h) / 2] : [0, 0]
  image.style.marginLeft = `${Math.max(0, (clientWidth - (turned ? h : w)) / 2) + left}px`
  image.style.marginTop = `${top}px`
  image.style.transform = `rotate(${quarters * 90}deg)`
}
