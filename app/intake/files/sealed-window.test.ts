import { beforeAll, describe, expect, it } from 'vitest'
import { openBox } from '#app/crypto/box.ts'
import { concat, equal, randomBytes } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { fileBoxLength, FileChanged, sealFile } from '#app/crypto/seal-file.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { OutOfStep, SealedWindow } from './sealed-window.ts'

const MiB = 1_048_576

beforeAll(async () => void (await sodiumReady()))

/** Slices of a file, and how many were taken. */
function slicesOf(file: Bytes) {
  const told = { taken: 0 }
  async function* slices() {
    for (let at = 0; at < file.length; at += MiB) {
      told.taken++
      yield file.subarray(at, at + MiB)
    }
  }
  return { told, slices: slices() }
}

const open = (file: Bytes, ahead = 2 * MiB) => {
  const { told, slices } = slicesOf(file)
  return { told, window: new SealedWindow(sealFile(slices, file.length), ahead), length: fileBoxLength(file.length) }
}

describe('what is sealed and not acknowledged', () => {
  it('is the box, in whatever pieces it is asked for', async () => {
    const file = randomBytes(3 * MiB + 17)
    const { window, length } = open(file)
    const parts: Bytes[] = []
    for (let at = 0; at < length;) {
      const end = Math.min(length, at + 1 + ((at * 7 + 700_001) % (2 * MiB)))
      parts.push(await window.read(at, end))
      at = end
    }
    await window.read(length, length)
    const told = await window.end()
    const box = concat(...parts)
    expect(equal(hash32(box), told.boxDigest)).toBe(true)
    expect(equal(openBox('file', box, told.key).subarray(0, file.length), file)).toBe(true)
  })

  it('is sent again as it is', async () => {
    const { window } = open(randomBytes(MiB))
    const first = await window.read(0, 500_000)
    expect(equal(await window.read(0, 500_000), first)).toBe(true)
    // The server kept a part of it.
    expect(equal(await window.read(123_457, 500_000), first.subarray(123_457))).toBe(true)
  })

  it('is not more than was allowed, however long the line stays away', async () => {
    const { window, told } = open(randomBytes(10 * MiB))
    await window.read(0, MiB)
    await new Promise(resolve => setTimeout(resolve, 50))
    // A chunk more, and one slice that was read for the next.
    expect(told.taken).toBeLessThanOrEqual(4)
    await window.read(MiB, 3 * MiB)
    expect(told.taken).toBeLessThanOrEqual(5)
  })

  it('cannot be had twice, nor what was never sent be stored', async () => {
    const { window } = open(randomBytes(MiB))
    await window.read(0, 300_000)
    window.acknowledge(300_000)
    await expect(window.read(299_999, 400_000)).rejects.toThrow(OutOfStep)
    await expect(window.read(400_000, 500_000)).rejects.toThrow(OutOfStep)
    expect((await window.read(300_000, 400_000)).length).toBe(100_000)
  })

  it('ends with what the sealer throws', async () => {
    const { slices } = slicesOf(randomBytes(MiB))
    const window = new SealedWindow(sealFile(slices, MiB + 1), 4 * MiB)
    await expect(window.read(0, fileBoxLength(MiB + 1))).rejects.toThrow(FileChanged)
    await expect(window.end()).rejects.toThrow(FileChanged)
  })

  it('is forgotten when it is closed', async () => {
    const { window, told } = open(randomBytes(10 * MiB))
    await window.read(0, 100)
    await window.close()
    const { taken } = told
    await expect(window.read(100, 200)).rejects.toThrow('closed')
    expect(told.taken).toBe(taken)
  })
})
