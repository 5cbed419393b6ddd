import { useState } from 'react'
import { Failure, attempt } from '#app/crypto/failure.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import { Button } from '#app/ui/button.tsx'
import { deleteAt } from '#app/wire/client.ts'
import './people.css'
import { AdmitDialog } from './admit-dialog.tsx'
import { readInvitation, type Invitation } from './invite.ts'
import { today } from './today.ts'

/** Invitations that nobody accepted yet, and those that wait for the check of their maker. */
export function Invitations() {
  const words = useKeysWords().people
  const { state } = useKeyring()
  const [admitting, setAdmitting] = useState<Invitation | null>(null)
  if (state.invitations.length === 0) return null
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">{words.waiting}</h2>
      <ul className="ad-list">
        {state.invitations.map(invitation => (
          <Row key={invitation.id} invitation={invitation} admit={() => setAdmitting(invitation)} />
        ))}
      </ul>
      {admitting && <AdmitDialog invitation={admitting} close={() => setAdmitting(null)} />}
    </section>
  )
}

function Row({ invitation, admit }: { invitation: Invitation; admit: () => void }) {
  const { people: words, common } = useKeysWords()
  const keyring = useKeyring()
  const { problem, busy, run } = useAttempt()
  const own = invitation.by === keyring.me.id
  const note = own ? attempt(() => readInvitation(keyring, invitation, today())) : null
  const name = note && !(note instanceof Failure) ? note.name : '…'
  const roles = note && !(note instanceof Failure) ? note.roles : invitation.roles
  const withdraw = () =>
    run(async () => {
      await deleteAt(`/api/desk/invitations/${encodeURIComponent(invitation.id)}`)
      await keyring.refresh()
    })
  return (
    <li>
      <span>
        <strong>{name}</strong> <span className="kr-quiet">{roles.map(role => common.roles[role]).join(', ')}</span>
        <br />
        <span className={invitation.accepted ? 'ad-ready' : 'kr-quiet'}>
          {invitation.accepted ? words.accepted(invitation.accepted.handle) : words.notAccepted}
        </span>{' '}
        <span className="kr-quiet">· {invitation.day}</span>
        {!own && <span className="kr-quiet"> · {words.byOther(keyring.nameOf(invitation.by))}</span>}
      </span>
      <span className="ad-end">
        {own && invitation.accepted && !(note instanceof Failure) && (
          <Button kind="primary" onClick={admit}>
            {words.look}
          </Button>
        )}
        <Button kind="text" disabled={busy} aria-label={`${words.withdraw}: ${name}`} onClick={() => void withdraw()}>
          {words.withdraw}
        </Button>
      </span>
      {note instanceof Failure && <Problem code={note.code}>{words.broken}</Problem>}
      <Problem code={problem} />
    </li>
  )
}
