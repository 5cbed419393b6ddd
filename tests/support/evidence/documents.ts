import { deflateSync } from 'node:zlib'
import { join, utf8 } from './bytes.ts'

/** A PDF of these objects, numbered from 1; the first is the catalog, `info` is the number of the document's particulars. */
export function pdf(objects: readonly (string | Uint8Array)[], info?: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [join('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')]
  const offsets: number[] = []
  let at = parts[0]!.length
  objects.forEach((object, index) => {
    const part = join(`${index + 1} 0 obj\n`, object, '\nendobj\n')
    offsets.push(at)
    parts.push(part)
    at += part.length
  })
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const particulars = info === undefined ? '' : `/Info ${info} 0 R `
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${particulars}>>\nstartxref\n${at}\n%%EOF\n`
  return join(...parts, end)
}

const stream = (head: string, data: Uint8Array | string): Uint8Array => {
  const bytes = typeof data === 'string' ? utf8(data) : data
  return join(`<< ${head} /Length ${bytes.length} >>\nstream\n`, bytes, '\nendstream')
}

const page = (extra = '') =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X1 7 0 R >> >> ${extra}>>`
const text = stream('', 'BT /F1 18 Tf 20 150 Td (A paper of a fixture) Tj ET')
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
const particulars =
  "<< /Author (Oksana Example) /Producer (Fixture Producer 2.1) /Creator (Fixture Writer) /CreationDate (D:20240517140322+03'00') /ModDate (D:20240518090000Z) /Title (A draft) >>"
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const picture = stream(
  '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
  '\0',
)

/** A paper that names its author in its particulars and in XMP. */
export function authoredPdf(): Uint8Array<ArrayBuffer> {
  const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Second Author</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  const catalog = '<< /Type /Catalog /Pages 2 0 R /Metadata 8 0 R >>'
  return pdf(
    [catalog, PAGES, page(), text, font, particulars, picture, stream('/Type /Metadata /Subtype /XML', xmp)],
    6,
  )
}

/** A paper with a layer of text that is drawn invisibly, as scanners and editors leave it. */
export function layeredPdf(): Uint8Array<ArrayBuffer> {
  const seen = 'BT /F1 18 Tf 20 150 Td (A paper of a fixture) Tj ET'
  const layers = stream('', `${seen} BT 3 Tr /F1 12 Tf 20 100 Td (Oksana Example, invisible) Tj ET`)
  return pdf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, page(), layers, font, particulars, picture], 6)
}

/** A paper that runs JavaScript when it is opened, printed and turned. */
export function scriptPdf(canary: string): Uint8Array<ArrayBuffer> {
  const script = `app.launchURL('${canary}/pdf-launch', true); this.submitForm('${canary}/pdf-submit'); app.alert('script of a pdf')`
  const action = `<< /S /JavaScript /JS (${script.replace(/[()\\]/g, '\\$&')}) >>`
  const catalog = `<< /Type /Catalog /Pages 2 0 R /OpenAction ${action} /AA << /WP ${action} >> /Names << /JavaScript << /Names [(a) ${action}] >> >> >>`
  return pdf([catalog, PAGES, page(`/AA << /O ${action} >> `), text, font, particulars, picture], 6)
}

/** A paper that reaches outside: links, a remote page, a program, a form, pictures and fonts elsewhere. */
export function reachingPdf(canary: string): Uint8Array<ArrayBuffer> {
  const uri = (name: string) => `<< /S /URI /URI (${canary}/${name}) >>`
  const link = (action: string) =>
    `<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /Border [0 0 1] /A ${action} /AA << /PO ${uri('pdf-page-open')} >> >>`
  const outside = (name: string) => `<< /FS /URL /F (${canary}/${name}) >>`
  const annotations = [
    link(uri('pdf-link')),
    link(`<< /S /GoToR /F ${outside('pdf-remote')} /D [0 /Fit] >>`),
    link(`<< /S /Launch /F (/usr/bin/xdg-open) >>`),
    link(`<< /S /SubmitForm /F ${outside('pdf-form')} >>`),
    link(`<< /S /ImportData /F ${outside('pdf-import')} >>`),
  ]
  const far = stream(
    `/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /F ${outside('pdf-image')}`,
    '',
  )
  const own = `<< /Type /Font /Subtype /TrueType /BaseFont /Far /FirstChar 32 /LastChar 32 /Widths [500] /FontDescriptor << /Type /FontDescriptor /FontName /Far /Flags 32 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1 /FontFile2 8 0 R >> >>`
  const catalog = `<< /Type /Catalog /Pages 2 0 R /OpenAction ${uri('pdf-open')} /URI << /Base (${canary}/) >> >>`
  const drawn = stream('', 'q 100 0 0 100 0 0 cm /X1 Do Q BT /F1 18 Tf 20 150 Td (Reaching) Tj ET')
  return pdf(
    [
      catalog,
      PAGES,
      page(`/Annots [${annotations.join(' ')}] `),
      drawn,
      own,
      particulars,
      far,
      stream('/Length1 4', 'font'),
    ],
    6,
  )
}

