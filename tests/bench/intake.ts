import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encodeFrames } from '#app/crypto/bytes.ts'
import { sealCorpus } from '#tests/corpus/seal-corpus.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { bundleProcess } from './bundle.ts'
import { memoryOf, processorSecondsOf, ratio, row, type Measured } from './measure.ts'

const run = promisify(execFile)

export interface IntakePlan {
  /** Submissions in one round, for each contender. */
  submissions: number
  rounds: number
  connections: number
}

interface Load {
  milliseconds: number
  answered: number
  failed: number
}

/**
 * S5 and S10: real submissions against the real server, and against a bare handler with the same group commit and none of
 * the checks, turn by turn. Both store durably, each is a process of its own, so is who sends.
 */
export async function measureIntake({ submissions, rounds, connections }: IntakePlan): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'svidok-bench-'))
  const server = await startServer()
  const bare = await startBare(folder)
  try {
    await setUpOrganisation(server.origin, server.setUpCode)
    const file = join(folder, 'bodies')
    const warm = Math.min(submissions, 500)
    writeFileSync(file, await sealBodies(server, warm + submissions * rounds))
    const client = await bundleProcess(new URL('./load-client.ts', import.meta.url))
    const load = async (origin: string, from: number, to: number): Promise<Load> => {
      const { stdout } = await run(process.execPath, [
        client,
        origin,
        file,
        String(from),
        String(to),
        String(connections),
      ])
      return JSON.parse(stdout) as Load
    }

    const figures = { svidok: [] as number[], bare: [] as number[] }
    let failed = 0
    const turn = async (name: 'svidok' | 'bare', from: number, to: number) => {
      const {
        milliseconds,
        answered,
        failed: lost,
      } = await load(name === 'bare' ? bare.origin : server.origin, from, to)
      if (name === 'svidok') failed += lost
      return (answered / milliseconds) * 1000
    }
    for (const name of ['svidok', 'bare'] as const) await turn(name, 0, warm)
    const rest = memoryOf(server.pid).resident
    const before = { svidok: processorSecondsOf(server.pid), bare: processorSecondsOf(bare.pid) }
    for (let round = 0; round < rounds; round++) {
      const from = warm + round * submissions
      const order = round % 2 === 0 ? (['svidok', 'bare'] as const) : (['bare', 'svidok'] as const)
      for (const name of order) figures[name].push(await turn(name, from, from + submissions))
    }
    const spent = (pid: number, from: number) =>
      Math.round(((processorSecondsOf(pid) - from) * 1e6) / (submissions * rounds))
    const rows = [row('svidok', 'submissions/s', figures.svidok), row('bare', 'submissions/s', figures.bare)]
    return {
      name: 'intake',
      about: `S5 and S10, ${rounds} rounds of ${submissions} corpus submissions at ${connections} connections, durable`,
      rows,
      ratios: [ratio(rows, 'svidok', 'bare', '≥ 0.8')],
      facts: {
        'failed submissions (goal 0)': failed,
        'processor of svidok, µs a submission': spent(server.pid, before.svidok),
        'processor of bare, µs a submission': spent(bare.pid, before.bare),
        'server memory before the rounds, MiB (goal ≤ 200 at rest)': rest,
        'server memory at its most, MiB (goal ≤ 350)': memoryOf(server.pid).most,
      },
    }
  } finally {
    bare.stop()
    await server.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sealBodies(server: TestServer, count: number): Promise<Uint8Array> {
  const { log, keys } = await readTarget(server.origin)
  return encodeFrames(Array.from(sealCorpus({ keys, genesisHash: log.genesisHash }, { count }), entry => entry.body))
}

async function startBare(folder: string): Promise<{ origin: string; pid: number; stop(): void }> {
  const child = spawn(process.execPath, [await bundleProcess(new URL('./bare-server.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()))
    child.once('exit', () => reject(new Error('the bare server stopped')))
  })
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => child.kill() }
}
