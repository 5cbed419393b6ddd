// npm start: installs and builds what is needed, then runs the server in this process.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root } from './prepare.mjs'

process.chdir(root)
if (existsSync('.env')) process.loadEnvFile('.env')
install()
build()
process.env.NODE_ENV = 'production'
await import(join(root, 'build', 'server', 'main.js'))
