import { createHash } from 'node:crypto'
import { toTestimony, wellFormed, type Answers, type Testimony } from '#app/testimony/answers.ts'
import type { FileMeta } from '#app/testimony/file-meta.ts'
import { evidenceFiles } from '#tests/support/evidence-files.ts'
import { formIn } from '#tests/support/forms.ts'
import seed from './seed.json' with { type: 'json' }

/** A file of the corpus as it goes into the manifest. */
export interface CorpusFile {
  id: string
  /** What it is, in words. */
  what: string
  name: string
  bytes: Uint8Array
  meta: FileMeta
}

/** An account with files. `covers`: the words of the seed's list that it stands for. */
export interface CaseWithFiles {
  id: string
  covers: string
  testimony: Testimony
  files: readonly CorpusFile[]
}

interface Told {
  id: string
  covers: string
  /** null: the files are all that was sent. */
  narrative: string | null
  /** What the files are, by the words of the fixtures. */
  files: readonly string[]
  voice?: readonly string[]
  /** The file that each of these was made from. */
  copies?: Readonly<Record<string, string>>
}

const VOICE = 'voice only (silent/sine WAV, webm, mp4)'
const HARMFUL = 'zip bomb / polyglot / EICAR string / password-protected zip / 0-byte / wrong extension'
const HIDDEN =
  'JPEG with GPS EXIF; same JPEG stripped; HEIC; PNG screenshot with tEXt; MP4 with location atom; PDF with hidden text layer and author metadata; DOCX with tracked changes'
const NAMED = "file name containing a person's name"
const TWICE = 'same account sent twice (network retry) -> exact duplicate'
const MARKUP = 'HTML/JS/CSV formula injection (=HYPERLINK, <img onerror>)'

const twice: Omit<Told, 'id'> = {
  covers: TWICE,
  narrative: 'Надсилаю фото повістки і список тих, кого забрали разом із ним.',
  files: ['plain png', 'list of names'],
}

const told: readonly Told[] = [
  {
    id: 'only-a-file',
    covers: 'empty narrative with only a file',
    narrative: null,
    files: ['photo of a phone'],
  },
  { id: 'voice-wav', covers: VOICE, narrative: null, files: [], voice: ['tone as wav'] },
  { id: 'voice-webm', covers: VOICE, narrative: null, files: [], voice: ['tone as webm'] },
  { id: 'voice-mp4', covers: VOICE, narrative: null, files: [], voice: ['tone as m4a'] },
  {
    id: 'hidden-data',
    covers: HIDDEN,
    narrative: 'Фото, знімок екрана, відео, повістка і заява. Фото є і без прихованих даних.',
    files: [
      'photo of a phone',
      'the same photo, which says nothing',
      'heic with place',
      'screenshot with texts',
      'video of an Android phone',
      'paper with an author',
      'paper with a hidden layer',
      'docx with tracked changes',
    ],
    copies: { 'the same photo, which says nothing': 'photo of a phone' },
  },
  {
    id: 'harmful',
    covers: HARMFUL,
    narrative: 'Це все, що знайшлося на старому диску, самі не відкривали.',
    files: [
      'zip bomb',
      'gif that is a script',
      'jpeg that is a page',
      'pdf that is a zip',
      'EICAR',
      'zip with a password',
      '0 bytes',
      'page called a photo',
      'photo called a text',
      'program',
      'photo that was cut',
    ],
  },
  {
    id: 'reaching',
    covers: MARKUP,
    narrative: 'Сторінки і таблиці, які нам розсилали.',
    files: ['page with scripts', 'drawing with scripts', 'table with formulas', 'paper with JavaScript'],
  },
  {
    id: 'named',
    covers: NAMED,
    narrative: 'Довідка, яку нам дали замість пояснень.',
    files: ['name of a person', 'name with a path', 'name that reads backwards', 'no name'],
  },
  { id: 'sent-twice-1', ...twice },
  { id: 'sent-twice-2', ...twice },
]

const NOW = new Date('2026-11-20T10:00:00Z')
const LATER = '2026-11-20T09:40Z'

/**
 * The accounts with files, the same on every machine. What reaches outside asks the origin `canary`. An account without
 * words says that it is synthetic in the names of its files.
 */
export function writeCasesWithFiles({
  canary,
  formHash = 'A'.repeat(43),
}: {
  canary: string
  formHash?: string
}): CaseWithFiles[] {
  const fixtures = evidenceFiles(canary)
  const fixture = (what: string) => {
    const found = fixtures.find(one => one.what === what)
    if (!found) throw new Error(`no fixture: ${what}`)
    return found
  }
  return told.map(({ id, covers, narrative, files, voice = [], copies = {} }) => {
    const mark = seed.watermark.text.uk
    const hashOf = (what: string) => createHash('sha256').update(fixture(what).bytes).digest('hex')
    const written = [...files, ...voice].map((what, i): CorpusFile => {
      const { name, bytes } = fixture(what)
      const original = copies[what]
      const spoken = voice.includes(what)
      const hidden = original !== undefined || Object.values(copies).includes(what) ? { hidden: 'copy' as const } : {}
      return {
        id: `f${i + 1}`,
        what,
        name: narrative === null ? `${mark} ${name}` : wellFormed(name),
        bytes,
        meta: {
          picker: spoken ? 'microphone' : 'any',
          added: LATER,
          ...hidden,
          ...(original === undefined ? {} : { parent: hashOf(original) }),
        },
      }
    })
    return {
      id,
      covers,
      testimony: writeAccount(narrative && `${mark}\n${narrative}`, written, formHash),
      files: written,
    }
  })
}

function writeAccount(narrative: string | null, files: readonly CorpusFile[], formHash: string): Testimony {
  const draft = {
    'consent.keep': { answer: 'yes' as const, lang: 'uk', at: LATER },
    ...(narrative === null ? {} : { 'account.narrative': narrative }),
  }
  const testimony = toTestimony(formIn(), draft, { formHash, lang: 'uk', witness: null, now: NOW })
  const isVoice = ({ meta }: CorpusFile) => meta.picker === 'microphone'
  const voice = files.filter(isVoice).map(({ id }) => id)
  // A working copy belongs to its original.
  const items = files
    .filter(file => !isVoice(file) && file.meta.parent === undefined)
    .map((file, i) => ({ _id: `evidence${i + 1}`, file: [file.id] }))
  const account = { ...(testimony.answers['account'] as Record<string, string> | undefined), voice }
  const answers: Answers = {
    ...testimony.answers,
    ...(voice.length > 0 ? { account } : {}),
    ...(items.length > 0 ? { evidence: items } : {}),
  }
  return { ...testimony, answers }
}
