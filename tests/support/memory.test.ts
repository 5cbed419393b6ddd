import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { findText, searchMemory } from './memory.ts'

describe('the search for a canary', () => {
  const canary = 'канарка zx-4711 çığ'

  it('finds a text in every disguise', () => {
    const json = canary.replace(/[^\x20-\x7e]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    const hidden = [
      Buffer.from(canary, 'utf16le'),
      Buffer.from(encodeURIComponent(canary)),
      Buffer.from(`{"a":"${json}"}`),
      Buffer.from(Buffer.from(`x${canary}yy`).toString('base64')),
      Buffer.from(Buffer.from(`xx${canary}y`).toString('base64url')),
      Buffer.from(Buffer.from(`some bytes before ${canary}`).toString('hex')),
    ]
    for (const bytes of hidden) expect(findText(bytes, [canary])).not.toEqual([])
    expect(findText(Buffer.from('nothing of the kind'), [canary])).toEqual([])
  })

  it('finds a text in the memory of another process', async () => {
    const half = ['can', 'ary-of-the-child-4711']
    const child = spawn(process.execPath, [
      '-e',
      `globalThis.kept = Buffer.from(${JSON.stringify(half[0])} + ${JSON.stringify(half[1])}); console.log('ready'); setInterval(() => {}, 1000)`,
    ])
    try {
      await once(child.stdout, 'data')
      const { found, bytes } = searchMemory(child.pid!, [half.join('')])
      expect(found).toContain('text 0 as UTF-8')
      expect(bytes).toBeGreaterThan(10_000_000)
    } finally {
      child.kill('SIGKILL')
    }
  })
})
