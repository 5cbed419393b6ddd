import { useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { formatPin } from '#app/trust/pin.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import './admin.css'
import { CompartmentCard } from './compartment-card.tsx'
import { compartments } from './compartments.ts'
import { genesisFingerprint, partingFingerprint, rotationDue } from './due.ts'
import { Fingerprint } from './fingerprint.tsx'
import { LinkCard } from './link-card.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { RotationProgress } from './rotation-progress.tsx'
import { unfinished } from './prepare-rotation.ts'
import { useRotation } from './use-rotation.ts'

/** Which keys are in use, who holds them, and their rotation. */
export function KeysPage() {
  const { keys: words } = useKeysWords()
  const keyring = useKeyring()
  const rotation = useRotation()
  const [asking, setAsking] = useState(false)
  if (!keyring.roles.includes('admin')) return <p className="ad-page">{words.adminsOnly}</p>
  const { log, roster, state } = keyring
  const begun = unfinished(keyring).length > 0
  const due = compartments.some(one => rotationDue(log, roster, one))
  const going = rotation.shown.state === 'running' || rotation.shown.state === 'paused'
  const digits = genesisFingerprint(log)
  const parting = partingFingerprint(log, roster)
  const link = `${location.origin}/#${formatPin({ genesis: digits, statement: parting })}`
  return (
    <div className="ad-page">
      <div className="ad-title">
        <h1>{words.title}</h1>
        {!going &&
          (begun ? (
            <Button kind="primary" onClick={() => void rotation.start(false)}>
              {words.goOn}
            </Button>
          ) : (
            <Button kind="primary" onClick={() => setAsking(true)}>
              {words.rotate}
            </Button>
          ))}
      </div>
      {begun && !going && <Notice kind="wait" title={words.unfinished} />}
      {due && !begun && !going && <Notice kind="alarm" title={words.due} />}
      <RotationProgress {...rotation} />
      <div className="ad-cards">
        {compartments.map(one => (
          <CompartmentCard key={one} compartment={one} />
        ))}
      </div>
      <p className="kr-quiet">
        {words.submissions}: <span className="ad-number">{state.submissions.toLocaleString()}</span>
      </p>
      <section className="ad-card">
        <Fingerprint digits={digits} label={words.fingerprint} />
        {parting !== null && <p>{words.pinnedAfterText}</p>}
        {!due && <LinkCard link={link} label={parting === null ? words.pinned : words.pinnedAfter} />}
      </section>
      {asking && (
        <RotateDialog
          close={() => setAsking(false)}
          begin={() => {
            setAsking(false)
            void rotation.start(true)
          }}
        />
      )}
    </div>
  )
}
