import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { createGroupCommit } from '#server/group-commit.ts'

/**
 * A process of its own: takes a body, stores it durably with the same group commit, answers. It reads no form, computes no
 * digest and knows no epochs: what the checks cost is the difference. `node bare-server.mjs FOLDER` prints its port.
 */
const [folder = ''] = process.argv.slice(2)
const db = new SQLite(join(folder, 'bare.sqlite'))
for (const pragma of ['journal_mode = wal', 'synchronous = full', 'cache_size = -32768']) db.pragma(pragma)
db.exec('create table bodies (id integer primary key, body blob not null) strict')
const insert = db.prepare('insert into bodies (body) values (?)')
const store = db.transaction((bodies: readonly Buffer[]) =>
  bodies.map(body => Number(insert.run(body).lastInsertRowid)),
)
const commit = createGroupCommit<Buffer, number>(bodies => Promise.resolve(store(bodies)))

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    void commit(Buffer.concat(parts)).then(id => {
      const answer = JSON.stringify({ id: String(id) })
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
    })
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
