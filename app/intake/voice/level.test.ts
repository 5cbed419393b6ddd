import { describe, expect, it } from 'vitest'
import { levelOf, Silence } from './level.ts'

const wave = (loud: number) => Float32Array.from({ length: 2048 }, (_, i) => loud * Math.sin(i / 5))

describe('the level of a microphone', () => {
  it('is nothing for silence and for the noise of the device, all for a shout, and grows between', () => {
    expect(levelOf(new Float32Array(2048))).toBe(0)
    expect(levelOf(wave(0.001))).toBe(0)
    expect(levelOf(wave(1))).toBe(1)
    const levels = [0.005, 0.02, 0.1, 0.4].map(loud => levelOf(wave(loud)))
    expect(levels).toEqual([...levels].sort((a, b) => a - b))
    expect(levels[0]).toBeGreaterThan(0)
    expect(levelOf(new Float32Array(0))).toBe(0)
  })
})

describe('silence', () => {
  it('is told after four seconds without a sound, from the beginning too, and taken back by the first one', () => {
    const silence = new Silence()
    expect(silence.look(0, 100)).toBe(false)
    expect(silence.look(0, 4_099)).toBe(false)
    expect(silence.look(0, 4_100)).toBe(true)
    expect(silence.look(0.3, 5_000)).toBe(false)
    expect(silence.look(0, 8_999)).toBe(false)
    expect(silence.look(0, 9_000)).toBe(true)
  })
})
