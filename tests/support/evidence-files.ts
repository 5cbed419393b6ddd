import type { ShownAs } from '#app/evidence/inspection.ts'
import { trackedDocx, zip, zipBomb } from './evidence/archives.ts'
import { join, utf8 } from './evidence/bytes.ts'
import {
  authoredPdf,
  bombPdf,
  layeredPdf,
  reachingHtml,
  reachingPdf,
  reachingSvg,
  scriptPdf,
} from './evidence/documents.ts'
import { drawnWebm, drawnWebp, toneM4a, toneOgg, toneWeba } from './evidence/drawn.ts'
import { appleMp4, endlessMp4, lociMp4, placedMp4, toneWav } from './evidence/media.ts'
import {
  bombPng,
  cameraHeic,
  cameraWebp,
  gif,
  jpegWith,
  phoneJpeg,
  plainJpeg,
  png,
  pngWith,
  screenshotPng,
} from './evidence/pictures.ts'
import { circularTiff, crowdedTiff } from './evidence/tiff.ts'

/** A file as a witness may send it. `name` is what the device calls it, `shownAs` what a desk may make of it. */
export interface EvidenceFile {
  name: string
  bytes: Uint8Array
  what: string
  shownAs: ShownAs
}

/** The test text of virus scanners, in two halves so that no scanner takes this file away. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** Honest files: what people send. */
function honest(): EvidenceFile[] {
  const docx = trackedDocx('http://localhost:9')
  return [
    { what: 'photo of a phone', name: 'IMG_20240517_140322.jpg', bytes: phoneJpeg(), shownAs: 'image' },
    { what: 'the same photo, which says nothing', name: 'photo.jpg', bytes: plainJpeg(), shownAs: 'image' },
    { what: 'screenshot with texts', name: 'Screenshot.png', bytes: screenshotPng(), shownAs: 'image' },
    { what: 'plain png', name: 'plain.png', bytes: png([]), shownAs: 'image' },
    { what: 'webp with place', name: 'photo.webp', bytes: cameraWebp(), shownAs: 'image' },
    { what: 'plain webp', name: 'plain.webp', bytes: join(drawnWebp), shownAs: 'image' },
    { what: 'gif', name: 'one.gif', bytes: gif(), shownAs: 'image' },
    { what: 'heic with place', name: 'IMG_0042.HEIC', bytes: cameraHeic(), shownAs: 'other' },
    { what: 'video of an Android phone', name: 'VID_20240517.mp4', bytes: placedMp4(), shownAs: 'video' },
    { what: 'video of an iPhone', name: 'IMG_0043.MOV', bytes: appleMp4(), shownAs: 'video' },
    { what: 'video with the place of 3GPP', name: 'video.3gp', bytes: lociMp4(), shownAs: 'video' },
    { what: 'webm video', name: 'video.webm', bytes: join(drawnWebm), shownAs: 'video' },
    { what: 'tone as wav', name: 'tone.wav', bytes: toneWav(2, 'Oksana Example'), shownAs: 'audio' },
    { what: 'tone as webm', name: 'voice.webm', bytes: join(toneWeba), shownAs: 'audio' },
    { what: 'tone as ogg', name: 'voice.ogg', bytes: join(toneOgg), shownAs: 'audio' },
    { what: 'tone as m4a', name: 'voice.m4a', bytes: join(toneM4a), shownAs: 'audio' },
    { what: 'paper with an author', name: 'draft.pdf', bytes: authoredPdf(), shownAs: 'pdf' },
    { what: 'paper with a hidden layer', name: 'scan.pdf', bytes: layeredPdf(), shownAs: 'pdf' },
    { what: 'list of names', name: 'список.txt', bytes: utf8('Перший\nДругий\n'), shownAs: 'text' },
    { what: 'docx with tracked changes', name: 'statement.docx', bytes: docx, shownAs: 'other' },
  ]
}

