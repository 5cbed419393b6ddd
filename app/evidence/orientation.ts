/** EXIF that says nothing but which side is up: a big-endian TIFF with one tag (TIFF 6.0, section 2). `orientation`: 1 to 8. */
export function orientationTiff(orientation: number): Uint8Array {
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
  const tag = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  return Uint8Array.from([header, [0, 1], tag, [0, 0, 0, 0]].flat())
}
