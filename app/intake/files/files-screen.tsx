import { useEffect, useRef, useState } from 'react'
import { attachedTo, fileFieldOf } from '#app/testimony/attached.ts'
import { codesOf, itemsOf, slotOf, type Draft } from '#app/testimony/draft.ts'
import type { HiddenChoice, Picker } from '#app/testimony/file-meta.ts'
import type { Form, Section } from '#app/testimony/form.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { oneLine } from '#app/testimony/visible-text.ts'
import { Enough } from '../enough.tsx'
import { Focused } from '../focused.tsx'
import { Heading } from '../heading.tsx'
import { Say, SayForm } from '../say.tsx'
import { Ways } from '../ways.tsx'
import { useLines } from '../use-lines.ts'
import { useWords } from '../witness.tsx'
import { describeSize } from './describe-size.ts'
import { FileItem } from './file-item.tsx'
import { chooseHidden, lookInside, usualChoice } from './look-inside.ts'
import { PickFiles } from './pick-files.tsx'
import { takeFiles, type Taken } from './take-files.ts'
import { useHeldFiles } from './use-held-files.ts'
import './files-screen.css'

export interface FilesScreenProps {
  form: Form
  section: Section
  draft: Draft
  returning: boolean
  maxFileBytes: number
  words: EvidenceWords
  onAttach: (field: string, files: string[]) => void
  onTell: (item: string) => void
  onItems: (items: string[]) => void
  onNext: () => void
  onBack: () => void
  onEnough: () => void
}

/** What is told of the last thing that was done. */
type News = Pick<Taken, 'refused'> & { added: number; notRemoved: string | null }
const nothing: News = { added: 0, refused: [], notRemoved: null }

/** The files that were added, with what each says of itself; a way to add, to tell about one, to take one off. */
export function FilesScreen(props: FilesScreenProps) {
  const { form, section, draft, returning, maxFileBytes, onAttach, onTell, onItems, onNext, onBack, onEnough } = props
  const { files: texts } = props.words
  const { language } = useWords()
  const { held } = useHeldFiles()
  const items = itemsOf(draft, section.id)
  const { shown, moved, takeOff, putBack } = useLines(items, onItems)
  const [news, setNews] = useState(nothing)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  const field = fileFieldOf(section)
  if (!field || !section.repeat) return null
  const { max } = section.repeat
  const fileOf = (item: string) => held.get(codesOf(draft, slotOf(field.id, item))[0] ?? '')
  const change = (how: (item: string) => void, item: string) => {
    setNews(nothing)
    how(item)
  }
  const take = async (picked: readonly File[], picker: Picker) => {
    const bounds = { picker, maxFileBytes, room: max - items.length, listed: attachedTo(form, draft) }
    const taken = await takeFiles(held, picked, bounds)
    onAttach(
      field.id,
      taken.held.map(one => one.id),
    )
    for (const { id } of taken.held) void lookInside(held, id, usualChoice(draft))
    setNews({ added: taken.held.length, refused: taken.refused, notRemoved: null })
  }
  const choose = (item: string, id: string, choice: HiddenChoice) => {
    const name = held.get(id)?.name ?? ''
    chooseHidden(held, id, choice)?.catch(() => {
      // Another choice may stand by now; what was not to leave does not. From another screen it is left out when it is sent.
      if (!here.current || held.get(id)?.choice !== 'remove') return
      held.change(id, { choice: 'keep', clean: null })
      takeOff(item)
      setNews({ ...nothing, notRemoved: name })
    })
  }
  return (
    <>
      <Heading>
        <SayForm words={section.title} />
      </Heading>
      {section.intro ? (
        <p className="intro">
          <SayForm words={section.intro} />
        </p>
      ) : null}
      {items.length < max ? (
        <PickFiles
          label={items.length > 0 ? section.repeat.another : section.repeat.add}
          words={texts}
          onPick={(picked, picker) => void take(picked, picker)}
        />
      ) : (
        <p className="quiet">
          <Say text={texts.most} values={{ n: max }} />
        </p>
      )}
      <div className="file-news" role="status">
        {news.added > 0 ? (
          <p className="quiet">
            <Say text={texts.added} values={{ n: news.added }} />
          </p>
        ) : null}
        {news.refused.map(({ name, why }, i) => (
          <p key={i} className="file-refused">
            <Say
              text={texts.refused[why]}
              values={{ item: `\u2068${oneLine(name, 60)}\u2069`, size: describeSize(maxFileBytes, language, texts) }}
            />
          </p>
        ))}
        {news.notRemoved === null ? null : (
          <p className="file-refused">
            <Say text={texts.notRemoved} values={{ item: `\u2068${oneLine(news.notRemoved, 60)}\u2069` }} />
          </p>
        )}
      </div>
      {shown.length > 0 ? (
        <ul className="files">
          {shown.map((item, i) => {
            const file = fileOf(item)
            return (
              <li key={item}>
                {file && items.includes(item) ? (
                  <FileItem
                    form={form}
                    section={section}
                    draft={draft}
                    item={item}
                    file={file}
                    words={texts}
                    moved={moved === item}
                    onTell={() => onTell(item)}
                    onTakeOff={() => change(takeOff, item)}
                    onChoose={choice => choose(item, file.id, choice)}
                  />
                ) : (
                  <div className="file-ways">
                    <p className="quiet">
                      <Say
                        text={texts.takenOff}
                        values={{ item: file ? `\u2068${oneLine(file.name, 60)}\u2069` : String(i + 1) }}
                      />
                    </p>
                    {file && items.length < max ? (
                      <Focused when={moved === item} onClick={() => change(putBack, item)}>
                        <Say text={texts.undo} />
                        <span className="hidden-but-read">: {oneLine(file.name, 60)}</span>
                      </Focused>
                    ) : null}
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      ) : null}
      <Ways
        returning={returning}
        empty={items.length === 0}
        onNext={onNext}
        onBack={onBack}
        aside={returning || form.mode === 'express' ? null : <Enough onClick={onEnough} />}
      />
    </>
  )
}
