import { useEffect, useRef, type ReactNode } from 'react'

/** The heading of a screen. It takes the focus when its screen appears, so that a screen reader begins there. */
export function Heading({ id, children, quiet }: { id?: string; children: ReactNode; quiet?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (quiet) return
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [quiet])
  return (
    <h1 ref={heading} tabIndex={-1} {...(id ? { id } : {})}>
      {children}
    </h1>
  )
}
