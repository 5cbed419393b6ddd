import formsgSdk from '@opengovsg/formsg-sdk'
import * as openpgp from 'openpgp'
import { newContentKey, sealBox } from '#app/crypto/box.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openAccount, type AccountParts } from '#app/crypto/open.ts'
import { submissionDigest } from '#app/crypto/submission.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { adoptWrap, newEpochSecret, openEpoch, sealWrap } from '#app/crypto/wrap.ts'

/** Runs in Chromium: every contender opens the same accounts, turn by turn. */

export interface OpenPlan {
  entries: number
  rounds: number
}

export type OpenFigures = Record<string, number[]>

interface Contender {
  /** Opens entry i down to its value and gives the length of the narrative, so that nothing is left undone. */
  open(i: number): number | Promise<number>
}

/** Padded to 4,096 bytes. */
const NARRATIVE = 'Сказали: «Перевірка документів, на десять хвилин». '.repeat(41)
const account = {
  v: 1,
  form: { id: 'measurement', version: '1', hash: 'A'.repeat(43) },
  mode: 'express',
  lang: 'uk',
  answers: { account: { narrative: NARRATIVE } },
  files: [],
  witness: null,
  sealedAt: '2026-11-22T10:00Z',
}

async function ours(entries: number): Promise<{ sealed: Contender; adopted: Contender }> {
  await sodiumReady()
  const epoch = openEpoch(newEpochSecret())
  const plain = new TextEncoder().encode(JSON.stringify(account))
  const card = new Uint8Array(1)
  const hashes = { card: hash32(card), contact: null }
  const sealed: AccountParts[] = []
  const adopted: AccountParts[] = []
  for (let i = 0; i < entries; i++) {
    const key = newContentKey()
    const box = sealBox('account', plain, key)
    const digest = submissionDigest({ card, account: box, contact: null, uploads: [] })
    sealed.push({ account: box, hashes, uploads: [], wrap: sealWrap(key, epoch.kem.publicKey, digest) })
    adopted.push({ account: box, hashes, uploads: [], wrap: adoptWrap(key, epoch, digest) })
  }
  const open = (parts: AccountParts): number => {
    const { answers } = openAccount(parts, epoch).value as typeof account
    return answers.account.narrative.length
  }
  return { sealed: { open: i => open(sealed[i]!) }, adopted: { open: i => open(adopted[i]!) } }
}

function formsg(entries: number): Contender {
  const sdk = formsgSdk({ mode: 'test' }).crypto
  const { publicKey, secretKey } = sdk.generate()
  const quarter = Math.ceil(NARRATIVE.length / 4)
  const fields = [0, 1, 2, 3].map(n => ({
    _id: `field${n}`,
    question: 'account',
    fieldType: 'textarea',
    answer: NARRATIVE.slice(n * quarter, (n + 1) * quarter),
  }))
  const contents = Array.from({ length: entries }, () => sdk.encrypt(fields, publicKey))
  return {
    open: i => {
      const opened = sdk.decrypt(secretKey, { encryptedContent: contents[i]!, version: 1 })
      return opened?.responses.reduce((sum, field) => sum + (field.answer?.length ?? 0), 0) ?? 0
    },
  }
}

async function pgp(entries: number): Promise<Contender> {
  const { privateKey, publicKey } = await openpgp.generateKey({
    type: 'curve25519',
    userIDs: [{ name: 'desk' }],
    format: 'object',
  })
  const text = JSON.stringify(account)
  const messages: Uint8Array[] = []
  for (let i = 0; i < entries; i++) {
    const message = await openpgp.createMessage({ text })
    messages.push((await openpgp.encrypt({ message, encryptionKeys: publicKey, format: 'binary' })) as Uint8Array)
  }
  return {
    open: async i => {
      const message = await openpgp.readMessage({ binaryMessage: messages[i]! })
      const { data } = await openpgp.decrypt({ message, decryptionKeys: privateKey, format: 'utf8' })
      return (JSON.parse(data as string) as typeof account).answers.account.narrative.length
    },
  }
}

/** Entries per second for each contender and round; who begins changes from round to round. */
async function measureOpening({ entries, rounds }: OpenPlan): Promise<OpenFigures> {
  const { sealed, adopted } = await ours(entries)
  const contenders: [string, Contender][] = [
    ['sealed', sealed],
    ['adopted', adopted],
    ['FormSG SDK', formsg(entries)],
    ['OpenPGP.js', await pgp(entries)],
  ]
  const figures: OpenFigures = Object.fromEntries(contenders.map(([name]) => [name, []]))
  const slice = Math.floor(entries / rounds)
  for (const [, contender] of contenders) for (let i = 0; i < Math.min(100, entries); i++) await contender.open(i)
  for (let round = 0; round < rounds; round++) {
    const order = [...contenders.slice(round % contenders.length), ...contenders.slice(0, round % contenders.length)]
    for (const [name, contender] of order) {
      const from = round * slice
      const started = performance.now()
      for (let i = from; i < from + slice; i++) {
        const opened = contender.open(i)
        // A promise is awaited only where there is one: the others would pay for nothing.
        const length = typeof opened === 'number' ? opened : await opened
        if (length !== NARRATIVE.length) throw new Error(`${name} opened something else`)
      }
      figures[name]!.push((slice / (performance.now() - started)) * 1000)
    }
  }
  return figures
}

Object.assign(globalThis, { measureOpening })
