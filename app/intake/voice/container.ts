/** Containers in the order of trust. Opus where it is made well, else what the browser makes. */
const webm = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4', '']
const mp4 = ['audio/mp4', 'audio/webm;codecs=opus', '']

/**
 * What to record in; '' is the browser's own choice. Apple's engine says that it makes WebM, and what it makes does not play
 * (DOMAIN.md §5.6): there it is MP4.
 */
export function chooseContainer(isMade: (type: string) => boolean, vendor: string): string {
  const known = vendor.startsWith('Apple') ? mp4 : webm
  return known.find(type => type === '' || isMade(type)) ?? ''
}

const endings: Readonly<Record<string, string>> = {
  'audio/webm': 'webm',
  'video/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
}

/** `voice-1.webm`: says nothing of when and on what it was recorded. */
export function nameRecording(n: number, type: string): string {
  const ending = endings[type.split(';')[0]?.trim().toLowerCase() ?? '']
  return ending ? `voice-${n}.${ending}` : `voice-${n}`
}
