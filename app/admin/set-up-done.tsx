import { useKeysWords } from '#app/i18n/keys/words.ts'
import type { KeyLog } from '#app/trust/key-log.ts'
import { Notice } from '#app/ui/notice.tsx'
import { genesisFingerprint } from './due.ts'
import { Fingerprint } from './fingerprint.tsx'
import { LinkCard } from './link-card.tsx'

/** What the organisation is recognised by from now on. */
export function SetUpDone({ log }: { log: KeyLog }) {
  const words = useKeysWords().setUp
  const digits = genesisFingerprint(log)
  return (
    <section className="kr-form">
      <Notice kind="good" title={words.doneTitle}>
        <p>{words.doneText}</p>
      </Notice>
      <Fingerprint digits={digits} label={words.fingerprint} />
      <LinkCard link={`${location.origin}/#${digits}`} label={words.pinned} />
      <p>
        <a href="/desk">{words.toDesk}</a>
      </p>
    </section>
  )
}
