import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type Ref, type ReactNode } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { QueueHead } from './queue-head.tsx'
import { QueueLine } from './queue-line.tsx'
import type { QueueRow } from './queue-row.ts'
import type { View } from './view.ts'

const rowHeight = 40

interface Props {
  rows: readonly QueueRow[]
  selected: number | null
  select: (row: QueueRow) => void
  open: (row: QueueRow) => void
  view: View
  setView: (view: View) => void
  today: string
  listRef: Ref<HTMLDivElement>
  empty: ReactNode
}

const idOf = (row: QueueRow) => `row-${row.cursor}`

/** The queue: rows of 40 px, of which only those in sight are in the page. */
export function QueueList({ rows, selected, select, open, view, setView, today, listRef, empty }: Props) {
  const text = useDeskText()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const at = selected === null ? -1 : rows.findIndex(row => row.cursor === selected)
  const active = rows[at]
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
    // Only when the selection moves: new rows must not scroll the queue away under the reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected])
  return (
    <div className="rv-scroll" ref={scroller}>
      <QueueHead view={view} setView={setView} />
      {rows.length === 0 && empty}
      <div
        ref={listRef}
        role="listbox"
        tabIndex={0}
        aria-label={text.queue.list}
        aria-activedescendant={active ? idOf(active) : undefined}
        className="rv-list"
        hidden={rows.length === 0}
      >
        <Spacer height={virtual.getTotalSize()}>
          {virtual.getVirtualItems().map(item => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <Placed key={row.cursor} top={item.start}>
                {/* Keys go to the list, which has the focus: use-shortcuts.ts. */}
                {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
                <div
                  id={idOf(row)}
                  role="option"
                  aria-selected={row.cursor === selected}
                  aria-posinset={item.index + 1}
                  aria-setsize={rows.length}
                  className="rv-row"
                  data-unread={row.unread}
                  data-failed={row.code !== null}
                  data-trouble={row.code !== null || row.broken !== null}
                  onClick={() => {
                    select(row)
                    open(row)
                  }}
                >
                  <QueueLine row={row} text={text} today={today} />
                </div>
              </Placed>
            )
          })}
        </Spacer>
      </div>
    </div>
  )
}

// Sizes are set through the CSSOM, which `style-src 'self'` allows; nothing of this is rendered by the server.

function Spacer({ height, children }: { height: number; children: ReactNode }) {
  return (
    <div role="presentation" className="rv-spacer" style={{ height }}>
      {children}
    </div>
  )
}

function Placed({ top, children }: { top: number; children: ReactNode }) {
  return (
    <div role="presentation" className="rv-placed" style={{ transform: `translateY(${top}px)` }}>
      {children}
    </div>
  )
}
