import type { FrameWords } from './messages.ts'

/** Sound or video with controls of its own, which stay legible while the picture is blurred. Plays only when it is asked. */
export function newPlayer(
  tag: 'audio' | 'video',
  words: FrameWords,
): { media: HTMLMediaElement; controls: HTMLElement } {
  const media = document.createElement(tag)
  media.preload = 'auto'
  media.setAttribute('aria-label', words.label)
  if (media instanceof HTMLVideoElement) {
    media.disablePictureInPicture = true
    media.playsInline = true
  }

  const controls = document.createElement('div')
  controls.className = 'controls'
  const play = document.createElement('button')
  play.type = 'button'
  const position = document.createElement('input')
  position.type = 'range'
  position.min = '0'
  position.step = '0.1'
  position.value = '0'
  position.setAttribute('aria-label', words.position)
  const clock = document.createElement('span')
  controls.append(play, position, clock)

  const say = () => {
    const length = lengthOf(media)
    play.textContent = media.paused ? words.play : words.pause
    position.max = String(length)
    if (document.activeElement !== position || !media.seeking) position.value = String(media.currentTime)
    const now = `${clockWords(media.currentTime)} / ${clockWords(length)}`
    clock.textContent = now
    position.setAttribute('aria-valuetext', now)
  }
  play.onclick = () => void (media.paused ? media.play().catch(() => undefined) : media.pause())
  position.oninput = () => {
    media.currentTime = Number(position.value)
  }
  for (const event of ['loadedmetadata', 'durationchange', 'timeupdate', 'seeked', 'play', 'pause', 'ended'])
    media.addEventListener(event, say)
  say()
  return { media, controls }
}

/** A recording of a browser may not say how long it is; then as far as it is buffered. */
function lengthOf({ duration, buffered }: HTMLMediaElement): number {
  if (Number.isFinite(duration)) return duration
  return buffered.length > 0 ? buffered.end(buffered.length - 1) : 0
}

function clockWords(seconds: number): string {
  const whole = Math.floor(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
