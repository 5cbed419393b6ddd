import { useState } from 'react'
import type { Bytes } from '#app/crypto/types.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import type { KeyLog } from '#app/trust/key-log.ts'
import { parseShare } from '#app/trust/share-text.ts'
import { Button } from '#app/ui/button.tsx'
import { genesisFingerprint } from './due.ts'
import { Fingerprint } from './fingerprint.tsx'
import { checkShares } from './recover.ts'
import { ShareFields } from './share-fields.tsx'

/** Fields for as many shares as the log asks for; each is checked alone, so a wrong one is named. */
export function RecoveryShares({ log, busy, done }: { log: KeyLog; busy: boolean; done: (shares: Bytes[]) => void }) {
  const words = useKeysWords().recover
  const [typed, setTyped] = useState<string[]>(() => Array.from({ length: log.recovery.threshold }, () => ''))
  const checks = checkShares(typed, log.recovery.shares)
  const ready = checks.every(check => check === 'right') && !busy
  return (
    <form
      className="kr-form"
      onSubmit={event => {
        event.preventDefault()
        if (ready) done(typed.map(parseShare))
      }}
    >
      <p>
        <strong>{log.organisation}</strong>
      </p>
      <Fingerprint digits={genesisFingerprint(log)} label={words.fingerprint} />
      <ShareFields typed={typed} checks={checks} change={setTyped} label={words.shareLabel} />
      <div className="kr-actions">
        <Button kind="primary" type="submit" disabled={!ready}>
          {words.rebuild}
        </Button>
      </div>
    </form>
  )
}
