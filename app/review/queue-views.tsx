import { memo, useId, type Ref } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { priorities, statuses, type Status } from '#app/testimony/triage.ts'
import type { QueueRow } from './queue-row.ts'
import { countViews, firstView, isFiltered, languagesIn, viewNames, type View } from './view.ts'

interface Props {
  rows: readonly QueueRow[]
  view: View
  setView: (view: View) => void
  firstFilter: Ref<HTMLButtonElement>
}

/** Views with their counts, and filters. */
export const QueueViews = memo(function QueueViews({ rows, view, setView, firstFilter }: Props) {
  const text = useDeskText()
  const counts = countViews(rows)
  const title = useId()
  return (
    <div className="rv-views">
      <h2 id={title}>{text.views.title}</h2>
      <ul aria-labelledby={title}>
        {viewNames.map((name, i) => (
          <li key={name}>
            <button
              type="button"
              ref={i === 0 ? firstFilter : undefined}
              aria-pressed={view.name === name}
              data-alarm={name === 'trouble' && counts.trouble > 0}
              onClick={() => setView({ ...view, name })}
            >
              <span>{text.views[name]}</span>
              <span className="rv-count">{counts[name].toLocaleString(text.locale)}</span>
            </button>
          </li>
        ))}
      </ul>
      <h2>{text.filters.title}</h2>
      <fieldset className="rv-priorities">
        <legend>{text.filters.priority}</legend>
        {priorities.map(priority => (
          <label key={priority}>
            <input
              type="checkbox"
              checked={view.priorities.includes(priority)}
              onChange={({ target }) =>
                setView({
                  ...view,
                  priorities: target.checked
                    ? [...view.priorities, priority]
                    : view.priorities.filter(one => one !== priority),
                })
              }
            />
            {priority}
          </label>
        ))}
      </fieldset>
      <Choice
        label={text.filters.status}
        any={text.filters.any}
        value={view.status ?? ''}
        options={statuses.map(status => [status, text.status[status]])}
        choose={value => setView({ ...view, status: value === '' ? null : (value as Status) })}
      />
      <Choice
        label={text.filters.language}
        any={text.filters.any}
        value={view.language ?? ''}
        options={languagesIn(rows).map(lang => [lang, languageName(lang, text.locale)])}
        choose={value => setView({ ...view, language: value === '' ? null : value })}
      />
      {isFiltered(view) && (
        <button
          type="button"
          className="rv-link"
          onClick={() => setView({ ...firstView, name: view.name, sort: view.sort, descending: view.descending })}
        >
          {text.filters.clear}
        </button>
      )}
    </div>
  )
})

/** What the reviewer's language calls a language. */
export function languageName(lang: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(lang) ?? lang
  } catch {
    return lang
  }
}

interface ChoiceProps {
  label: string
  any: string
  value: string
  options: (readonly [string, string])[]
  choose: (value: string) => void
}

function Choice({ label, any, value, options, choose }: ChoiceProps) {
  return (
    <label className="rv-choice">
      <span>{label}</span>
      <select value={value} onChange={({ target }) => choose(target.value)}>
        <option value="">{any}</option>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
