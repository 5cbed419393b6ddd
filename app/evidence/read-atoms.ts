import type { Findings } from './findings.ts'

/** What mediabunny leaves out of ISO files: the time in `mvhd` and the place in `loci` (3GPP TS 26.244). */

interface Atom {
  type: string
  start: number
  end: number
}

/** More atoms than this are not looked at, nor deeper ones. */
const ATOMS = 2000
const DEPTH = 4

const PARENTS = new Set(['moov', 'udta', 'trak'])

/** Seconds from 1904 to 1970. */
const EPOCH = 2_082_844_800

/** Adds time and place of a film's atoms. Reads heads and small atoms only; throws on nothing that a file may hold. */
export async function readPlaceAndTime(file: Blob, findings: Findings): Promise<void> {
  const budget = { left: ATOMS }
  await walk(file, { type: '', start: 0, end: file.size }, 0, budget, async atom => {
    if (atom.type === 'mvhd') findings.tell('when', timeOf(await readView(file, atom, 12)))
    if (atom.type === 'loci') readLoci(await readView(file, atom, 4096), findings)
  })
}

async function walk(
  file: Blob,
  parent: Atom,
  depth: number,
  budget: { left: number },
  visit: (atom: Atom) => Promise<void>,
): Promise<void> {
  for (let at = parent.start; at + 8 <= parent.end && budget.left > 0; budget.left--) {
    const head = new DataView(await file.slice(at, at + 16).arrayBuffer())
    if (head.byteLength < 8) return
    const type = String.fromCharCode(...[4, 5, 6, 7].map(each => head.getUint8(each)))
    const short = head.getUint32(0)
    if (short === 1 && head.byteLength < 16) return
    const size = short === 0 ? parent.end - at : short === 1 ? Number(head.getBigUint64(8)) : short
    const start = at + (short === 1 ? 16 : 8)
    if (size < start - at) return
    const atom = { type, start, end: Math.min(at + size, parent.end) }
    await visit(atom)
    if (PARENTS.has(type) && depth < DEPTH) await walk(file, atom, depth + 1, budget, visit)
    at += size
  }
}

async function readView(file: Blob, atom: Atom, length: number): Promise<DataView> {
  return new DataView(await file.slice(atom.start, Math.min(atom.end, atom.start + length)).arrayBuffer())
}

/** The time of creation, in UTC. Zero is none. */
function timeOf(view: DataView): string {
  if (view.byteLength < 12) return ''
  const seconds = (view.getUint8(0) === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4)) - EPOCH
  if (seconds < 0 || seconds > 0xffffffff) return ''
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

function readLoci(view: DataView, findings: Findings): void {
  let at = 6
  while (at < view.byteLength && view.getUint8(at) !== 0) at++
  at += 2
  if (at + 8 > view.byteLength) return
  findings.place(view.getInt32(at + 4) / 65_536, view.getInt32(at) / 65_536)
}
