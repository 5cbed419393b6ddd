import { existsSync } from 'node:fs'
import { readSettings, WrongSetting, type Settings } from './env.ts'
import { start, type Front } from './start.ts'

/** Reads .env and the environment and starts; a wrong setting ends the process with one sentence. */
export async function boot(createFront: (settings: Settings) => Front | Promise<Front>): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    const settings = readSettings(process.env)
    await start(settings, await createFront(settings))
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
