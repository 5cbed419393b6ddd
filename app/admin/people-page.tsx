import { useEffect, useState } from 'react'
import { NavLink } from '@remix-run/react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { useAttempt } from '#app/keyring/problem.tsx'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import './admin.css'
import { AdminDrafts } from './admin-drafts.tsx'
import { compartments } from './compartments.ts'
import { rotationDue } from './due.ts'
import { Invitations } from './invitations.tsx'
import { InviteForm } from './invite-form.tsx'
import { MemberTable } from './member-table.tsx'

/** Who is in, who was invited, who left. */
export function PeoplePage() {
  const { people: words } = useKeysWords()
  const keyring = useKeyring()
  const [inviting, setInviting] = useState(false)
  useReadAgain()
  if (!keyring.roles.includes('admin')) return <p className="ad-page">{words.lastAdmin}</p>
  const due = compartments.some(one => rotationDue(keyring.log, keyring.roster, one))
  const alone = keyring.roster.members.filter(member => !member.left).length === 1
  return (
    <div className="ad-page">
      <div className="ad-title">
        <h1>{words.title}</h1>
        {!inviting && (
          <Button kind="primary" onClick={() => setInviting(true)}>
            {words.invite}
          </Button>
        )}
      </div>
      {due && (
        <Notice kind="alarm" title={words.due}>
          <NavLink to="/desk/keys" prefetch="none">
            {words.dueGo}
          </NavLink>
        </Notice>
      )}
      {keyring.namesFailure && <Notice kind="wait" title={words.namesFailed} />}
      <AdminDrafts />
      {inviting && <InviteForm close={() => setInviting(false)} />}
      <Invitations />
      <MemberTable />
      {alone && !inviting && <p className="kr-quiet">{words.nobodyElse}</p>}
    </div>
  )
}

/** Shows who accepted: reads the state when the page opens and, while an invitation is open, every quarter of a minute. */
function useReadAgain(): void {
  const { refresh, state } = useKeyring()
  const { run } = useAttempt()
  const waiting = state.invitations.length > 0
  useEffect(() => {
    const read = () => void run(async () => void (await refresh()))
    read()
    if (!waiting) return
    const timer = setInterval(read, 15_000)
    return () => clearInterval(timer)
  }, [refresh, run, waiting])
}
