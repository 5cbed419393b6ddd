/** What a browser finds in a file by itself, the witness's before sending and the reviewer's after opening. Nothing of it is sent. */

/** How a file may be shown: by what its bytes are, never by its name. `other`: not at all. */
export type ShownAs = 'image' | 'audio' | 'video' | 'pdf' | 'text' | 'other'

/** `type`: media type by content, `application/octet-stream` when it is not known. */
export interface FileKind {
  type: string
  shownAs: ShownAs
}

/** What a file says of place, time, device and people. `when` as it stands there, without a zone where it has none. */
export interface HiddenData {
  place: { latitude: number; longitude: number } | null
  when: string | null
  device: string | null
  author: string | null
  software: string | null
  /** Further entries, cut; `left` is how many were cut off. */
  more: readonly { name: string; value: string }[]
  left: number
}

/** `hidden`: null where nobody could look. `removable`: hidden data can be taken off without touching picture or sound. */
export interface Inspection {
  kind: FileKind
  hidden: HiddenData | null
  removable: boolean
}
