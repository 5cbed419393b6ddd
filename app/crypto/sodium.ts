import { compilesWebAssembly } from '#app/crypto/web-assembly.ts'

/** The only importer of libsodium. */
type Sodium = typeof import('libsodium-wrappers')
type Build = 'wasm' | 'js'

let loaded: Sodium | undefined
let loading: Promise<Build> | undefined

/**
 * Loads libsodium once, as WebAssembly where the browser compiles it and as JavaScript elsewhere
 * (some 50 times slower), and says which. Everything else in the vault is synchronous after it.
 * Rejects with the loader's error when neither build arrives; the next call tries again.
 */
export function sodiumReady(): Promise<Build> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

/** The loaded library. Throws an Error before `sodiumReady` has resolved. */
export function sodium(): Sodium {
  if (loaded === undefined) throw new Error('libsodium is not loaded: await sodiumReady() first')
  return loaded
}

async function load(): Promise<Build> {
  const build: Build = compilesWebAssembly() ? 'wasm' : 'js'
  const module = build === 'wasm' ? await import('libsodium-wrappers') : await import('libsodium-wrappers/js')
  const library = withDefault(module) ? module.default : module
  await library.ready
  loaded = library
  return build
}

/** Bundlers differ in where they put the functions of either build. */
function withDefault(module: object): module is { default: Sodium } {
  return 'default' in module
}
