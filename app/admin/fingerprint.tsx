import { fingerprintGroups } from '#app/trust/fingerprint.ts'
import './ceremony.css'

/** A fingerprint as people compare it: eight groups in two rows. */
export function Fingerprint({ digits, label }: { digits: string; label: string }) {
  return (
    <dl className="ad-fingerprint">
      <dt>{label}</dt>
      <dd>
        {fingerprintGroups(digits).map((group, i) => (
          <span key={i}>{group} </span>
        ))}
      </dd>
    </dl>
  )
}
