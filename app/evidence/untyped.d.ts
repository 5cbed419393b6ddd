/** ExifReader's own modules; `main` is a bundle that Node cannot import by name. */
declare module 'exifreader/src/exif-reader.js' {
  export { errors, load } from 'exifreader'
}
