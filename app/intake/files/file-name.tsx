import { oneLine } from '#app/testimony/visible-text.ts'

/** The name of a file in one line: nothing in it turns, hides or breaks what stands around it. */
export function FileName({ name }: { name: string }) {
  return (
    <bdi className="file-name" translate="no">
      {oneLine(name, 100)}
    </bdi>
  )
}
