import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { decodeFrames } from '#app/crypto/bytes.ts'

/**
 * A process of its own: posts a file of bodies (`encodeFrames`) at several connections, each sending the next as soon as the last is answered.
 * It writes and reads HTTP itself, to cost as little as can be beside the server. `node load-client.mjs ORIGIN FILE FROM TO CONNECTIONS`
 * prints `{ milliseconds, answered, failed }`; anything but 200 is a failure.
 */
const [origin = '', file = '', from = '0', to = '0', connections = '16'] = process.argv.slice(2)
const { hostname, port, host } = new URL(origin)
const bodies = decodeFrames(readFileSync(file)).slice(Number(from), Number(to))
const requests = bodies.map(body =>
  Buffer.concat([
    Buffer.from(
      `POST /api/submissions HTTP/1.1\r\nhost: ${host}\r\norigin: ${origin}\r\ncontent-type: application/octet-stream\r\n` +
        `content-length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]),
)
let next = 0
let answered = 0

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

/** Sends one request after the other on one connection, until none is left. */
function send(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    let got = ''
    const take = (): void => {
      const request = requests[next++]
      if (!request) {
        socket.destroy()
        resolve()
        return
      }
      got = ''
      socket.write(request)
    }
    socket.on('data', (part: Buffer) => {
      got += part.toString('latin1')
      if (!isWhole(got)) return
      if (got.startsWith('HTTP/1.1 200 ')) answered++
      take()
    })
    socket.once('error', () => socket.destroy())
    socket.once('close', () => resolve())
    take()
  })
}

/** Whether an answer has arrived to its end. */
function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.slice(0, head + 2))?.[1]
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= head + 4 + Number(length)
}

const sockets = await Promise.all(Array.from({ length: Number(connections) }, open))
const started = performance.now()
await Promise.all(sockets.map(send))
const milliseconds = performance.now() - started
console.log(JSON.stringify({ milliseconds, answered, failed: requests.length - answered }))
