/** A policy without 'wasm-unsafe-eval' and a hardened Tor Browser both refuse the empty module. */
export function compilesWebAssembly(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module
  } catch {
    return false
  }
}
