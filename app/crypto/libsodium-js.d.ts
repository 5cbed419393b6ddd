/** The CommonJS build, which falls back to JavaScript: an alias that the bundlers resolve. */
declare module 'libsodium-wrappers/js' {
  export * from 'libsodium-wrappers'
  const library: typeof import('libsodium-wrappers')
  export default library
}
