import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { fillSubmissions } from './fill.ts'

export interface Filled {
  server: TestServer
  organisation: Organisation
}

/** The real server with an organisation that holds so many submissions of one kind. */
export async function startFilled(count: number, kind: 'sealed' | 'adopted'): Promise<Filled> {
  const server = await startServer()
  try {
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    const [epoch] = (await organisation.signIn()).desk.epochs.account
    if (!epoch) throw new Error('the founder holds the accounts')
    await server.stop()
    await fillSubmissions(server.data, epoch, count, kind)
    await server.start()
    return { server, organisation }
  } catch (error) {
    await server.end()
    throw error
  }
}
