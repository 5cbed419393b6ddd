import { useKeysWords } from '#app/i18n/keys/words.ts'
import { useKeyring } from '#app/keyring/keyring.tsx'
import { Problem, useAttempt } from '#app/keyring/problem.tsx'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { postJson } from '#app/wire/client.ts'
import { adminsToBe, confirmDraft, draftAdmins } from './admins-draft.ts'
import { SigningProblem } from './signing-problem.tsx'
import { today } from './today.ts'

/** Administrators to be: whoever is added signs for it too, so both sides see what is missing. */
export function AdminDrafts() {
  const words = useKeysWords().people
  const keyring = useKeyring()
  const { problem, busy, run } = useAttempt()
  const waiting = adminsToBe(keyring)
  const [first] = waiting
  if (!first) return null
  const own = waiting.some(member => member.id === keyring.me.id)
  const change = own ? confirmDraft(keyring) : null
  const confirm = () =>
    run(async () => {
      if (change) await postJson('/api/desk/roster', change)
      await keyring.refresh()
    })
  const ask = () =>
    run(async () => {
      const fresh = await keyring.refreshWhole()
      await postJson('/api/desk/draft', { entry: draftAdmins(fresh, [first], today()) })
      await fresh.refresh()
    })
  if (own)
    return (
      <Notice kind="wait" title={change ? words.draftText : words.draftNone}>
        <Problem code={problem} />
        {change && (
          <Button kind="primary" disabled={busy} onClick={() => void confirm()}>
            {words.draftConfirm}
          </Button>
        )}
      </Notice>
    )
  return (
    <Notice kind="plain" title={words.draftWait(keyring.nameOf(first.id))}>
      <SigningProblem code={problem} />
      {!keyring.state.draft && (
        <Button disabled={busy} onClick={() => void ask()}>
          {words.draftMake}
        </Button>
      )}
    </Notice>
  )
}
