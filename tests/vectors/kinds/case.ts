import { fromB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { decodeJson } from '#app/crypto/json.ts'
import { checkSignPublicKey } from '#app/crypto/keys.ts'
import { openMessage, openTeamMessage, type Direction } from '#app/crypto/message.ts'
import { deriveReceipt, parseCode } from '#app/crypto/receipt.ts'
import { type Chain, readChain, reviewKey } from '#app/crypto/review-event.ts'
import type { ContentKey, Digest, Hash32, SignPublicKey } from '#app/crypto/types.ts'
import { byteLists, bytes, differences, number, text, texts, type Run } from './vector.ts'

/** Reads the code and derives all that a receipt gives (FORMAT.md §5). */
export const runReceipt: Run = vector => {
  const { token, tokenHash, proof, kem, sign } = deriveReceipt(
    parseCode(text(vector, 'code')),
    bytes<Hash32>(vector, 'genesisHash'),
  )
  return differences(vector, { token, tokenHash, proof, kem: kem.publicKey, sign: sign.publicKey })
}

/** Opens and verifies one message (FORMAT.md §6). */
export const runMessage: Run = vector => {
  const message = {
    from: text(vector, 'from') as Direction,
    digest: bytes<Digest>(vector, 'digest'),
    seq: number(vector, 'seq'),
    box: bytes(vector, 'box'),
    contentKey: bytes<ContentKey>(vector, 'contentKey'),
    signKey: checkSignPublicKey(bytes(vector, 'signKey')),
  }
  const json = decodeJson(openMessage(message))
  const byItself = message.from === 'team' ? openTeamMessage(message).value : json
  return [...differences(vector, { json }), ...differences(vector, { json: byItself })]
}

/** Verifies a whole chain: the first link that does not open decides (FORMAT.md §7). */
export const runEvents: Run = vector => {
  const chain = text(vector, 'chain') as Chain
  const links = readChain(byteLists(vector, 'events'), {
    reviewKey: reviewKey(bytes<ContentKey>(vector, 'contentKey'), chain),
    chain,
    digest: bytes<Digest>(vector, 'digest'),
    members: texts(vector, 'members').map(member => checkSignPublicKey(fromB64u(member)) satisfies SignPublicKey),
  })
  const kinds = links.map(({ opened }) => {
    if (opened instanceof Failure) throw opened
    return opened.value['kind']
  })
  return differences(vector, { kinds })
}
