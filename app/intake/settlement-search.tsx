import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Field } from '#app/ui/field.tsx'
import type { RegionList } from '#app/testimony/gazetteer.ts'
import { chooseSettlement, describePlace, searchPlaces, type FoundPlace } from '#app/testimony/place-search.ts'
import type { DraftSettlement } from '#app/testimony/place.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { fill } from '#app/i18n/fill.ts'

interface SettlementSearchProps {
  id: string
  list: RegionList
  language: string
  words: AnswerWords['place']
  onChoose: (settlement: DraftSettlement) => void
}

/** A field with a list under it (ARIA's combobox with a listbox): arrows move, Enter takes, Escape closes. */
export function SettlementSearch({ id, list, language, words, onChoose }: SettlementSearchProps) {
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const found = searchPlaces(list, typed)
  const listed = open && found.length > 0
  const asked = typed.trim() !== ''

  const choose = (one: FoundPlace | undefined) => {
    if (!one) return
    const { shown, details } = tell(one, language, words)
    onChoose(chooseSettlement(list, one, [shown, ...details].join(', ')))
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      setOpen(true)
      const from = active < 0 && step < 0 ? 0 : active
      setActive((from + step + found.length) % found.length)
    } else if (event.key === 'Enter' && listed && active >= 0) choose(found[active])
    else if (event.key === 'Escape' && listed) close()
    else return
    event.preventDefault()
  }
  const close = () => {
    setOpen(false)
    setActive(-1)
  }

  return (
    <div className="place-search">
      <Field id={id} label={words.settlement} help={words.settlementHelp}>
        {described => (
          <input
            {...described}
            type="text"
            role="combobox"
            className="text-input"
            dir="auto"
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            data-gramm="false"
            aria-autocomplete="list"
            aria-expanded={listed}
            aria-controls={`${id}-list`}
            aria-activedescendant={listed && active >= 0 ? `${id}-${active}` : undefined}
            value={typed}
            onChange={event => {
              setTyped(event.target.value)
              setOpen(true)
              setActive(-1)
            }}
            onKeyDown={press}
            onBlur={close}
            onClick={() => setOpen(true)}
          />
        )}
      </Field>
      <div className="place-under">
        <p className="place-told" role="status">
          {asked ? (found.length > 0 ? fill(words.found, { n: found.length }) : words.none) : ''}
        </p>
        <div id={`${id}-list`} className="place-list" role="listbox" aria-label={words.settlement} hidden={!listed}>
          {found.map((one, i) => (
            <Option
              key={`${one.place.geonames ?? ''} ${one.place.katottg ?? ''}`}
              id={`${id}-${i}`}
              active={i === active}
              {...tell(one, language, words)}
              onChoose={() => choose(one)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface OptionProps {
  id: string
  active: boolean
  shown: string
  also: string | undefined
  details: readonly string[]
  onChoose: () => void
}

function Option({ id, active, shown, also, details, onChoose }: OptionProps) {
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // The focus stays in the field, whose keys choose: a pointer does not take it away.
    <button
      ref={row}
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="place-option"
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
    >
      <span>
        {shown}
        {also ? <span className="place-also"> ({also})</span> : null}
      </span>
      {details.length > 0 ? <span className="place-details">{details.join(', ')}</span> : null}
    </button>
  )
}

function tell(one: FoundPlace, language: string, words: AnswerWords['place']) {
  const { shown, also, raion, near } = describePlace(one, language)
  const details = [raion, near && fill(words.near, { place: near })].filter(one => one !== undefined)
  return { shown, also, details }
}
