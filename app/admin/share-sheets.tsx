import { useState } from 'react'
import type { Bytes } from '#app/crypto/types.ts'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { formatShare } from '#app/trust/share-text.ts'
import { Button } from '#app/ui/button.tsx'
import './ceremony.css'
import { Fingerprint } from './fingerprint.tsx'
import { Qr } from './qr.tsx'

interface Props {
  organisation: string
  fingerprint: string
  shares: readonly Bytes[]
  threshold: number
  done: () => void
}

/** Recovery shares, one at a time, each on a sheet of its own that can be printed. */
export function ShareSheets({ organisation, fingerprint, shares, threshold, done }: Props) {
  const words = useKeysWords().setUp
  const [at, setAt] = useState(0)
  const share = shares[at]
  if (!share) return null
  const text = formatShare(share)
  const last = at === shares.length - 1
  return (
    <section className="kr-form">
      <h2>{words.shareTitle(at + 1, shares.length)}</h2>
      <p>{words.shareFor}</p>
      <article className="ad-sheet">
        <header>
          <strong>{organisation}</strong>
          <span>
            {words.sheetTitle} {at + 1}/{shares.length}
          </span>
        </header>
        <div className="ad-share">
          <p className="ad-share-text" tabIndex={0} aria-label={words.shareTitle(at + 1, shares.length)}>
            {text.split(' ').map((group, i) => (
              <span key={i}>{group} </span>
            ))}
          </p>
          <Qr text={text.replaceAll(' ', '')} label={words.shareTitle(at + 1, shares.length)} />
        </div>
        <p>{words.sheetText(threshold, shares.length)}</p>
        <Fingerprint digits={fingerprint} label={words.sheetFingerprint} />
      </article>
      <div className="kr-actions">
        <Button onClick={() => print()}>{words.print}</Button>
        <Button kind="primary" onClick={() => (last ? done() : setAt(at + 1))}>
          {last ? words.allShown : words.nextShare(at + 2)}
        </Button>
      </div>
    </section>
  )
}
