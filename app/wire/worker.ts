interface ScriptUrlPolicy {
  createScriptURL(url: string): URL
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy
}

let policy: ScriptUrlPolicy | undefined

/** Only scripts of our own origin become workers. */
function checkScriptUrl(url: string): string {
  const whole = new URL(url, location.origin)
  if (whole.origin !== location.origin || !/^https?:$/.test(whole.protocol))
    throw new TypeError('a worker of another origin')
  return whole.href
}

function trustUrl(url: string): URL {
  const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  policy ??= trusted
    ? trusted.createPolicy('app', { createScriptURL: checkScriptUrl })
    : { createScriptURL: text => new URL(checkScriptUrl(text)) }
  return policy.createScriptURL(url)
}

/** Starts a module worker from the address that `import url from './x-worker.ts?worker&url'` gives, under Trusted Types. */
export function startWorker(url: string): Worker {
  return new Worker(trustUrl(url), { type: 'module' })
}
