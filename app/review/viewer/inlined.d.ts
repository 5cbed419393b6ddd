/** What tools/viewer.mjs puts into the document. */
declare module 'inlined:pdf-worker' {
  const code: string
  export default code
}

declare module 'inlined:pdf-files' {
  /** By file name, as the library asks for them. */
  export const fonts: Readonly<Record<string, Uint8Array>>
  export const programs: Readonly<Record<string, Uint8Array>>
}
