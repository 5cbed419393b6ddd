import { useEffect, useState } from 'react'
import { toB64u } from '#app/crypto/bytes.ts'
import { Failure, attempt } from '#app/crypto/failure.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { lockCredentials, makeCredentials } from '#app/keyring/credentials.ts'
import { Frame } from '#app/keyring/frame.tsx'
import { PassphraseCeremony } from '#app/keyring/passphrase-ceremony.tsx'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import { invitationMac, invitationToken, parseInvitation, type InvitationLink } from '#app/trust/invitation.ts'
import { verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { checkPin } from '#app/trust/pin.ts'
import { postJson } from '#app/wire/client.ts'
import { InvitationAnswer, OpaqueAnswer, type Role } from '#app/wire/members.ts'
import './admin.css'
import { Fingerprint } from './fingerprint.tsx'
import { HandleForm } from './handle-form.tsx'
import { useLeaveWarning } from './use-leave-warning.ts'

type Phase =
  | { at: 'reading' }
  | { at: 'no-link' }
  | { at: 'sent' }
  | { at: 'handle' | 'passphrase'; link: InvitationLink; log: KeyLog; roles: readonly Role[] }

/** Takes the invitation out of the address, so that it stays in no history and no screenshot. */
function takeLink(): InvitationLink | null {
  const link = attempt(() => parseInvitation(location.hash))
  history.replaceState(null, '', '/join')
  return link instanceof Failure ? null : link
}

/** Somebody with an invitation makes their keys (FORMAT.md §9). The key log has to be the one that the link names. */
export function JoinPage() {
  const { join: words, common, keys, passphrase: phrases } = useKeysWords()
  const [phase, setPhase] = useState<Phase>({ at: 'reading' })
  const [handle, setHandle] = useState('')
  const [kept, setKept] = useState<string | null>(null)
  const { problem, busy, run } = useAttempt()
  useLeaveWarning(phase.at === 'passphrase')

  useEffect(() => {
    const link = takeLink()
    if (!link) return setPhase({ at: 'no-link' })
    void run(async () => {
      await sodiumReady()
      const token = toB64u(invitationToken(link.secret))
      const answer = await postJson('/api/invitations/look', { token }, InvitationAnswer)
      const log = verifyKeyLog(answer.entries)
      checkPin(log, { genesis: link.fingerprint, statement: null })
      setPhase({ at: 'handle', link, log, roles: answer.roles })
    })
  }, [run])

  const send = (passphrase: string, handle: string) =>
    run(async () => {
      if (phase.at !== 'handle' && phase.at !== 'passphrase') return
      const { link, log } = phase
      const token = toB64u(invitationToken(link.secret))
      const register = async (id: string, request: string) =>
        (await postJson('/api/invitations/register', { token, id, request }, OpaqueAnswer)).response
      const credentials = await makeCredentials(handle, passphrase, register)
      const { sign, reply, kem } = credentials.keys
      const keys = { sign: sign.publicKey, reply: reply.publicKey, kem: kem.publicKey }
      const mac = toB64u(invitationMac(link.secret, log.genesisHash, keys))
      const member = lockCredentials(credentials, log.genesisHash)
      try {
        await postJson('/api/invitations/accept', { token, member, mac })
      } catch (error) {
        // Written down already: a name that is taken must not cost another passphrase.
        setKept(passphrase)
        setPhase({ ...phase, at: 'handle' })
        throw error
      }
      setPhase({ at: 'sent' })
    })

  if (phase.at === 'no-link')
    return (
      <Frame title={words.title}>
        <p>{words.noLink}</p>
      </Frame>
    )
  if (phase.at === 'sent')
    return (
      <Frame title={words.sentTitle}>
        <p>{words.sentText}</p>
        <p>
          <a href="/desk">{words.toDesk}</a>
        </p>
      </Frame>
    )
  if (phase.at === 'reading') {
    const gone = problem === 'not-found' || problem === 'used' || problem === 'expired'
    return (
      <Frame title={words.title}>
        {problem ? (
          <Problem code={problem}>
            {problem === 'wrong-key' ? words.otherOrganisation : gone ? words.goneLink : undefined}
          </Problem>
        ) : (
          <p role="status">{words.checking}</p>
        )}
      </Frame>
    )
  }
  const { log, roles, link } = phase
  return (
    <Frame title={words.invited(log.organisation)}>
      {phase.at === 'handle' ? (
        <>
          <p>
            {words.as} <strong>{roles.map(role => common.roles[role]).join(', ')}</strong>.
          </p>
          <p>{words.fingerprint}</p>
          <Fingerprint digits={link.fingerprint} label={keys.fingerprint} />
          <HandleForm
            start={handle}
            title={words.handleTitle}
            taken={problem === 'conflict'}
            done={chosen => {
              setHandle(chosen)
              if (kept === null) setPhase({ ...phase, at: 'passphrase' })
              else void send(kept, chosen)
            }}
          />
          <p role="status">{busy ? phrases.deriving : ''}</p>
          {problem !== 'conflict' && <Problem code={problem} />}
        </>
      ) : (
        <>
          {!busy && <PassphraseCeremony done={text => void send(text, handle)} />}
          <p role="status">{busy ? phrases.deriving : ''}</p>
          <Problem code={problem} />
        </>
      )}
    </Frame>
  )
}
