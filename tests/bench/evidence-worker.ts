import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import * as openpgp from 'openpgp'
import { sealFile } from '#app/crypto/seal-file.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { readSlices } from '#app/intake/files/read-slices.ts'

/** Runs in a worker in Chromium: each contender reads a file and encrypts all of it, and keeps nothing. */

export interface Encryption {
  contender: string
  file: Blob
}

export interface Encrypted {
  milliseconds: number
  /** Of what came out. */
  bytes: number
}

const contenders: Record<string, () => Promise<(file: Blob) => Promise<number>>> = {
  'read and seal': async () => {
    await sodiumReady()
    return async file => {
      const sealing = sealFile(readSlices(file), file.size)
      let bytes = 0
      for (let next = await sealing.next(); !next.done; next = await sealing.next()) bytes += next.value.length
      return bytes
    }
  },
  // Its AEAD packets: AES-256-GCM by WebCrypto, in chunks of 4 MiB.
  'OpenPGP.js': async () => {
    const config = {
      aeadProtect: true,
      preferredAEADAlgorithm: openpgp.enums.aead.gcm,
      aeadChunkSizeByte: 16,
      v6Keys: true,
    }
    const { publicKey } = await openpgp.generateKey({ userIDs: [{ name: 'desk' }], format: 'object', config })
    return async file => {
      const message = await openpgp.createMessage({ binary: file.stream() as never, format: 'binary' })
      const sealed = await openpgp.encrypt({ message, encryptionKeys: publicKey, format: 'binary', config } as never)
      return count(sealed)
    }
  },
  age: async () => {
    const recipient = await identityToRecipient(await generateIdentity())
    return async file => {
      const encrypter = new Encrypter()
      encrypter.addRecipient(recipient)
      return count(await encrypter.encrypt(file.stream()))
    }
  },
}

async function count(stream: ReadableStream<Uint8Array>): Promise<number> {
  const reader = stream.getReader()
  let bytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.length
  return bytes
}

self.onmessage = async ({ data: { contender, file } }: MessageEvent<Encryption>) => {
  const encrypt = await contenders[contender]!()
  const started = performance.now()
  const bytes = await encrypt(file)
  self.postMessage({ milliseconds: performance.now() - started, bytes } satisfies Encrypted)
}
