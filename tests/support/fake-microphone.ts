import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const RATE = 48_000

/** The samples of a sound file, as Chromium's fake microphone plays it over and over: a tone that swells and fades, or silence. */
function makeWav(seconds: number, loud: number): Buffer {
  const samples = Buffer.alloc(seconds * RATE * 2)
  for (let i = 0; i < seconds * RATE; i++) {
    const swell = 0.6 + 0.4 * Math.sin((i / RATE) * 9)
    samples.writeInt16LE(Math.round(loud * swell * 32_767 * Math.sin((i / RATE) * 2 * Math.PI * 220)), i * 2)
  }
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}

/** Flags for a Chromium that hears a tone, or nothing, and whose person answers yes when the microphone is asked for. */
export function microphoneThatHears(what: 'tone' | 'nothing'): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'svidok-voice-')), 'voice.wav')
  writeFileSync(file, makeWav(4, what === 'tone' ? 0.5 : 0))
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ]
}
