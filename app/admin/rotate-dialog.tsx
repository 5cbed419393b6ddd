import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { holdersOf } from '#app/trust/roster.ts'
import { Button } from '#app/ui/button.tsx'
import { compartments } from './compartments.ts'
import { Dialog } from './dialog.tsx'

/** Names the people who get grants before anything begins (FORMAT.md §10). */
export function RotateDialog({ close, begin }: { close: () => void; begin: () => void }) {
  const { keys: words, common } = useKeysWords()
  const { roster, nameOf, compartments: held } = useKeyring()
  return (
    <Dialog title={words.confirmTitle} close={close}>
      <p>{words.confirmText}</p>
      {compartments.map(one => {
        const names = holdersOf(roster, one).map(member => nameOf(member.id))
        const label = common.compartments[one]
        return held.includes(one) ? (
          <div key={one} className="ad-who">
            <h3>{words.who(label)}</h3>
            <ul>
              {[...names, words.recovery].map((name, i) => (
                <li key={i}>{name}</li>
              ))}
            </ul>
          </div>
        ) : (
          <p key={one}>{words.notYours(label, names.join(', '))}</p>
        )
      })}
      <p className="kr-quiet">{words.stopHint}</p>
      <div className="kr-actions">
        <Button kind="primary" onClick={begin}>
          {words.begin}
        </Button>
        <Button onClick={close}>{common.cancel}</Button>
      </div>
    </Dialog>
  )
}
