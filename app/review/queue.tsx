import { useMemo, useRef, useState } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { useKeyring, type Keyring } from '#app/keyring/keyring.tsx'
import { Divider } from './divider.tsx'
import type { FileKeys } from './file-list.tsx'
import { EmptyPane } from './empty-pane.tsx'
import { KeyHelp } from './key-help.tsx'
import { QueueAlarm } from './queue-alarm.tsx'
import { QueueFoot } from './queue-foot.tsx'
import { QueueList } from './queue-list.tsx'
import type { QueueRow } from './queue-row.ts'
import { QueueViews } from './queue-views.tsx'
import './queue.css'
import './queue-list.css'
import './queue-facts.css'
import './queue-parts.css'
// After the others, for it narrows them.
import './queue-narrow.css'
import { ReadingSide } from './reading-side.tsx'
import { useDesk } from './use-desk.ts'
import { todayOf } from './use-queue.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { arrange, firstView, isFiltered, type View } from './view.ts'

/** The reviewer's desk: views, queue, reading. */
export function Queue() {
  const keyring = useKeyring()
  const text = useDeskText()
  if (keyring.epochs.account.length === 0)
    return (
      <div className="rv-desk rv-alone">
        <EmptyPane title={text.empty.noKey} help={text.empty.noKeyHelp} />
      </div>
    )
  return <OpenQueue keyring={keyring} />
}

function OpenQueue({ keyring }: { keyring: Keyring }) {
  const text = useDeskText()
  const { queue, reading, waits } = useDesk(keyring)
  const [view, setView] = useState<View>(firstView)
  const [selected, setSelected] = useState<number | null>(null)
  const [folded, setFolded] = useState(true)
  const [help, setHelp] = useState(false)
  const today = todayOf()
  const { rows } = queue.state
  const shown = useMemo(() => arrange(rows, view), [rows, view])
  const trouble = useMemo(() => rows.filter(row => row.code !== null || row.broken !== null).length, [rows])

  const list = useRef<HTMLDivElement>(null)
  const filter = useRef<HTMLButtonElement>(null)
  const refs = {
    status: useRef<HTMLButtonElement>(null),
    priority: useRef<HTMLButtonElement>(null),
    note: useRef<HTMLTextAreaElement>(null),
    undo: useRef<HTMLButtonElement>(null),
  }
  const desk = useRef<HTMLDivElement>(null)
  const files = useRef<FileKeys | null>(null)

  const open = (row: QueueRow) => {
    if (row.id !== null && row.code === null) void reading.open(row.id)
    else reading.fail(row.id ?? '', row.code ?? 'malformed')
  }
  const move = (by: number) => {
    const at = shown.findIndex(row => row.cursor === selected)
    const next = shown[at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + by))]
    if (next) setSelected(next.cursor)
    list.current?.focus({ preventScroll: true })
  }
  const back = () => {
    reading.close()
    list.current?.focus({ preventScroll: true })
  }
  useShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      const row = shown.find(one => one.cursor === selected)
      if (row) open(row)
    },
    back: () => {
      if (!files.current?.close()) back()
    },
    filter: () => {
      setFolded(false)
      requestAnimationFrame(() => filter.current?.focus())
    },
    status: () => refs.status.current?.click(),
    priority: () => refs.priority.current?.click(),
    note: () => refs.note.current?.focus(),
    undo: () => refs.undo.current?.click(),
    read: queue.read,
    files: () => files.current?.next(),
    sharp: () => files.current?.view.current?.toggle('sharp'),
    colours: () => files.current?.view.current?.toggle('colours'),
    sound: () => files.current?.view.current?.toggle('sound'),
    hide: () => files.current?.view.current?.hide(),
    help: () => setHelp(true),
    lock: keyring.lock,
  })
  const empty =
    rows.length > 0 || isFiltered(view) || view.name !== 'open'
      ? 'filtered'
      : queue.state.phase === 'read'
        ? 'firstDay'
        : null

  return (
    <div className="rv-desk" ref={desk} data-reading={reading.reading.phase !== 'none'} data-folded={folded}>
      <h1 className="hidden-but-read">{text.title}</h1>
      <QueueAlarm alarms={queue.state.alarms} nameOf={keyring.nameOf} open={id => void reading.open(id)} />
      <div className="rv-panes">
        <nav className="rv-side" aria-label={text.views.title} id="rv-side">
          <QueueViews rows={rows} view={view} setView={setView} firstFilter={filter} />
        </nav>
        <section className="rv-queue" aria-label={text.queue.list}>
          <div className="rv-tools">
            <button
              type="button"
              className="rv-link rv-fold"
              aria-expanded={!folded}
              aria-controls="rv-side"
              onClick={() => setFolded(!folded)}
            >
              {folded ? text.filters.show : text.filters.hide}
            </button>
            <strong>{text.views[view.name]}</strong>
            <span className="rv-count">{shown.length.toLocaleString(text.locale)}</span>
            <button type="button" className="rv-link rv-help-button" onClick={() => setHelp(true)}>
              {text.keys.title} <kbd aria-hidden="true">?</kbd>
            </button>
          </div>
          <QueueList
            rows={shown}
            selected={selected}
            select={row => setSelected(row.cursor)}
            open={open}
            view={view}
            setView={setView}
            today={today}
            listRef={list}
            empty={
              empty && (
                <EmptyPane
                  title={empty === 'firstDay' ? text.empty.firstDay : text.empty.filtered}
                  help={empty === 'firstDay' ? text.empty.firstDayHelp : text.empty.filteredHelp}
                />
              )
            }
          />
          <QueueFoot state={queue.state} trouble={trouble} read={queue.read} stop={queue.stop} />
        </section>
        <Divider desk={desk} label={text.divider} />
        <ReadingSide
          keyring={keyring}
          reading={reading}
          waits={waits}
          today={today}
          refs={refs}
          filesRef={files}
          back={back}
        />
      </div>
      {help && <KeyHelp close={() => setHelp(false)} />}
    </div>
  )
}
