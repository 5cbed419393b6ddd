import { useKeysWords } from '#app/i18n/keys/words.ts'

interface Props {
  admins: readonly { id: string; name: string }[]
  keep: ReadonlySet<string>
  change: (keep: ReadonlySet<string>) => void
}

/** Earlier administrators leave unless the new one keeps them as members. */
export function EarlierAdmins({ admins, keep, change }: Props) {
  const words = useKeysWords().recover
  if (admins.length === 0) return null
  return (
    <fieldset className="ad-group">
      <legend>{words.leaving}</legend>
      <p className="kr-quiet">{words.leavingText}</p>
      {admins.map(({ id, name }) => (
        <label key={id} className="kr-check">
          <input
            type="checkbox"
            checked={keep.has(id)}
            onChange={event => {
              const next = new Set(keep)
              if (event.target.checked) next.add(id)
              else next.delete(id)
              change(next)
            }}
          />
          <span>
            {name}: {words.keep}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
