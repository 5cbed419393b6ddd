import { useDeskLanguage } from '#app/i18n/desk/language.tsx'
import { useDeskText } from '#app/i18n/desk/text.ts'
import { useAnswerWords } from '#app/i18n/desk/answer-words.ts'
import { describeDate } from '#app/testimony/describe-date.ts'
import { boundsOf, type FuzzyDate } from '#app/testimony/fuzzy-date.ts'
import type { NumberRange } from '#app/testimony/number-range.ts'
import type { Place } from '#app/testimony/place.ts'
import type { Told } from './account-answers.ts'
import { ForeignText, ForeignWords } from './foreign-text.tsx'
import { MoreOf } from './more-of.tsx'
import type { ShownRef, ShownValue } from './shown-value.ts'
import { ToldWords } from './told-words.tsx'

interface Props {
  value: ShownValue
  /** The language of the witness. */
  lang: string
  /** Goes to an item of a repeated section. */
  goTo: (anchor: string) => void
}

/** One answer: what the witness wrote in their language, what they chose in the reviewer's. */
export function AnswerValue({ value, lang, goTo }: Props) {
  const text = useDeskText()
  switch (value.kind) {
    case 'words':
      return <ForeignText text={value.words} lang={lang} className={value.long ? 'foreign' : 'rv-short'} />
    case 'codes':
      return (
        <ul className="rv-codes">
          <MoreOf all={value.codes} first={50}>
            {(code, i) => (
              <li key={i}>
                <ToldWords told={code} />
              </li>
            )}
          </MoreOf>
        </ul>
      )
    case 'yes':
      return <p>{text.answers.yes}</p>
    case 'files':
      return (
        <ul className="rv-codes">
          <MoreOf all={value.names} first={50}>
            {(name, i) => (
              <li key={i}>
                <ForeignWords text={name} most={120} />
              </li>
            )}
          </MoreOf>
        </ul>
      )
    case 'refs':
      return <Refs refs={value.refs} goTo={goTo} />
    case 'date':
      return <DateAnswer date={value.date} lang={lang} />
    case 'place':
      return <PlaceAnswer place={value.place} lang={lang} />
    case 'number':
      return <NumberAnswer number={value.number} lang={lang} />
  }
}

function Refs({ refs, goTo }: { refs: readonly ShownRef[]; goTo: (anchor: string) => void }) {
  const text = useDeskText()
  return (
    <ul className="rv-codes rv-refs">
      <MoreOf all={refs} first={50}>
        {({ label, anchor }, i) => (
          <li key={i}>
            {anchor === null ? (
              <>
                <ToldWords told={label} /> <span className="rv-help">{text.answers.noItem}</span>
              </>
            ) : (
              <button type="button" className="rv-link" onClick={() => goTo(anchor)}>
                <ToldWords told={label} />
              </button>
            )}
          </li>
        )}
      </MoreOf>
    </ul>
  )
}

function DateAnswer({ date: { edtf, words }, lang }: { date: FuzzyDate; lang: string }) {
  const text = useDeskText()
  const { language } = useDeskLanguage()
  const answers = useAnswerWords()
  const { earliest, latest } = boundsOf(edtf ?? '')
  return (
    <>
      {edtf !== null && (
        <p>
          {describeDate(edtf, language, answers.date.told)} <code className="rv-quiet">{edtf}</code>
        </p>
      )}
      {earliest !== latest && <p className="rv-help">{text.answers.bounds(earliest, latest)}</p>}
      {words !== null && <ForeignText text={words} lang={lang} className="rv-short" />}
    </>
  )
}

function PlaceAnswer({ place, lang }: { place: Place; lang: string }) {
  const text = useDeskText()
  const { language } = useDeskLanguage()
  const words = useAnswerWords().place
  const { name_uk, raion, region, precision } = place
  const codes = [
    ['KATOTTG', place.katottg],
    ['GeoNames', place.geonames],
    [text.answers.listOf, place.gazetteer],
  ] as const
  const named = codes.filter(([, code]) => code !== undefined)
  return (
    <>
      {place.text.trim() !== '' && <ForeignText text={place.text} lang={lang} className="rv-short" />}
      {(name_uk ?? raion ?? region) !== undefined && (
        <p>
          {name_uk !== undefined && <ForeignWords text={name_uk} lang="uk" />}
          {name_uk !== undefined && (raion ?? region) !== undefined && ', '}
          {raion !== undefined && <ForeignWords text={raion} lang="uk" />}
          {raion !== undefined && region !== undefined && ', '}
          {region !== undefined && <ToldWords told={labelIn(words.regions, region, language)} />}
        </p>
      )}
      {precision !== undefined && (
        <p className="rv-help">
          {text.answers.precision}: <ToldWords told={labelIn(words.precisions, precision, language)} />
        </p>
      )}
      {named.length > 0 && (
        <p className="rv-help">
          {named.map(([name, code], i) => (
            <span key={name}>
              {i > 0 && ' · '}
              {name}{' '}
              <code className="rv-quiet">
                <ForeignWords text={code ?? ''} most={60} />
              </code>
            </span>
          ))}
        </p>
      )}
    </>
  )
}

/** Words for a code by language of the desk; a code that has none as it is. */
function labelIn(labels: Readonly<Record<string, string>>, code: string, lang: string): Told {
  return Object.hasOwn(labels, code) ? { text: labels[code]!, lang } : { text: code, lang: null }
}

function NumberAnswer({ number: { min, max, words }, lang }: { number: NumberRange; lang: string }) {
  const text = useDeskText()
  const say = (n: number) => n.toLocaleString(text.locale)
  const range =
    min === null
      ? max !== null && text.answers.atMost(say(max))
      : max === null
        ? text.answers.atLeast(say(min))
        : min === max
          ? say(min)
          : `${say(min)}–${say(max)}`
  return (
    <>
      {range && <p>{range}</p>}
      {words !== null && <ForeignText text={words} lang={lang} className="rv-short" />}
    </>
  )
}
