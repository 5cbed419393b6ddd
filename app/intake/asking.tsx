import type { Dispatch } from 'react'
import { openedKey } from '#app/testimony/asked.ts'
import { itemsOf, newItem, type Draft } from '#app/testimony/draft.ts'
import type { Form } from '#app/testimony/form.ts'
import { FilesAsking } from './files/files-asking.tsx'
import { Question } from './question.tsx'
import { nextOf, previousOf, screensOf, screenWith, withoutEmptyItems, type Screen } from './screens.ts'
import type { Action, IntakeState } from './state.ts'
import type { Longer } from './use-beginning.ts'

interface AskingProps {
  form: Form
  /** The screens as the answers so far have them. */
  screens: readonly Screen[]
  screen: Screen
  state: IntakeState
  /** Of an express form null. */
  longer: Longer | null
  maxFileBytes: number
  dispatch: Dispatch<Action>
}

/** One screen between the choice of the length and the check, and the ways from it. */
export function Asking({ form, screens, screen, state, longer, maxFileBytes, dispatch }: AskingProps) {
  const { draft } = state
  const { section, item } = screen
  const returning = state.returning === screen.id
  const toCheck = () => dispatch({ do: 'check', draft: withoutEmptyItems(form, draft) })
  const goTo = (target: Screen | undefined, otherwise: () => void) => {
    if (!target) return otherwise()
    dispatch({ do: 'go', screen: target.id, draft: withoutEmptyItems(form, draft, target.item) })
  }
  /** The nearest screen in a direction that is asked as the answers are now. */
  const from = (step: typeof nextOf): Screen | undefined => {
    if (screens.some(one => one.id === screen.id)) return step(screens, screen)
    const before = screensOf(form, state.entered)
    let near = step(before, screen)
    while (near && !screenWith(screens, near.id)) near = step(before, near)
    return near && screenWith(screens, near.id)
  }
  const goWith = (changed: Draft, target: (screens: readonly Screen[]) => Screen | undefined) => {
    const found = target(screensOf(form, changed))
    if (found) dispatch({ do: 'go', screen: found.id, draft: changed })
  }
  const ways = {
    onNext: returning ? toCheck : () => goTo(from(nextOf), toCheck),
    onBack: returning ? toCheck : () => goTo(from(previousOf), () => dispatch({ do: 'length' })),
  }
  if (screen.kind === 'gate') {
    if (!longer) return null
    const open = { ...draft, [openedKey(section.id)]: 'open' }
    return (
      <longer.Gate
        key={screen.id}
        form={form}
        section={section}
        draft={draft}
        onSkip={ways.onNext}
        onOpen={() => goWith(open, opened => opened.find(one => one.section.id === section.id))}
        onBack={ways.onBack}
        onEnough={toCheck}
      />
    )
  }
  const tell = (changed: Draft, told: string) => goWith(changed, all => all.find(one => one.item === told))
  const items = {
    onTell: (told: string) => tell(draft, told),
    onItems: (kept: string[]) => dispatch({ do: 'answer', field: section.id, value: kept }),
    onEnough: toCheck,
  }
  if (screen.kind === 'files') {
    return (
      <FilesAsking
        key={screen.id}
        form={form}
        section={section}
        draft={draft}
        returning={returning}
        maxFileBytes={maxFileBytes}
        onAttach={(field, files) => dispatch({ do: 'attach', field, files })}
        {...items}
        {...ways}
      />
    )
  }
  if (screen.kind === 'list') {
    if (!longer) return null
    const add = () => {
      const told = newItem(draft, section.id)
      tell({ ...draft, [section.id]: [...itemsOf(draft, section.id), told] }, told)
    }
    return (
      <longer.ToldList
        key={screen.id}
        form={form}
        section={section}
        draft={draft}
        returning={returning}
        onAdd={add}
        {...items}
        {...ways}
      />
    )
  }
  return (
    <Question
      key={screen.id}
      form={form}
      screen={screen}
      draft={draft}
      returning={returning}
      maxFileBytes={maxFileBytes}
      onAnswer={(field, value) => dispatch({ do: 'answer', field, value })}
      aside={longer && form.mode !== 'express' && !returning && !item ? <longer.Enough onClick={toCheck} /> : null}
      {...ways}
    />
  )
}
