import { Button } from '#app/ui/button.tsx'
import { itemsOf, type Draft } from '#app/testimony/draft.ts'
import { say } from '#app/testimony/form-words.ts'
import type { Form, Section } from '#app/testimony/form.ts'
import { fill } from '#app/i18n/fill.ts'
import { Enough } from './enough.tsx'
import { Focused } from './focused.tsx'
import { Heading } from './heading.tsx'
import { Say, SayForm } from './say.tsx'
import { canAdd } from './screens.ts'
import { summariseItem } from './summarise.ts'
import { useAnswerWords } from './use-answer-words.ts'
import { useLines } from './use-lines.ts'
import { Ways } from './ways.tsx'
import { useWords } from './witness.tsx'
import './told-list.css'

interface ToldListProps {
  form: Form
  section: Section
  draft: Draft
  returning: boolean
  onAdd: () => void
  onTell: (item: string) => void
  onItems: (items: string[]) => void
  onNext: () => void
  onBack: () => void
  onEnough: () => void
}

/** What was told of a repeated section, one by one, with a way to add, to change and to take off. */
export function ToldList(props: ToldListProps) {
  const { form, section, draft, returning, onAdd, onTell, onItems, onNext, onBack, onEnough } = props
  const group = useAnswerWords()?.group
  const items = itemsOf(draft, section.id)
  const { shown, moved, takeOff, putBack } = useLines(items, onItems)
  const { repeat } = section
  if (!repeat) return null
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
      {shown.length > 0 ? (
        <ul className="told-list">
          {shown.map((item, i) => (
            <li key={item}>
              {items.includes(item) ? (
                <Item
                  form={form}
                  section={section}
                  draft={draft}
                  item={item}
                  n={i + 1}
                  moved={moved === item}
                  onTell={() => onTell(item)}
                  onRemove={() => takeOff(item)}
                />
              ) : (
                <Removed section={section} n={i + 1} moved={moved === item} onUndo={() => putBack(item)} />
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {canAdd(form, section, draft) ? (
        <Button className="told-add" onClick={onAdd}>
          <SayForm words={items.length > 0 ? repeat.another : repeat.add} />
        </Button>
      ) : items.length >= repeat.max && group ? (
        <p className="quiet" role="status">
          <Say text={group.most} values={{ n: repeat.max }} />
        </p>
      ) : null}
      <Ways
        returning={returning}
        empty={items.length === 0}
        onNext={onNext}
        onBack={onBack}
        aside={returning ? null : <Enough onClick={onEnough} />}
      />
    </>
  )
}

interface ItemProps extends Pick<ToldListProps, 'form' | 'section' | 'draft'> {
  item: string
  n: number
  moved: boolean
  onTell: () => void
  onRemove: () => void
}

function Item({ form, section, draft, item, n, moved, onTell, onRemove }: ItemProps) {
  const { language, words } = useWords()
  const answers = useAnswerWords()
  const name = say(section.repeat!.one, language)
  const summary = summariseItem(form, section, draft, item, language, answers)
  const own = <span className="hidden-but-read">: {fill(name, { n })}</span>
  return (
    <>
      <p className="field-label">
        <SayForm words={section.repeat!.one} values={{ n }} />
      </p>
      {summary ? (
        <p className="told-summary" dir="auto">
          {summary}
        </p>
      ) : null}
      <div className="told-ways">
        <Focused when={moved} onClick={onTell}>
          <Say text={words.check.change} />
          {own}
        </Focused>
        {answers ? (
          <Button kind="text" onClick={onRemove}>
            <Say text={answers.group.remove} />
            {own}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function Removed({
  section,
  n,
  moved,
  onUndo,
}: Pick<ToldListProps, 'section'> & { n: number; moved: boolean; onUndo: () => void }) {
  const { language } = useWords()
  const group = useAnswerWords()?.group
  if (!group) return null
  const name = fill(say(section.repeat!.one, language), { n })
  return (
    <div className="told-ways">
      <p className="quiet">
        <Say text={group.removed} values={{ item: name }} />
      </p>
      <Focused when={moved} onClick={onUndo}>
        <Say text={group.undo} />
        <span className="hidden-but-read">: {name}</span>
      </Focused>
    </div>
  )
}
