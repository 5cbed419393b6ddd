import { attempt, Failure } from '#app/crypto/failure.ts'
import { parsePin } from '#app/trust/pin.ts'
import { getJson } from '#app/wire/client.ts'
import { KeyLogAnswer } from '#app/wire/public.ts'
import { verifyOrganisation, type Organisation } from './organisation.ts'

/** The link by which the witness came is not a whole pin. */
export class BrokenLink extends Error {}

/** What a server says about the organisation. Throws `Refused` or `Unreachable`. */
export const readKeyLog = (): Promise<KeyLogAnswer> => getJson('/api/key-log', KeyLogAnswer)

/**
 * Asks the server for the organisation and verifies it against the pin in `fragment` and, where this page has `seen` it
 * before, as what that goes on to. Throws `BrokenLink`, a `Failure`, `Refused` or `Unreachable`.
 */
export async function readOrganisation(
  read: () => Promise<KeyLogAnswer>,
  fragment: string,
  now: Date,
  seen: Organisation | null = null,
): Promise<Organisation> {
  const pin = attempt(() => parsePin(fragment))
  if (pin instanceof Failure) throw new BrokenLink()
  return verifyOrganisation(await read(), pin, now.toISOString().slice(0, 10), seen)
}
