import { useState } from 'react'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { covered, firstExposure, keepExposure } from './exposure.ts'
import type { View } from './use-view.ts'
import type { Exposure, Surface } from './viewer/messages.ts'

const keyOf: Record<keyof Exposure, string> = { sharp: 'e', colours: 'c', sound: 'm' }
/** What can be asked for, by what is shown. */
const asked: Record<Surface, readonly (keyof Exposure)[]> = {
  image: ['sharp', 'colours'],
  video: ['sharp', 'colours', 'sound'],
  audio: ['sound'],
  pdf: ['sharp', 'colours'],
  text: ['sharp'],
}
const scales = [1, 1.5, 2, 3, 4, 6]

/** How much of a file is seen and heard, and where in it one is. */
export function ViewBar({ as, view }: { as: Surface; view: View }) {
  const { view: text } = useDeskText().files
  const { exposure, expose, shown, page, tell } = view
  const [kept, setKept] = useState(() => firstExposure() !== covered)
  const [scale, setScale] = useState(0)
  const [quarters, setQuarters] = useState(0)
  const change = (next: Exposure) => {
    expose(next)
    if (kept) keepExposure(next)
  }
  const keep = (on: boolean) => {
    setKept(on)
    keepExposure(on ? exposure : covered)
  }
  const enlarge = (to: number) => {
    setScale(to)
    tell({ type: 'scale', by: scales[to]! })
  }
  const turn = () => {
    const next = (quarters + 1) % 4
    setQuarters(next)
    tell({ type: 'turn', quarters: next })
  }
  const drawn = as === 'image' || as === 'pdf'
  const pages = shown?.pages ?? 0
  return (
    <div className="rv-view-bar" role="toolbar" aria-label={text.label}>
      {asked[as].map(what => (
        <button
          key={what}
          type="button"
          className="rv-button"
          aria-pressed={exposure[what]}
          onClick={() => change({ ...exposure, [what]: !exposure[what] })}
        >
          {text[what]} <kbd aria-hidden="true">{keyOf[what]}</kbd>
        </button>
      ))}
      <button type="button" className="rv-button" onClick={() => expose(covered)}>
        {text.hide} <kbd aria-hidden="true">h</kbd>
      </button>
      {drawn && (
        <>
          <button type="button" className="rv-button" disabled={scale === 0} onClick={() => enlarge(scale - 1)}>
            {text.smaller}
          </button>
          <button
            type="button"
            className="rv-button"
            disabled={scale === scales.length - 1}
            onClick={() => enlarge(scale + 1)}
          >
            {text.larger}
          </button>
          <button type="button" className="rv-button" onClick={turn}>
            {text.turn}
          </button>
        </>
      )}
      {pages > 0 && (
        <>
          <button
            type="button"
            className="rv-button"
            disabled={page <= 1}
            onClick={() => tell({ type: 'page', n: page - 1 })}
          >
            {text.previous}
          </button>
          <span role="status">{text.page(page, pages)}</span>
          <button
            type="button"
            className="rv-button"
            disabled={page >= pages}
            onClick={() => tell({ type: 'page', n: page + 1 })}
          >
            {text.next}
          </button>
        </>
      )}
      <label className="rv-keep">
        <input type="checkbox" checked={kept} onChange={event => keep(event.target.checked)} /> {text.keep}
      </label>
    </div>
  )
}
