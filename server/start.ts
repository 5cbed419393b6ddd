import { createApp } from './app.ts'
import type { Assets } from './assets.ts'
import { createInstance } from './create-instance.ts'
import { createDirectIntake } from './direct-intake.ts'
import { writeDays } from './days.ts'
import { WrongSetting, type Settings } from './env.ts'
import type { Instance } from './instance.ts'
import { faultName } from './log.ts'
import { createPages, type PageSource } from './pages.ts'
import { serve, type Serving } from './serve.ts'
import { sweepUploads } from './sweep.ts'
import { createUploads } from './uploads.ts'

/** What stands before the API: files and pages, from the build or from Vite. */
export interface Front {
  assets: Assets
  pages: PageSource
}

const HOUR = 3_600_000

/** Starts a server and says where it is; the process ends it with SIGTERM or SIGINT. Throws `WrongSetting`. */
export async function start(settings: Settings, front: Front): Promise<void> {
  const began = performance.now()
  const { instance, code } = await createInstance(settings)
  const serving = await listen(settings, front, instance)
  instance.log({ event: 'started', milliseconds: performance.now() - began })
  print(`Svidok is at ${settings.origin}`)
  if (code) {
    print(`Set up your organisation at ${settings.origin}/set-up`)
    print(`Set-up code: ${code}`)
  }
  const timer = setInterval(() => void tidy(instance), HOUR)
  const stop = () => {
    clearInterval(timer)
    void serving
      .close()
      .then(() => instance.database.close())
      .then(() => {
        instance.flushLog(true)
        instance.log({ event: 'stopped' })
        process.exit(0)
      })
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // A build that does not load stops the start.
  await front.pages.read()
  await tidy(instance)
}

async function listen(settings: Settings, front: Front, instance: Instance): Promise<Serving> {
  const uploads = await createUploads(instance)
  const app = createApp(instance, createPages(instance, front.pages), front.pages.mode === 'development')
  try {
    const answering = { intake: createDirectIntake(instance), uploads, assets: front.assets, app }
    return await serve(answering, settings)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new WrongSetting(`The setting PORT names a port that is in use: ${settings.port}.`)
    if (code === 'EACCES')
      throw new WrongSetting(`The setting PORT names a port that is not allowed: ${settings.port}.`)
    throw new WrongSetting(`The setting HOST names an address that cannot be listened on: ${settings.host}.`)
  }
}

/** Once an hour: finished days are written, uploads that nobody claimed go, and a checkpoint that had to wait is made up for. */
async function tidy(instance: Instance): Promise<void> {
  try {
    await writeDays(instance)
    await sweepUploads(instance)
    await instance.database.checkpoint()
    instance.flushLog(false)
  } catch (error) {
    instance.log({ event: 'fault', code: faultName(error) })
  }
}

/** Words for whoever starts the server; they are no log. */
function print(words: string): void {
  process.stdout.write(`${words}\n`)
}
