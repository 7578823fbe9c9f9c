/** Kinds of picture, told by their first bytes. */
export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp' | 'svg' | 'tiff' | 'avif' | 'bmp' | 'unknown'

/** The kind of a picture by its magic number, whatever its name or the source says. */
export function imageTypeOf(bytes: Buffer): ImageType {
  if (bytes.length >= 8 && bytes.readUInt32BE(0) === 0x89504e47) return 'png'
  if (bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg'
  const start = bytes.toString('latin1', 0, 16)
  if (start.startsWith('GIF8')) return 'gif'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp'
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return 'tiff'
  if (start.slice(4, 8) === 'ftyp' && /^(avi[fs]|mif1|msf1|hei[cx])/u.test(start.slice(8))) return 'avif'
  if (start.startsWith('BM')) return 'bmp'
  return /<svg[\s>]/u.test(bytes.toString('utf8', 0, 4096)) ? 'svg' : 'unknown'
}

/** Whether a JPEG ends as it must. Decoders fill a cut one with grey and say nothing. */
export function isCutJpeg(bytes: Buffer): boolean {
  return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < bytes.length - 4096
}