/** A paper whose page and XMP grow to `size` bytes. */
export function bombPdf(size: number): Uint8Array<ArrayBuffer> {
  const bomb = deflateSync(Buffer.alloc(size, 0x20), { level: 9 })
  const catalog = '<< /Type /Catalog /Pages 2 0 R /Metadata 8 0 R >>'
  const metadata = stream('/Type /Metadata /Subtype /XML /Filter /FlateDecode', bomb)
  return pdf([catalog, PAGES, page(), stream('/Filter /FlateDecode', bomb), font, particulars, picture, metadata], 6)
}

/** A page that tries every way out that a page has. */
export function reachingHtml(canary: string): Uint8Array {
  return utf8(`<!doctype html>
<meta http-equiv="refresh" content="1;url=${canary}/html-refresh">
<base href="${canary}/html-base/">
<link rel="stylesheet" href="${canary}/html-style"><link rel="preconnect" href="${canary}"><link rel="prefetch" href="${canary}/html-prefetch">
<link rel="icon" href="${canary}/html-icon"><link rel="dns-prefetch" href="${canary}">
<style>@import url('${canary}/html-import'); @font-face { font-family: far; src: url('${canary}/html-font') } body { background: url('${canary}/html-background'); font-family: far }</style>
<body onload="fetch('${canary}/html-onload')">
<img src="${canary}/html-img" onerror="fetch('${canary}/html-onerror')"><img srcset="${canary}/html-srcset 1x"><video src="${canary}/html-video" poster="${canary}/html-poster"></video>
<audio src="${canary}/html-audio" autoplay></audio><iframe src="${canary}/html-frame"></iframe><object data="${canary}/html-object"></object><embed src="${canary}/html-embed">
<form id="f" method="post" action="${canary}/html-form"><input name="a" value="b"></form>
<script src="${canary}/html-script"></script>
<script>
  fetch('${canary}/html-fetch', { mode: 'no-cors' })
  navigator.sendBeacon('${canary}/html-beacon', 'x')
  new Image().src = '${canary}/html-image'
  try { new WebSocket('${canary}/html-socket'.replace('http', 'ws')) } catch {}
  try { new EventSource('${canary}/html-events') } catch {}
  try { new Worker('data:text/javascript,fetch("${canary}/html-worker")') } catch {}
  try { window.open('${canary}/html-window') } catch {}
  try { top.location = '${canary}/html-top' } catch {}
  try { parent.document.title = 'reached' } catch {}
  try { localStorage.setItem('reached', '1') } catch {}
  try { new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + new URL('${canary}').host }] }).createDataChannel('x') } catch {}
  document.getElementById('f').submit()
</script>
<p>A page of a fixture</p>`)
}

/** A drawing with scripts and loads from elsewhere. */
export function reachingSvg(canary: string): Uint8Array {
  return utf8(`<?xml version="1.0"?>
<?xml-stylesheet href="${canary}/svg-sheet" type="text/css"?>
<!DOCTYPE svg [<!ENTITY far SYSTEM "${canary}/svg-entity">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="48" height="32" onload="fetch('${canary}/svg-onload')">
<style>@import url('${canary}/svg-import'); rect { fill: url('${canary}/svg-fill#a') }</style>
<script>fetch('${canary}/svg-script')</script><script href="${canary}/svg-far-script"/>
<image href="${canary}/svg-image" width="10" height="10"/><use href="${canary}/svg-use#a"/>
<foreignObject width="48" height="32"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${canary}/svg-frame"></iframe></foreignObject>
<a href="${canary}/svg-link"><rect width="48" height="32"/></a><text>&far;</text></svg>`)
}
