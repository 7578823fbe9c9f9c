import { ParseSpeeds, PDFDocument, PDFRawStream } from '@cantoo/pdf-lib'

/** Why a PDF cannot be relied on to be readable, in words. */
export class UnreadablePdf extends Error {
  override readonly name = 'UnreadablePdf'
}

const tailLength = 64

/**
 * Reads all objects of a PDF, from its first byte to its last.
 *
 * @throws UnreadablePdf
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  if (!leadsToObjects(bytes)) throw new UnreadablePdf('its directory is not where its end says')
  const document = await loadPdf(bytes)
  if (document.isEncrypted) throw new UnreadablePdf('it is encrypted')
  if (countPages(document) === 0) throw new UnreadablePdf('it has no pages')
  return document
}

async function loadPdf(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      ignoreEncryption: true,
      parseSpeed: ParseSpeeds.Fastest,
    })
  } catch (error) {
    throw new UnreadablePdf('it is not built as a PDF is', { cause: error })
  }
}

function countPages(document: PDFDocument): number {
  try {
    return document.getPageCount()
  } catch (error) {
    throw new UnreadablePdf('its pages cannot be found', { cause: error })
  }
}

/** Whether the number behind `startxref` (ISO 32000-1, 7.5.5) leads to a cross-reference table or stream. */
function leadsToObjects(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tail = text.toString('latin1', Math.max(0, text.length - tailLength))
  const offset = Number(/startxref\s+(\d{1,12})\s+%%EOF\s*$/u.exec(tail)?.[1] ?? Number.NaN)
  return (
    offset < text.length &&
    /^\s*(?:xref\b|\d+\s+\d+\s+obj\b)/u.test(text.toString('latin1', offset, offset + tailLength))
  )
}

/** Every stream of the PDF as it lies in the file. */
export function* allStreams({ context }: PDFDocument): Generator<PDFRawStream> {
  for (const [, object] of context.enumerateIndirectObjects()) if (object instanceof PDFRawStream) yield object
}
