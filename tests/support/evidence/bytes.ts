/** Bytes of fixtures: numbers as JPEG, PNG, TIFF, RIFF and ISO files write them. */

/** What is joined; a text stands for its Latin-1 bytes. */
export type Part = Uint8Array | string | readonly number[]

export function join(...parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts.map(part => (typeof part === 'string' ? latin(part) : Buffer.from(part)))))
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))

export const be16 = (value: number): number[] => [(value >>> 8) & 255, value & 255]
export const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value & 65_535)]
export const le16 = (value: number): number[] => [value & 255, (value >>> 8) & 255]
export const le32 = (value: number): number[] => [...le16(value & 65_535), ...le16(value >>> 16)]
