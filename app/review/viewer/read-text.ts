import { showUnseen } from '#app/testimony/visible-text.ts'

/** Bytes of a text that are shown; the rest is for who saves the file. */
const mostShown = 4 * 1024 * 1024

export interface ShownText {
  text: string
  encoding: 'utf-8' | 'utf-16' | 'windows-1251'
  cut: boolean
}

/** The beginning of a text, with every character that can't be seen named in its place. What is no Unicode is read as Cyrillic of Windows. */
export async function readText(blob: Blob): Promise<ShownText> {
  const cut = blob.size > mostShown
  const bytes = new Uint8Array(await blob.slice(0, mostShown).arrayBuffer())
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be'
  if (marked) return { text: showUnseen(new TextDecoder(marked).decode(bytes)), encoding: 'utf-16', cut }
  try {
    // A character that the cut goes through is no fault of the text.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return { text: showUnseen(text), encoding: 'utf-8', cut }
  } catch {
    return { text: showUnseen(new TextDecoder('windows-1251').decode(bytes)), encoding: 'windows-1251', cut }
  }
}
