import { useState, type ReactNode } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'

interface Props<T> {
  all: readonly T[]
  /** How many are shown before somebody asks for more, and how many more come then. */
  first: number
  children: (one: T, i: number) => ReactNode
}

/** The items of a list, the first ones alone while nobody asked for more. */
export function MoreOf<T>({ all, first, children }: Props<T>) {
  const text = useDeskText()
  const [most, setMost] = useState(first)
  const rest = all.length - most
  return (
    <>
      {all.slice(0, most).map(children)}
      {rest > 0 && (
        <li>
          <button type="button" className="rv-link" onClick={() => setMost(most + first * 2)}>
            {text.answers.more(rest)}
          </button>
        </li>
      )}
    </>
  )
}
