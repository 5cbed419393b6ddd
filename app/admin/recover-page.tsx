import { useEffect, useState } from 'react'
import { equal } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes, RecoverySecret } from '#app/crypto/types.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { makeCredentials, type Credentials } from '#app/keyring/credentials.ts'
import { Frame } from '#app/keyring/frame.tsx'
import { PassphraseCeremony } from '#app/keyring/passphrase-ceremony.tsx'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import { verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { combineShares, newRecovery, splitRecovery } from '#app/trust/recovery.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Steps } from '#app/ui/steps.tsx'
import { getJson, postJson } from '#app/wire/client.ts'
import { OpaqueAnswer, RecoveryView, SignedIn } from '#app/wire/members.ts'
import { KeyLogAnswer, type LogEntry } from '#app/wire/public.ts'
import './admin.css'
import { genesisFingerprint } from './due.ts'
import { EarlierAdmins } from './earlier-admins.tsx'
import { PersonForm, type PersonAnswers } from './person-form.tsx'
import { claimRecovery, earlierAdmins, installAdmin, rebuildRecovery } from './recover.ts'
import { RecoveryShares } from './recovery-shares.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { ShareSheets } from './share-sheets.tsx'
import { today } from './today.ts'
import { useLeaveWarning } from './use-leave-warning.ts'

const order = ['shares', 'person', 'passphrase', 'newShares', 'rehearse', 'done'] as const
type StepId = (typeof order)[number]

interface Prepared {
  credentials: Credentials
  installed: LogEntry
  view: RecoveryView
  secret: RecoverySecret
  shares: Bytes[]
}

const nobody: PersonAnswers = { name: '', handle: '', shares: 3, threshold: 2 }

/** Recovery (FORMAT.md §9): shares rebuild the key in this browser; one request at the end installs the new administrator. */
export function RecoverPage() {
  const { recover: words, common, passphrase: phrases } = useKeysWords()
  const [step, setStep] = useState<StepId>('shares')
  const [log, setLog] = useState<KeyLog | null>(null)
  const [old, setOld] = useState<RecoverySecret | null>(null)
  const [person, setPerson] = useState(nobody)
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  const [keep, setKeep] = useState<ReadonlySet<string>>(new Set())
  const { problem, busy, run } = useAttempt()
  useLeaveWarning(step !== 'shares' && step !== 'done')

  useEffect(() => {
    void run(async () => {
      await sodiumReady()
      setLog(verifyKeyLog((await getJson('/api/key-log', KeyLogAnswer)).entries))
    })
  }, [run])

  const rebuild = (shares: Bytes[]) =>
    run(async () => {
      if (!log) return
      setOld(await rebuildRecovery(shares, log))
      setStep('person')
    })

  const prepare = (passphrase: string) =>
    run(async () => {
      if (!log || !old) return
      const register = async (id: string, request: string) =>
        (await postJson('/api/recovery/register', { id, request }, OpaqueAnswer)).response
      const credentials = await makeCredentials(person.handle, passphrase, register)
      const installed = installAdmin(log, old, credentials, today())
      const view = await postJson('/api/recovery/look', { entry: installed }, RecoveryView)
      earlierAdmins(log, view, old)
      const secret = newRecovery()
      setPrepared({ credentials, installed, view, secret, shares: await splitRecovery(secret, person) })
      setStep('newShares')
    })

  const claim = (typed: Bytes[]) =>
    run(async () => {
      if (!log || !old || !prepared) return
      const { credentials, installed, view, secret, shares } = prepared
      const proved = await combineShares(typed)
      if (!equal(proved, secret)) throw new Failure('wrong-key', 'the shares recover another key')
      const fresh = { secret: proved, shares, threshold: person.threshold }
      const newcomer = { credentials, name: person.name, keep }
      await postJson(
        '/api/recovery/claim',
        claimRecovery(log, installed, view, old, fresh, newcomer, today()),
        SignedIn,
      )
      setStep('done')
    })

  const steps = order.map(id => ({ id, title: words.steps[id][0], why: words.steps[id][1] }))
  return (
    <Frame title={words.title} wide>
      <p className="kr-quiet">{words.intro}</p>
      <Steps steps={steps} now={step} words={{ done: common.done, now: common.now, next: common.later }}>
        {step === 'shares' && (
          <>
            {log && <RecoveryShares log={log} busy={busy} done={shares => void rebuild(shares)} />}
            <Problem code={problem} />
          </>
        )}
        {step === 'person' && (
          <PersonForm
            start={person}
            done={answers => {
              setPerson(answers)
              setStep('passphrase')
            }}
          />
        )}
        {step === 'passphrase' && (
          <>
            {!busy && <PassphraseCeremony done={text => void prepare(text)} />}
            <p role="status">{busy ? phrases.deriving : ''}</p>
            <Problem code={problem} />
          </>
        )}
        {step === 'newShares' && prepared && log && old && (
          <>
            <EarlierAdmins admins={earlierAdmins(log, prepared.view, old)} keep={keep} change={setKeep} />
            <ShareSheets
              organisation={log.organisation}
              fingerprint={genesisFingerprint(log)}
              shares={prepared.shares}
              threshold={person.threshold}
              done={() => setStep('rehearse')}
            />
          </>
        )}
        {step === 'rehearse' && prepared && (
          <Rehearsal
            shares={prepared.shares}
            threshold={person.threshold}
            busy={busy}
            problem={problem}
            back={() => setStep('newShares')}
            prove={typed => void claim(typed)}
          />
        )}
        {step === 'done' && (
          <Notice kind="good" title={words.doneTitle}>
            <p>{words.doneText}</p>
            <p>
              <a href="/desk">{words.toDesk}</a>
            </p>
          </Notice>
        )}
      </Steps>
      {step !== 'done' && <p className="kr-quiet">{words.stop}</p>}
    </Frame>
  )
}
