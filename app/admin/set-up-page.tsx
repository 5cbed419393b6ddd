import { useState } from 'react'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes, RecoverySecret } from '#app/crypto/types.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { makeCredentials, type Credentials } from '#app/keyring/credentials.ts'
import { Frame } from '#app/keyring/frame.tsx'
import { PassphraseCeremony } from '#app/keyring/passphrase-ceremony.tsx'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import type { KeyLog } from '#app/trust/key-log.ts'
import { newRecovery, recoveryFields, recoveryKeys, splitRecovery } from '#app/trust/recovery.ts'
import { Steps } from '#app/ui/steps.tsx'
import { postJson } from '#app/wire/client.ts'
import { OpaqueAnswer } from '#app/wire/members.ts'
import './admin.css'
import { CodeForm } from './code-form.tsx'
import { genesisFingerprint } from './due.ts'
import { completeSetUp, foundLog } from './found.ts'
import { PlanForm, type PlanAnswers } from './plan-form.tsx'
import { rebuildRecovery } from './recover.ts'
import { Rehearsal } from './rehearsal.tsx'
import { SetUpDone } from './set-up-done.tsx'
import { ShareSheets } from './share-sheets.tsx'
import { today } from './today.ts'
import { useLeaveWarning } from './use-leave-warning.ts'

const order = ['code', 'plan', 'passphrase', 'shares', 'rehearse', 'open'] as const
type StepId = (typeof order)[number]

/** Everything that exists in this page alone until the last request. */
interface Made {
  founder: Credentials
  recovery: RecoverySecret
  shares: Bytes[]
  genesis: KeyLog
}

const emptyPlan: PlanAnswers = {
  organisation: '',
  languages: ['uk', 'ru', 'en'],
  name: '',
  handle: '',
  shares: 3,
  threshold: 2,
}

/** The set-up ceremony (FORMAT.md §8, §9): one request at the end, so that stopping earlier leaves nothing half made. */
export function SetUpPage({ setUp }: { setUp: boolean }) {
  const { setUp: words, common, passphrase: phrases } = useKeysWords()
  const [step, setStep] = useState<StepId>('code')
  const [code, setCode] = useState('')
  const [plan, setPlan] = useState(emptyPlan)
  const [made, setMade] = useState<Made | null>(null)
  const [done, setDone] = useState(false)
  const { problem, busy, run } = useAttempt()
  useLeaveWarning(step !== 'code' && !done)

  const makeKeys = (passphrase: string) =>
    run(async () => {
      await sodiumReady()
      const register = async (id: string, request: string) =>
        (await postJson('/api/set-up/register', { code, id, request }, OpaqueAnswer)).response
      const founder = await makeCredentials(plan.handle, passphrase, register)
      const recovery = newRecovery()
      const shares = await splitRecovery(recovery, plan)
      const fields = recoveryFields(recoveryKeys(recovery), plan.threshold, shares)
      setMade({ founder, recovery, shares, genesis: foundLog(plan, fields, founder.keys.sign, today()) })
      setStep('shares')
    })

  const complete = (typed: Bytes[]) =>
    run(async () => {
      if (!made) return
      const proved = await rebuildRecovery(typed, made.genesis)
      await postJson('/api/set-up/complete', completeSetUp(plan, code, made.founder, proved, made.genesis, today()))
      setDone(true)
      setStep('open')
    })

  if (setUp && step === 'code')
    return (
      <Frame title={words.alreadyTitle}>
        <p>{words.alreadyText}</p>
        <p>
          <a href="/desk">{words.toDesk}</a>
        </p>
      </Frame>
    )

  const steps = order.map(id => ({ id, title: words.steps[id][0], why: words.steps[id][1] }))
  return (
    <Frame title={words.title} wide>
      <p className="kr-quiet">{words.intro}</p>
      <Steps steps={steps} now={step} words={{ done: common.done, now: common.now, next: common.later }}>
        {step === 'code' && (
          <CodeForm
            done={checked => {
              setCode(checked)
              setStep('plan')
            }}
          />
        )}
        {step === 'plan' && (
          <PlanForm
            start={plan}
            done={answers => {
              setPlan(answers)
              setStep('passphrase')
            }}
          />
        )}
        {step === 'passphrase' && (
          <>
            {!busy && <PassphraseCeremony done={text => void makeKeys(text)} />}
            <p role="status">{busy ? phrases.deriving : ''}</p>
            <Problem code={problem} />
          </>
        )}
        {step === 'shares' && made && (
          <ShareSheets
            organisation={plan.organisation}
            fingerprint={genesisFingerprint(made.genesis)}
            shares={made.shares}
            threshold={plan.threshold}
            done={() => setStep('rehearse')}
          />
        )}
        {step === 'rehearse' && made && (
          <Rehearsal
            shares={made.shares}
            threshold={plan.threshold}
            busy={busy}
            problem={problem}
            back={() => setStep('shares')}
            prove={typed => void complete(typed)}
          />
        )}
        {step === 'open' && made && <SetUpDone log={made.genesis} />}
      </Steps>
      {!done && <p className="kr-quiet">{words.stop}</p>}
    </Frame>
  )
}
