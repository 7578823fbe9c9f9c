import { PDFArray, PDFName, type PDFRawStream } from '@cantoo/pdf-lib'
import { inflateSync } from 'node:zlib'

const mostUnpackedBytes = 512 * 1024 * 1024
const deflate = PDFName.of('FlateDecode')

/** The names of the filters that a stream is packed with, the outermost first. */
export function filtersOf({ dict }: PDFRawStream): readonly string[] {
  const filter = dict.lookup(PDFName.of('Filter'))
  if (filter instanceof PDFName) return [filter.decodeText()]
  if (!(filter instanceof PDFArray)) return []
  return Array.from({ length: filter.size() }, (_, index) => filter.lookup(index, PDFName).decodeText())
}

/**
 * The bytes of a stream that is not packed, or by deflate alone; null for another packing, such as a picture's.
 *
 * @throws an error of zlib for bytes that cannot be unpacked, or unpack to more than 512 MiB.
 */
export function unpackStream(stream: PDFRawStream): Uint8Array | null {
  const filters = filtersOf(stream)
  const bytes = stream.getContents()
  if (filters.length === 0) return bytes
  if (filters.length > 1 || filters[0] !== deflate.decodeText() || stream.dict.has(PDFName.of('DecodeParms')))
    return null
  return inflateSync(bytes, { maxOutputLength: mostUnpackedBytes })
}

/** Whether a stream that is packed by deflate can be unpacked to its end. */
export function canBeUnpacked(stream: PDFRawStream): boolean {
  if (filtersOf(stream)[0] !== deflate.decodeText()) return true
  try {
    inflateSync(stream.getContents(), { maxOutputLength: mostUnpackedBytes })
    return true
  } catch {
    return false
  }
}
