import { Agent, request } from 'node:http'

/** Posts bodies at several connections, each taking the next as soon as its last is answered. Rejects at the first refusal. */
export async function sendCorpus(
  origin: string,
  bodies: Iterator<Uint8Array>,
  { connections = 16, sent = () => undefined }: { connections?: number; sent?: (count: number) => void } = {},
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let count = 0
  const connect = async (): Promise<void> => {
    for (let next = bodies.next(); !next.done; next = bodies.next()) {
      await post(origin, agent, next.value)
      sent(++count)
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, connect))
  } finally {
    agent.destroy()
  }
  return count
}

function post(origin: string, agent: Agent, body: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { origin, 'content-type': 'application/octet-stream', 'content-length': body.length }
    const sending = request(`${origin}/api/submissions`, { method: 'POST', agent, headers }, response => {
      response.resume()
      response.once('error', reject)
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`a submission was refused: ${response.statusCode}`)),
      )
    })
    sending.once('error', reject)
    sending.end(body)
  })
}
