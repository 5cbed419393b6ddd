import { connect, createServer, type Socket } from 'node:net'

/** A line on which every answer comes so many milliseconds later, as from a far server. */
export async function openDelayedLine(
  to: () => number,
  port: number,
  milliseconds: number,
): Promise<{ close(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer(browser => {
    const upstream = connect(to(), '127.0.0.1')
    for (const socket of [browser, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => (sockets.delete(socket), browser.destroy(), upstream.destroy()))
    }
    browser.pipe(upstream)
    upstream.on('data', part => setTimeout(() => browser.write(part), milliseconds))
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    close() {
      sockets.forEach(socket => socket.destroy())
      server.close()
    },
  }
}
