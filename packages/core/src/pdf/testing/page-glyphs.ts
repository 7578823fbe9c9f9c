import { decodePDFRawStream, PDFName, PDFRawStream, type PDFDocument } from '@cantoo/pdf-lib'
import { contentOperations } from './content-operations.ts'

/** What the pages draw as text. */
export interface PageGlyphs {
  readonly shown: number
  /** How many of them are glyph 0, `.notdef`: the empty box of a font that lacks the character. */
  readonly missing: number
}

/**
 * Counts the glyphs that the content streams show. Our fonts are all Identity-H with two bytes a glyph, numbered as in
 * the embedded subset (ISO 32000-1, 9.7.4), so the code 0 is `.notdef`.
 */
export function countGlyphs(document: PDFDocument): PageGlyphs {
  const shown = contentStreams(document).flatMap(shownStrings)
  let missing = 0
  for (const text of shown) {
    for (let at = 0; at < text.length; at += 2) if (text.slice(at, at + 2) === '\0\0') missing += 1
  }
  return { shown: shown.reduce((sum, text) => sum + text.length / 2, 0), missing }
}

/** The strings that `Tj` and `TJ` show, as bytes. */
function shownStrings(content: string): readonly string[] {
  return contentOperations(content).flatMap(({ operator, strings }) =>
    operator === 'Tj' || operator === 'TJ' ? strings : [],
  )
}

/** Everything that is drawn: the pages' contents, and the forms that pages draw. */
function contentStreams(document: PDFDocument): readonly string[] {
  const contents = new Set(document.getPages().map((page) => page.node.Contents()))
  return document.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object) => object instanceof PDFRawStream)
    .filter((stream) => contents.has(stream) || stream.dict.get(PDFName.of('Subtype')) === PDFName.of('Form'))
    .map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
}
