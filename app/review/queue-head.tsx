import { useDeskText } from '#app/i18n/desk/text.ts'
import type { SortKey, View } from './view.ts'

interface Props {
  view: View
  setView: (view: View) => void
}

/** The sticky header: columns that sort are buttons. */
export function QueueHead({ view, setView }: Props) {
  const text = useDeskText()
  const column = (key: SortKey, className: string) => {
    const on = view.sort === key
    const order = view.descending ? text.columns.descending : text.columns.ascending
    return (
      <button
        type="button"
        className={className}
        aria-pressed={on}
        aria-label={`${text.columns.label}: ${text.columns[key]}${on ? `, ${order}` : ''}`}
        onClick={() => setView({ ...view, sort: key, descending: on && !view.descending })}
      >
        {text.columns[key]}
        {on && <span aria-hidden="true">{view.descending ? ' ↓' : ' ↑'}</span>}
      </button>
    )
  }
  return (
    <div className="rv-row rv-head" role="group" aria-label={text.columns.label}>
      {column('priority', 'rv-head-priority')}
      <span className="rv-words" aria-hidden="true">
        {text.columns.words}
      </span>
      {column('status', 'rv-status')}
      <span className="rv-files" aria-hidden="true">
        {text.columns.files}
      </span>
      {column('arrival', 'rv-day')}
      <span className="rv-age" aria-hidden="true">
        {text.columns.age}
      </span>
    </div>
  )
}
