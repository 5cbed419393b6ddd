import type { Inspection } from '#app/evidence/inspection.ts'
import type { HiddenChoice } from '#app/testimony/file-meta.ts'
import { codesOf, type Draft } from '#app/testimony/draft.ts'
import type { HeldFile, HeldFiles } from './held-files.ts'

const loadTools = () => import('#app/evidence/inspect.ts')

/** What looks into a file; the tests bring their own. */
export type Tools = Pick<Awaited<ReturnType<typeof loadTools>>, 'inspectFile' | 'stripHidden'>

/** Nobody could look: what the file is and holds is not known. */
const unseen: Inspection = {
  kind: { type: 'application/octet-stream', shownAs: 'other' },
  hidden: null,
  removable: false,
}

const last = new WeakMap<HeldFiles, Promise<void>>()
const asked = new WeakSet<Blob>()

/**
 * Finds out what a file says of itself, one file after the other, so that fifty at once are no burden. Gives its choice the
 * value that fits the risk (D-19) where there is something to choose. A file is looked at once. Never rejects.
 */
export function lookInside(
  held: HeldFiles,
  id: string,
  usual: HiddenChoice,
  load: () => Promise<Tools> = loadTools,
): Promise<void> {
  const before = last.get(held) ?? Promise.resolve()
  const found = held.get(id)?.file
  if (!found || asked.has(found)) return before
  asked.add(found)
  const next = before.then(async () => {
    const file = held.get(id)
    if (!file) return
    const inspection = await load()
      .then(tools => tools.inspectFile(file.file))
      .catch(() => unseen)
    held.change(id, { inspection, ...(holdsHidden(inspection) ? { choice: 'keep' } : {}) })
    if (inspection.removable && holdsHidden(inspection)) void chooseHidden(held, id, usual, load)
  })
  last.set(held, next)
  return next
}

/** How long sending waits for what is still looked at, in milliseconds. */
const PATIENCE = 20_000

/** Looks into all that nobody looked into; ends when that is done, or when nobody wants to wait any more. Never rejects. */
export async function lookIntoAll(held: HeldFiles, ids: readonly string[]): Promise<void> {
  for (const id of ids) void lookInside(held, id, 'keep')
  await Promise.race([last.get(held), new Promise(resolve => setTimeout(resolve, PATIENCE))])
}

/** Chooses, and makes the copy that the choice asks for, once. */
export function chooseHidden(
  held: HeldFiles,
  id: string,
  choice: HiddenChoice,
  load: () => Promise<Tools> = loadTools,
): HeldFile['clean'] {
  const file = held.get(id)
  if (!file) return null
  const clean = choice === 'keep' ? file.clean : (file.clean ?? load().then(tools => tools.stripHidden(file.file)))
  clean?.catch(() => undefined)
  held.change(id, { choice, clean })
  return clean
}

/** Whether a file says anything of itself. */
export function holdsHidden({ hidden }: Inspection): boolean {
  if (!hidden) return false
  const { place, when, device, author, software, more } = hidden
  return [place, when, device, author, software, more[0]].some(Boolean)
}

/** What is chosen until the witness chooses: a copy where others may look at the device (DOMAIN.md §5.6). */
export function usualChoice(draft: Draft): HiddenChoice {
  const [device] = codesOf(draft, 'safety.device')
  const watched = ['mine_may_be_searched', 'shared', 'work_or_public'].includes(device ?? '')
  return watched || codesOf(draft, 'safety.urgent').includes('device_search') ? 'copy' : 'keep'
}
