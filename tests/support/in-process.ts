import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Assets } from '#server/assets.ts'
import { createApp } from '#server/app.ts'
import { createInstance, type Surroundings } from '#server/create-instance.ts'
import { createDirectIntake } from '#server/direct-intake.ts'
import { readSettings } from '#server/env.ts'
import type { Instance } from '#server/instance.ts'
import { serve, type Answering } from '#server/serve.ts'
import { createUploads } from '#server/uploads.ts'

/** The real server in this process: its API over real HTTP, with a data folder of its own. */
export interface InProcessServer {
  origin: string
  /** Of the first run; empty once set up. */
  setUpCode: string
  instance: Instance
  /** Every line of its log. */
  lines: string[]
  end(): Promise<void>
}

const page = () =>
  Promise.resolve(new Response('<!doctype html><title>page</title>', { headers: { 'content-type': 'text/html' } }))

/** Starts one; `data` goes on with the folder of another. Guessers wait no time here. */
export async function startInProcess(
  environment: Record<string, string> = {},
  { data, assets, port = 0, ...surroundings }: Surroundings & { data?: string; assets?: Assets; port?: number } = {},
): Promise<InProcessServer> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'svidok-data-'))
  const settings = readSettings({ SVIDOK_DATA: folder, ...environment })
  const lines: string[] = []
  const { instance, code } = await createInstance(settings, {
    write: line => lines.push(line),
    wait: () => Promise.resolve(),
    ...surroundings,
  })
  const answering: Answering = {
    intake: createDirectIntake(instance),
    uploads: await createUploads(instance),
    assets: assets ?? ((_request, _response, next) => next()),
    app: createApp(instance, page),
  }
  const serving = await serve(answering, {
    port,
    host: '127.0.0.1',
  })
  const origin = `http://127.0.0.1:${serving.port}`
  if (!environment.SVIDOK_ORIGIN) instance.settings.origin = origin
  return {
    origin,
    setUpCode: code ?? '',
    instance,
    lines,
    async end() {
      await serving.close()
      await instance.database.close()
      if (!data) rmSync(folder, { recursive: true, force: true })
    },
  }
}
