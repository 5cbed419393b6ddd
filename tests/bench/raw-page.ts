import type { Browser, CDPSession } from 'playwright-core'

interface Answer {
  id?: number
  result?: unknown
  error?: { message: string }
}

/** A page of Chromium that nobody watches: a debugger that follows its requests takes most of the speed of an upload. */
export interface RawPage {
  /** The value of an expression, awaited; a policy that forbids `eval` does not matter. */
  ask<T>(expression: string): Promise<T>
  /** Gives files to the input that the expression finds. */
  choose(input: string, paths: readonly string[]): Promise<void>
  /** Ids of the processes that render pages. */
  renderers(): Promise<number[]>
  close(): Promise<void>
}

/** Opens an address in a context of its own, past the library that drives the browser. */
export async function openRawPage(browser: Browser, url: string): Promise<RawPage> {
  const session = await browser.newBrowserCDPSession()
  const { browserContextId } = await session.send('Target.createBrowserContext')
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', browserContextId })
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  const send = talkTo(session, sessionId)
  const ask = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = (await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      allowUnsafeEvalBlockedByCSP: true,
    })) as { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } }
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  await send('Page.navigate', { url })
  while ((await ask(`document.readyState + location.href`)) !== `complete${url}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  return {
    ask,
    async choose(input, files) {
      const { result } = (await send('Runtime.evaluate', { expression: input })) as { result: { objectId: string } }
      await send('DOM.setFileInputFiles', { files, objectId: result.objectId })
    },
    async renderers() {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      return processInfo.filter(one => one.type === 'renderer').map(one => one.id)
    },
    async close() {
      await session.send('Target.closeTarget', { targetId })
      await session.detach()
    },
  }
}

function talkTo(session: CDPSession, sessionId: string): (method: string, params?: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  session.on('Target.receivedMessageFromTarget', event => {
    if (event.sessionId !== sessionId) return
    const { id, result, error } = JSON.parse(event.message) as Answer
    const asked = waiting.get(id ?? 0)
    waiting.delete(id ?? 0)
    if (error) asked?.reject(new Error(error.message))
    else asked?.resolve(result)
  })
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      session
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(reject)
    })
}
