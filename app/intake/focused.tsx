import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'

/** A button that takes the focus from the one that it stands in for. */
export function Focused({ when, onClick, children }: { when: boolean; onClick: () => void; children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (when) place.current?.querySelector('button')?.focus()
  }, [when])
  return (
    <span ref={place}>
      <Button kind="text" onClick={onClick}>
        {children}
      </Button>
    </span>
  )
}
