import { useEffect, useRef, useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { postJson } from '#app/wire/client.ts'
import type { Role } from '#app/wire/members.ts'
import { compartmentsOf } from './compartments.ts'
import { genesisFingerprint } from './due.ts'
import { Fingerprint } from './fingerprint.tsx'
import { makeInvitation } from './invite.ts'
import { LinkCard } from './link-card.tsx'
import { today } from './today.ts'

const roles = ['reviewer', 'custodian', 'admin'] as const satisfies readonly Role[]

/** Name and roles; then the secret link, shown once. Nobody gives away a compartment that they do not hold. */
export function InviteForm({ close }: { close: () => void }) {
  const { people: words, common } = useKeysWords()
  const keyring = useKeyring()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<Role[]>(['reviewer'])
  const [tried, setTried] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const { problem, busy, run } = useAttempt()
  const grantable = (role: Role) => compartmentsOf([role]).every(one => keyring.compartments.includes(one))
  const ready = name.trim() !== '' && chosen.length > 0

  const invite = () =>
    run(async () => {
      const made = makeInvitation(keyring, { name: name.trim(), roles: chosen }, today(), location.origin)
      await postJson('/api/desk/invitations', made.body)
      setLink(made.link)
      await keyring.refresh()
    })

  if (link !== null)
    return (
      <section className="ad-card" aria-labelledby="link-title">
        <h2 id="link-title">{words.linkTitle(name.trim())}</h2>
        <Notice kind="wait">
          <p>{words.linkOnce}</p>
        </Notice>
        <LinkCard link={link} label={words.linkTitle(name.trim())} />
        <Fingerprint digits={genesisFingerprint(keyring.log)} label={words.linkFingerprint} />
        <div className="kr-actions">
          <Button kind="primary" onClick={close}>
            {words.linkDone}
          </Button>
        </div>
      </section>
    )
  return (
    <form
      className="ad-card kr-form"
      aria-label={words.invite}
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (ready) void invite()
      }}
    >
      <h2 ref={title} tabIndex={-1}>
        {words.invite}
      </h2>
      <TextField
        label={words.inviteName}
        help={words.inviteNameHelp}
        value={name}
        onChange={setName}
        {...(tried && name.trim() === '' ? { error: words.nameMissing } : {})}
      />
      <fieldset className="ad-group">
        <legend>{words.inviteRoles}</legend>
        {roles.map(role => (
          <label key={role} className="kr-check">
            <input
              type="checkbox"
              checked={chosen.includes(role)}
              disabled={!grantable(role)}
              onChange={event =>
                setChosen(roles.filter(one => (one === role ? event.target.checked : chosen.includes(one))))
              }
            />
            <span>
              {common.roles[role]} <span className="kr-quiet">– {words.roleHelp[role]}</span>
            </span>
          </label>
        ))}
        {chosen.length === 0 && <p className="ad-wrong">{words.roleMissing}</p>}
      </fieldset>
      <Problem code={problem} />
      <div className="kr-actions">
        <Button kind="primary" type="submit" disabled={busy}>
          {words.makeLink}
        </Button>
        <Button onClick={close}>{common.cancel}</Button>
      </div>
    </form>
  )
}
