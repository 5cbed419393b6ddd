import { useState, type ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { listedRegions, type RegionList } from '#app/testimony/gazetteer.ts'
import type { DraftPlace, DraftSettlement } from '#app/testimony/place.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { SettlementPart } from './settlement-part.tsx'
import './place-answer.css'

interface PlaceAnswerProps {
  /** Of the text, where an error summary leads. */
  id: string
  label: ReactNode
  /** The label stands as the heading of the screen above, and is only read here. */
  labelHidden?: boolean
  help?: ReactNode
  error?: ReactNode
  language: string
  words: AnswerWords['place']
  value: DraftPlace | undefined
  onChange: (value: DraftPlace) => void
  /** The list of a region, or null when it does not arrive (`load-region.ts`). */
  loadRegion: (region: string) => Promise<RegionList | null>
}

const nothing: DraftPlace = { text: '' }

/**
 * Where something happened: in one's own words, which is always enough. Who wants to can open a second part and say the
 * region, the settlement out of its list, and how exactly the place is known. None of it changes the words.
 */
export function PlaceAnswer(props: PlaceAnswerProps) {
  const { id, label, labelHidden, help, error, language, words, value = nothing, onChange, loadRegion } = props
  const [open, setOpen] = useState(Boolean(value.region || value.settlement || value.precision))
  const setSettlement = (settlement: DraftSettlement | undefined) => {
    const { settlement: _, ...rest } = value
    onChange(settlement ? { ...rest, settlement } : rest)
  }
  // Another region has other settlements.
  const setRegion = (region: string) => {
    const { region: _, settlement: __, ...rest } = value
    onChange(region ? { ...rest, region } : rest)
  }
  const setPrecision = (precision: string) => {
    const { precision: _, ...rest } = value
    onChange(precision ? { ...rest, precision } : rest)
  }
  return (
    <div className="place-answer">
      <TextField
        id={id}
        label={label}
        help={help ?? words.textHelp}
        lines={2}
        value={value.text}
        onChange={text => onChange({ ...value, text })}
        {...(labelHidden ? { labelHidden } : {})}
        {...(error ? { error } : {})}
      />
      <Button
        kind="text"
        className="place-open"
        aria-expanded={open}
        aria-controls={`${id}-more`}
        onClick={() => setOpen(!open)}
      >
        {words.open}
      </Button>
      <div id={`${id}-more`} className="place-more" hidden={!open}>
        <Select
          id={`${id}-region`}
          label={words.region}
          help={words.regionNote}
          none={words.notChosen}
          options={words.regions}
          value={value.region}
          onChange={setRegion}
        />
        {open && value.region && (listedRegions as readonly string[]).includes(value.region) ? (
          <SettlementPart
            key={value.region}
            id={`${id}-settlement`}
            region={value.region}
            language={language}
            words={words}
            value={value.settlement}
            onChange={setSettlement}
            loadRegion={loadRegion}
          />
        ) : null}
        <Select
          id={`${id}-precision`}
          label={words.precision}
          none={words.notChosen}
          options={words.precisions}
          value={value.precision}
          onChange={setPrecision}
        />
      </div>
    </div>
  )
}

interface SelectProps {
  id: string
  label: string
  help?: string
  /** What stands while nothing is chosen. */
  none: string
  options: Readonly<Record<string, string>>
  value: string | undefined
  onChange: (code: string) => void
}

function Select({ id, label, help, none, options, value = '', onChange }: SelectProps) {
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {help ? (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      <select
        id={id}
        className="text-input"
        autoComplete="off"
        aria-describedby={help ? `${id}-help` : undefined}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        <option value="">{none}</option>
        {Object.entries(options).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
