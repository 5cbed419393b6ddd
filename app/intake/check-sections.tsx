import { Button } from '#app/ui/button.tsx'
import { isFolded, isSectionLeftOut } from '#app/testimony/asked.ts'
import { itemsOf, type Draft, type Slot } from '#app/testimony/draft.ts'
import type { Form, Section } from '#app/testimony/form.ts'
import { CheckRows, rowsOf } from './check-rows.tsx'
import { SayForm } from './say.tsx'
import './check.css'

interface SectionsProps {
  form: Form
  draft: Draft
  onChange: (slot: Slot) => void
}

/** All answers, part by part. */
export function CheckSections({ form, draft, onChange }: SectionsProps) {
  return form.sections.map(section => (
    <CheckSection key={section.id} form={form} section={section} draft={draft} onChange={onChange} />
  ))
}

type SectionProps = SectionsProps & { section: Section }

/** A part that is folded, or that the answers leave out, holds nothing and is not listed. */
function CheckSection({ form, section, draft, onChange }: SectionProps) {
  if (isSectionLeftOut(form, section, draft) || isFolded(form, section, draft)) return null
  const rows = rowsOf(form, section, draft)
  if (rows.length === 0 && !section.repeat) return null
  return (
    <section className="checked">
      <h2>
        <SayForm words={section.title} />
      </h2>
      {section.repeat ? (
        <CheckItems form={form} section={section} draft={draft} onChange={onChange} />
      ) : (
        <CheckRows form={form} rows={rows} draft={draft} onChange={onChange} />
      )}
    </section>
  )
}

function CheckItems({ form, section, draft, onChange }: SectionProps) {
  const items = itemsOf(draft, section.id)
  const { repeat } = section
  if (!repeat) return null
  return (
    <>
      {items.map((item, i) => (
        <div key={item} className="checked-item">
          <h3>
            <SayForm words={repeat.one} values={{ n: i + 1 }} />
          </h3>
          <CheckRows
            form={form}
            rows={rowsOf(form, section, draft, item)}
            draft={draft}
            onChange={onChange}
            within={<SayForm words={repeat.one} values={{ n: i + 1 }} />}
          />
        </div>
      ))}
      {items.length < repeat.max ? (
        <Button kind="text" className="back" onClick={() => onChange(section.id)}>
          <SayForm words={items.length > 0 ? repeat.another : repeat.add} />
        </Button>
      ) : null}
    </>
  )
}
