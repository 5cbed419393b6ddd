import { useState } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Button } from '#app/ui/button.tsx'
import './ceremony.css'
import { Qr } from './qr.tsx'

/** A link to pass on: as text that can be selected, as a QR code, with a copy button. */
export function LinkCard({ link, label }: { link: string; label: string }) {
  const { common } = useKeysWords()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <figure className="ad-link">
      <Qr text={link} label={common.qr} />
      <figcaption>
        <span className="ad-label">{label}</span>
        <code className="ad-address" tabIndex={0}>
          {link}
        </code>
        <Button onClick={() => void copy()}>{common.copy}</Button>
        <span role="status">{copied ? common.copied : ''}</span>
      </figcaption>
    </figure>
  )
}
