import { useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { useAttempt } from '#app/keyring/problem.tsx'
import type { RosterMember } from '#app/trust/roster.ts'
import { Button } from '#app/ui/button.tsx'
import { postJson } from '#app/wire/client.ts'
import './people.css'
import { Dialog } from './dialog.tsx'
import { removeMember } from './remove-member.ts'
import { SigningProblem } from './signing-problem.tsx'
import { today } from './today.ts'

/** The newest roster with the names that members share; whoever left stays in it. */
export function MemberTable() {
  const { people: words, common } = useKeysWords()
  const { roster, log, me, state, nameOf } = useKeyring()
  const [leaving, setLeaving] = useState<RosterMember | null>(null)
  const handleOf = (id: string) => state.members.find(member => member.id === id)?.handle ?? ''
  const since = (seq: number) => log.statements[seq]?.at ?? ''
  const rolesOf = (member: RosterMember) => member.roles.map(role => common.roles[role]).join(', ')
  const inside = roster.members.filter(member => !member.left)
  const left = roster.members.filter(member => member.left)
  return (
    <div className="ad-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="ad-table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.handle}</th>
            <th scope="col">{words.roles}</th>
            <th scope="col" colSpan={2}>
              {words.since}
            </th>
          </tr>
        </thead>
        <tbody>
          {inside.map(member => (
            <tr key={member.id}>
              <th scope="row">
                {nameOf(member.id)} {member.id === me.id && <span className="ad-tag">{words.you}</span>}
              </th>
              <td>
                <code>{handleOf(member.id)}</code>
              </td>
              <td>{rolesOf(member)}</td>
              <td>{since(member.from)}</td>
              <td className="ad-end">
                {member.id !== me.id && (
                  <Button
                    kind="text"
                    aria-label={`${words.remove}: ${nameOf(member.id)}`}
                    onClick={() => setLeaving(member)}
                  >
                    {words.remove}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        {left.length > 0 && (
          <tbody className="ad-left">
            <tr>
              <th scope="rowgroup" colSpan={5}>
                {words.left}
              </th>
            </tr>
            {left.map(member => (
              <tr key={member.id}>
                <th scope="row" colSpan={2}>
                  {nameOf(member.id)}
                </th>
                <td>{rolesOf(member)}</td>
                <td colSpan={2}>
                  {since(member.from)} – {since(member.left?.seq ?? 0)}
                </td>
              </tr>
            ))}
          </tbody>
        )}
      </table>
      {leaving && <RemoveDialog member={leaving} close={() => setLeaving(null)} />}
    </div>
  )
}

function RemoveDialog({ member, close }: { member: RosterMember; close: () => void }) {
  const { people: words, common } = useKeysWords()
  const keyring = useKeyring()
  const { problem, busy, run } = useAttempt()
  const name = keyring.nameOf(member.id)
  const remove = (anyway: boolean) =>
    run(async () => {
      const fresh = anyway ? await keyring.refresh() : await keyring.refreshWhole({ leaving: member.sign })
      await postJson('/api/desk/roster', removeMember(fresh, member.id, today()))
      await fresh.refresh()
      close()
    })
  return (
    <Dialog title={words.removeTitle(name)} close={close}>
      <p>{words.removeText(name)}</p>
      <p className="kr-quiet">{words.notBack}</p>
      <p role="status">{busy && words.checking}</p>
      <SigningProblem code={problem} />
      {problem === 'truncated' && <p>{words.removeAnywayText}</p>}
      <div className="kr-actions">
        <Button kind="alarm" disabled={busy} onClick={() => void remove(problem === 'truncated')}>
          {problem === 'truncated' ? words.removeAnyway : words.removeYes}
        </Button>
        <Button onClick={close}>{common.cancel}</Button>
      </div>
    </Dialog>
  )
}
