/** At most this much is put into the unpacker at once, in bytes: one step can make a thousand times of it. */
const STEP = 4096

/** What zlib data holds, cut at `limit` bytes; nothing of what is broken. Memory stays in the limit's order, whatever it grows to. */
export async function unpack(packed: Uint8Array, limit: number): Promise<Uint8Array> {
  const unpacked = new Uint8Array(limit)
  let length = 0
  try {
    let at = 0
    const stepping = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (at >= packed.length) return controller.close()
        controller.enqueue(packed.slice(at, at + STEP))
        at += STEP
      },
    })
    const reader = stepping.pipeThrough(new DecompressionStream('deflate')).getReader()
    while (length < limit) {
      const { done, value } = await reader.read()
      if (done) break
      unpacked.set(value.subarray(0, limit - length), length)
      length += Math.min(value.length, limit - length)
    }
    await reader.cancel()
  } catch {
    // Cut or broken: what came before counts.
  }
  return unpacked.subarray(0, length)
}
