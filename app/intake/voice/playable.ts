const PATIENCE = 5000

/** What a browser finds when it opens a recording. `broken`: it does not play. `unknown`: it did not say in time. */
export type Playable = 'yes' | 'broken' | 'unknown'

/** Opens a recording as the player will, without a sound, and lets go of it. Never rejects. */
export async function findPlayable(file: Blob, patience = PATIENCE): Promise<Playable> {
  const url = URL.createObjectURL(file)
  const audio = new Audio()
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<Playable>(resolve => {
      timer = setTimeout(() => resolve('unknown'), patience)
      audio.addEventListener('loadeddata', () => resolve(audio.duration > 0 ? 'yes' : 'broken'))
      audio.addEventListener('error', () => resolve('broken'))
      audio.muted = true
      audio.preload = 'auto'
      audio.src = url
      audio.load()
    })
  } finally {
    clearTimeout(timer)
    audio.removeAttribute('src')
    audio.load()
    URL.revokeObjectURL(url)
  }
}