/** Files that try to get out: into the network of `canary`, or out of their frame. */
function reaching(canary: string): EvidenceFile[] {
  const formula = `=HYPERLINK("${canary}/csv-link","x"),+1,@SUM(1)\n`
  const script = `/*';*/fetch('${canary}/gif-script')//`
  const page = reachingHtml(canary)
  const xml = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "${canary}/xml-entity">]><a>&b;</a>`
  const playlist = `#EXTM3U\n#EXTINF:1,\n${canary}/playlist.ts\n`
  return [
    { what: 'paper with JavaScript', name: 'script.pdf', bytes: scriptPdf(canary), shownAs: 'pdf' },
    { what: 'paper that reaches outside', name: 'links.pdf', bytes: reachingPdf(canary), shownAs: 'pdf' },
    { what: 'page with scripts', name: 'page.html', bytes: page, shownAs: 'text' },
    { what: 'drawing with scripts', name: 'drawing.svg', bytes: reachingSvg(canary), shownAs: 'text' },
    { what: 'table with formulas', name: 'table.csv', bytes: utf8(formula), shownAs: 'text' },
    { what: 'xml with an outside entity', name: 'a.xml', bytes: utf8(xml), shownAs: 'text' },
    { what: 'playlist', name: 'a.m3u8', bytes: utf8(playlist), shownAs: 'text' },
    { what: 'rtf', name: 'a.rtf', bytes: utf8(`{\\rtf1{\\*\\template ${canary}/rtf}x}`), shownAs: 'text' },
    { what: 'script', name: 'a.js', bytes: utf8(`fetch('${canary}/js')`), shownAs: 'text' },
    { what: 'docx with an outside template', name: 'a.docx', bytes: trackedDocx(canary), shownAs: 'other' },
    { what: 'gif that is a script', name: 'pixel.gif', bytes: gif(script), shownAs: 'image' },
    { what: 'jpeg that is a page', name: 'photo.jpg.html', bytes: join(plainJpeg(), page), shownAs: 'image' },
    { what: 'pdf that is a zip', name: 'both.pdf', bytes: join(authoredPdf(), small()), shownAs: 'pdf' },
    { what: 'page called a photo', name: 'wrong.jpg', bytes: page, shownAs: 'text' },
  ]
}

const small = () => zip([{ name: '../../above.txt', bytes: utf8('out of the folder') }])

/** Files that try to break what reads them. */
function breaking(): EvidenceFile[] {
  const locked = zip([{ name: 'locked.txt', bytes: utf8('as under a password'), locked: true }])
  const whole = phoneJpeg()
  return [
    { what: '0 bytes', name: 'empty.jpg', bytes: new Uint8Array(0), shownAs: 'other' },
    { what: 'zip bomb', name: 'bomb.zip', bytes: zipBomb(), shownAs: 'other' },
    { what: 'zip with a password', name: 'locked.zip', bytes: locked, shownAs: 'other' },
    { what: 'zip that leaves its folder', name: 'above.zip', bytes: small(), shownAs: 'other' },
    { what: 'EICAR', name: 'eicar.com', bytes: utf8(EICAR), shownAs: 'text' },
    { what: 'program', name: 'setup.exe', bytes: join('MZ', new Uint8Array(510)), shownAs: 'other' },
    { what: 'photo called a text', name: 'wrong.txt', bytes: plainJpeg(), shownAs: 'image' },
    { what: 'photo that was cut', name: 'cut.jpg', bytes: whole.slice(0, 900), shownAs: 'image' },
    { what: 'jpeg with 5,000 tags', name: 'tags.jpg', bytes: jpegWith(crowdedTiff(5_000)), shownAs: 'image' },
    { what: 'png with 10,000 tags', name: 'tags.png', bytes: pngWith(crowdedTiff(10_000)), shownAs: 'image' },
    { what: 'tags in a circle', name: 'circle.jpg', bytes: jpegWith(circularTiff()), shownAs: 'image' },
    { what: 'png with a bomb of texts', name: 'texts.png', bytes: bombPng(32 << 20), shownAs: 'image' },
    { what: 'pdf with a bomb of streams', name: 'streams.pdf', bytes: bombPdf(32 << 20), shownAs: 'pdf' },
    { what: 'atom of 4 GiB', name: 'endless.mp4', bytes: endlessMp4(), shownAs: 'video' },
    { what: 'control characters', name: 'beep.txt', bytes: utf8('a\x07\x1b[2Jb\0c'), shownAs: 'other' },
  ]
}

/** Names that try to be something else. */
const NAMES: readonly (readonly [string, string])[] = [
  ['name with a path', '../../../etc/passwd'],
  ['name with a path of Windows', 'C:\\Users\\Oksana\\Desktop\\photo.jpg'],
  ['name that reads backwards', 'photo\u202egpj.exe'],
  ['name with NUL', 'photo.jpg\0.exe'],
  ['name with control characters', 'a\r\nSet-Cookie: x\x1b[2J.txt'],
  ['name with markup', '<img src=x onerror=alert(1)>.txt'],
  ['name of a person', 'Довідка Шевчук Марія Іванівна 1971.txt'],
  ['name in parts', 'и\u0306 e\u0301 \u02bc \u2019.txt'],
  ['name of half a character', 'half \ud83d.txt'],
  ['name of a device', 'CON'],
  ['name of dots', '..'],
  ['name without end', `${'довга-назва-'.repeat(40)}.txt`],
  ['no name', ''],
]

/** Every fixture. What reaches outside asks the origin `canary`, which a test watches. Made anew by every call. */
export function evidenceFiles(canary: string): EvidenceFile[] {
  const named = NAMES.map(([what, name]): EvidenceFile => ({ what, name, bytes: utf8(`${what}\n`), shownAs: 'text' }))
  return [...honest(), ...reaching(canary), ...breaking(), ...named]
}
