import type { Bytes, OwnBytes } from '#app/crypto/types.ts'

/** SHA-256 of bytes that arrive in parts: the plaintext of a file (FORMAT.md §4, §13). */
export type Sha256 = { update(bytes: Bytes): void; digest(): OwnBytes }

const BLOCK = 64
const K = words(
  '428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc3' +
    '72be5d7480deb1fe9bdc06a7c19bf174e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da' +
    '983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca63511429296727b70a852e1b21384d2c6dfc53380d13' +
    '650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070' +
    '19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc70208' +
    '90befffaa4506cebbef9a3f7c67178f2',
)
const START = words('6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19')

/**
 * Starts a SHA-256 (FIPS 180-4). `digest` gives 32 bytes and ends it. Plain TypeScript: libsodium's
 * wrappers leave it out, and browsers have theirs only whole and in a secure context.
 */
export function newSha256(): Sha256 {
  const state = START.slice()
  const schedule = new Int32Array(64)
  const rest = new Uint8Array(BLOCK)
  let resting = 0
  let length = 0
  const update = (bytes: Bytes): void => {
    length += bytes.length
    let at = 0
    if (resting > 0) {
      at = Math.min(BLOCK - resting, bytes.length)
      rest.set(bytes.subarray(0, at), resting)
      resting += at
      if (resting < BLOCK) return
      compress(state, schedule, rest, 0)
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) compress(state, schedule, bytes, at)
    rest.set(bytes.subarray(at))
    resting = bytes.length - at
  }
  const digest = (): OwnBytes => {
    const bits = length * 8
    const end = new Uint8Array(resting < 56 ? BLOCK - resting : 2 * BLOCK - resting)
    end[0] = 0x80
    const view = new DataView(end.buffer)
    view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(end.length - 4, bits >>> 0)
    update(end)
    const digest = new Uint8Array(32)
    state.forEach((word, i) => new DataView(digest.buffer).setInt32(4 * i, word))
    return digest
  }
  return { update, digest }
}

/** SHA-256 of bytes that are all there (FORMAT.md §13). */
export function sha256(bytes: Bytes): OwnBytes {
  const hash = newSha256()
  hash.update(bytes)
  return hash.digest()
}

function compress(state: Int32Array, w: Int32Array, bytes: Bytes, at: number): void {
  for (let i = 0; i < 16; i++, at += 4) {
    w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!
    const y = w[i - 2]!
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0
  }
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + K[i]! + w[i]!) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] = state[0]! + a
  state[1] = state[1]! + b
  state[2] = state[2]! + c
  state[3] = state[3]! + d
  state[4] = state[4]! + e
  state[5] = state[5]! + f
  state[6] = state[6]! + g
  state[7] = state[7]! + h
}

function words(hex: string): Int32Array {
  return Int32Array.from({ length: hex.length / 8 }, (_, i) => Number.parseInt(hex.slice(8 * i, 8 * i + 8), 16) | 0)
}
