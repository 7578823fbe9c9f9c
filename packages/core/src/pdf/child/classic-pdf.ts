import { PDFContext, PDFDict, PDFObjectParser, PDFRef, type PDFObject } from '@cantoo/pdf-lib'

/** An object of a file as it is written there, from after `obj` to before `endobj`. */
export interface WrittenObject {
  readonly reference: PDFRef
  readonly body: Uint8Array
}

/** A file that a PDF writer has just made: classic cross-reference table, one revision, nothing packed. */
export interface ClassicPdf {
  /** The version, and the comment that says that the file is binary. */
  readonly header: Uint8Array
  readonly trailer: PDFDict
  readonly objects: ReadonlyMap<PDFRef, WrittenObject>
}

/** The file is not of the plain kind that this can read. */
export class NotClassicPdf extends Error {
  override readonly name = 'NotClassicPdf'
}

/**
 * Finds the objects of a PDF by its cross-reference table (ISO 32000-1, 7.5.4), without looking into them: there are
 * thousands, of which few are of interest.
 *
 * @throws NotClassicPdf if the file was made by other means, such as with a cross-reference stream or in revisions
 */
export function readClassicPdf(pdf: Uint8Array): ClassicPdf {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const table = readTable(file)
  const places = table.rows.toSorted((one, other) => one.offset - other.offset)
  const objects = new Map<PDFRef, WrittenObject>()
  for (const [index, { offset, number }] of places.entries()) {
    const next = places[index + 1]?.offset ?? table.offset
    const reference = PDFRef.of(number)
    objects.set(reference, { reference, body: bodyOf(file.subarray(offset, next), number) })
  }
  return { header: file.subarray(0, places[0]?.offset ?? 0), trailer: table.trailer, objects }
}

/** Reads one object's values. What lies in other objects is left as references. */
export function parseObject(body: Uint8Array): PDFObject {
  return PDFObjectParser.forBytes(body, PDFContext.create()).parseObject()
}

interface Table {
  readonly offset: number
  readonly rows: readonly { readonly offset: number; readonly number: number }[]
  readonly trailer: PDFDict
}

const rowLength = 20

function readTable(file: Buffer): Table {
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1', Math.max(0, file.length - 64)))
  const offset = Number(start?.[1])
  const head = /^xref\s+0 (\d+)\s*?\n/.exec(file.toString('latin1', offset, offset + 32))
  if (!start || !head) throw new NotClassicPdf('it has no cross-reference table at its end')
  const first = offset + head[0].length
  const count = Number(head[1])
  const rows: { offset: number; number: number }[] = []
  for (let number = 0; number < count; number++) {
    const row = file.toString('latin1', first + number * rowLength, first + (number + 1) * rowLength)
    const used = /^(\d{10}) 00000 n/.exec(row)
    if (used) rows.push({ offset: Number(used[1]), number })
    else if (!/^\d{10} \d{5} f/.test(row)) throw new NotClassicPdf(`row ${number} of its table is not to be read`)
  }
  const trailerAt = file.indexOf('trailer', first + count * rowLength)
  const trailer = trailerAt < 0 ? undefined : parseObject(file.subarray(trailerAt + 'trailer'.length, -start[0].length))
  if (!(trailer instanceof PDFDict)) throw new NotClassicPdf('it has no trailer')
  return { offset, rows, trailer }
}

function bodyOf(written: Buffer, number: number): Uint8Array {
  const opening = Buffer.from(`${number} 0 obj`)
  const end = written.lastIndexOf('endobj')
  if (end < 0 || !written.subarray(0, opening.length).equals(opening)) {
    throw new NotClassicPdf(`object ${number} is not where its table says`)
  }
  let from = opening.length
  let to = end
  while (isSpace(written[from])) from++
  while (to > from && isSpace(written[to - 1])) to--
  return written.subarray(from, to)
}

/** Space, line feed, carriage return, tab. */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
