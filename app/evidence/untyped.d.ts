/** The half of pdf.js that reads, which has no types of its own. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown
}

/** ExifReader's own modules; `main` is a bundle that Node cannot import by name. */
declare module 'exifreader/src/exif-reader.js' {
  export { errors, load } from 'exifreader'
}
