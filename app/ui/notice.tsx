import type { ReactNode } from 'react'
import './notice.css'

export type NoticeKind = 'plain' | 'good' | 'wait' | 'alarm'

/** Something to know before going on. Colour never stands alone: `title` says it in words. */
export function Notice({
  kind = 'plain',
  title,
  children,
}: {
  kind?: NoticeKind
  title?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className={`notice notice-${kind}`}>
      {title ? <p className="notice-title">{title}</p> : null}
      {children}
    </div>
  )
}
