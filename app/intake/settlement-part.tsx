import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import type { RegionList } from '#app/testimony/gazetteer.ts'
import type { DraftSettlement } from '#app/testimony/place.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { SettlementSearch } from './settlement-search.tsx'

interface SettlementPartProps {
  id: string
  region: string
  language: string
  words: AnswerWords['place']
  value: DraftSettlement | undefined
  onChange: (value: DraftSettlement | undefined) => void
  loadRegion: (region: string) => Promise<RegionList | null>
}

/** The settlement of a region that has a list: chosen, or to be searched for once the list is there. */
export function SettlementPart({ id, region, language, words, value, onChange, loadRegion }: SettlementPartProps) {
  const [list, setList] = useState<RegionList | 'loading' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(0)
  const part = useRef<HTMLDivElement>(null)
  // Set when the control that has the focus goes away: what takes its place gets it.
  const moved = useRef(false)
  const chosen = value !== undefined
  // Another function is no reason to fetch again.
  const load = useRef(loadRegion)
  load.current = loadRegion

  useEffect(() => {
    if (chosen) return
    let current = true
    setList('loading')
    void load.current(region).then(arrived => {
      if (current) setList(arrived ?? 'failed')
    })
    return () => {
      current = false
    }
  }, [region, attempt, chosen])

  useEffect(() => {
    if (moved.current && (chosen || list !== 'loading')) {
      part.current?.querySelector<HTMLElement>('button, input')?.focus()
      moved.current = false
    }
  }, [chosen, list])

  const change = (settlement: DraftSettlement | undefined) => {
    moved.current = true
    onChange(settlement)
  }
  const retry = () => {
    moved.current = true
    setAttempt(attempt + 1)
  }
  const told = chosen || typeof list === 'object' ? '' : words[list]
  return (
    <div ref={part} className="place-settlement">
      {value ? (
        <div className="place-chosen">
          <p id={`${id}-chosen`}>
            <span className="place-chosen-kind">{words.chosen}</span>
            {value.shown}
          </p>
          <Button kind="text" aria-describedby={`${id}-chosen`} onClick={() => change(undefined)}>
            {words.remove}
          </Button>
        </div>
      ) : null}
      <p className="place-told" role="status">
        {told}
      </p>
      {!chosen && list === 'failed' ? <Button onClick={retry}>{words.again}</Button> : null}
      {!chosen && typeof list === 'object' ? (
        <SettlementSearch id={id} list={list} language={language} words={words} onChoose={change} />
      ) : null}
    </div>
  )
}
