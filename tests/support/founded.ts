import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import type { Compartment, EpochSecret } from '#app/crypto/types.ts'
import { openEpoch, type OpenEpoch } from '#app/crypto/wrap.ts'
import { fingerprint } from '#app/trust/fingerprint.ts'
import { extendKeyLog, verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { memberKeys, newMemberSecret } from '#app/trust/member.ts'
import { newRecovery, recoveryFields, recoveryKeys, splitRecovery } from '#app/trust/recovery.ts'
import { epochText, genesisText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import type { EpochKey, KeyLogAnswer } from '#app/wire/public.ts'

/** An organisation of one admin without a server, whose log can grow. Needs `sodiumReady()`. */
export class Founded {
  readonly admin = memberKeys(newMemberSecret())
  readonly epochs: Record<Compartment, OpenEpoch[]> = { account: [], contact: [] }
  log!: KeyLog

  static async create(): Promise<Founded> {
    const founded = new Founded()
    const recovery = newRecovery()
    const shares = await splitRecovery(recovery, { threshold: 2, shares: 3 })
    const genesis = genesisText({
      at: '2026-11-01',
      organisation: 'Вигадана',
      admins: [founded.admin.sign.publicKey],
      quorum: 1,
      recovery: recoveryFields(recoveryKeys(recovery), 2, shares),
    })
    founded.log = verifyKeyLog([signStatement(genesis, [founded.admin.sign])])
    founded.rotate('account')
    founded.rotate('contact')
    return founded
  }

  rotate(compartment: Compartment, notAfter?: string): void {
    const epoch = openEpoch(randomBytes(32) as EpochSecret)
    const text = epochText(this.log, {
      at: '2026-11-02',
      compartment,
      kem: epoch.kem.publicKey,
      ...(notAfter ? { notAfter } : {}),
    })
    this.log = extendKeyLog(this.log, signStatement(text, [this.admin.sign]))
    this.epochs[compartment].unshift(epoch)
  }

  answer(): KeyLogAnswer {
    const keys = (['account', 'contact'] as const).map((compartment): EpochKey => ({
      compartment,
      epoch: this.epochs[compartment].length,
      kem: toB64u(this.epochs[compartment][0]!.kem.publicKey),
    }))
    return { entries: this.log.entries.map(entry => structuredClone(entry)), keys }
  }

  pin(statement?: number): string {
    const print = (n: number) => fingerprint(this.log.statements[n]!.text)
    return `#${print(0)}${statement === undefined ? '' : `-${print(statement)}`}`
  }
}
