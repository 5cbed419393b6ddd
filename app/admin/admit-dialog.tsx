import { Failure, attempt } from '#app/crypto/failure.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import { Button } from '#app/ui/button.tsx'
import { postJson } from '#app/wire/client.ts'
import { admit, checkAccepted } from './admit.ts'
import { draftAdmins } from './admins-draft.ts'
import { Dialog } from './dialog.tsx'
import type { Invitation } from './invite.ts'
import { SigningProblem } from './signing-problem.tsx'
import { today } from './today.ts'

/** Shows what will happen, with keys that are proved already; then signs. */
export function AdmitDialog({ invitation, close }: { invitation: Invitation; close: () => void }) {
  const { people: words, common } = useKeysWords()
  const keyring = useKeyring()
  const { problem, busy, run } = useAttempt()
  const checked = attempt(() => checkAccepted(keyring, invitation, today()))

  if (checked instanceof Failure)
    return (
      <Dialog title={words.look} close={close}>
        <Problem code={checked.code}>{words.broken}</Problem>
        <div className="kr-actions">
          <Button onClick={close}>{common.cancel}</Button>
        </div>
      </Dialog>
    )

  const { member, note } = checked
  const sign = () =>
    run(async () => {
      const fresh = await keyring.refreshWhole()
      await postJson('/api/desk/roster', admit(fresh, invitation, today()))
      const after = await fresh.refresh()
      if (member.roles.includes('admin')) {
        await postJson('/api/desk/draft', { entry: draftAdmins(after, [member], today()) })
        await after.refresh()
      }
      close()
    })
  const opens = member.compartments.map(one => common.compartments[one]).join(', ')
  return (
    <Dialog title={words.admitTitle(note.name)} close={close}>
      <p>
        <code>{invitation.accepted?.handle}</code> · {member.roles.map(role => common.roles[role]).join(', ')}
      </p>
      <p>{words.admitProof}</p>
      <p>{opens === '' ? words.admitNothing(note.name) : words.admitWill(note.name, opens)}</p>
      {member.roles.includes('admin') && <p>{words.admitAdmin(note.name)}</p>}
      <p role="status">{busy && words.checking}</p>
      <SigningProblem code={problem} />
      <div className="kr-actions">
        <Button kind="primary" disabled={busy} onClick={() => void sign()}>
          {words.admit}
        </Button>
        <Button onClick={close}>{common.cancel}</Button>
      </div>
    </Dialog>
  )
}
