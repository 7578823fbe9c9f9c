import { decodePDFRawStream, PDFName, PDFRawStream, type PDFDocument } from '@cantoo/pdf-lib'

/** What the pages draw as text. */
export interface PageGlyphs {
  readonly shown: number
  /** How many of them are glyph 0, `.notdef`: the empty box of a font that lacks the character. */
  readonly missing: number
}

/** A literal string (parentheses in it are balanced, at most once), a hexadecimal string, a name or number, or an operator. */
const token =
  /\((?<literal>(?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*)\)|<(?<hex>[\da-fA-F\s]*)>|\/[^\s/[\]()<>]*|[-+.\d]+|(?<operator>[A-Za-z'"*]+\d?)/gu
const escape = /\\(?:(?<octal>[0-7]{1,3})|(?<line>\r\n?|\n)|(?<character>[\s\S]))/gu
const escapedCharacters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

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
  const shown: string[] = []
  let operands: string[] = []
  for (const { groups } of content.matchAll(token)) {
    if (groups?.['literal'] !== undefined) operands.push(unescape(groups['literal']))
    else if (groups?.['hex'] !== undefined) operands.push(Buffer.from(groups['hex'], 'hex').toString('latin1'))
    else if (groups?.['operator'] !== undefined) {
      if (groups['operator'] === 'Tj' || groups['operator'] === 'TJ') shown.push(...operands)
      operands = []
    }
  }
  return shown
}

/** Takes back the escapes of a literal string (ISO 32000-1, 7.3.4.2). */
function unescape(literal: string): string {
  return literal.replaceAll(escape, (...found) => {
    const { octal, line, character = '' } = found.at(-1) as Record<string, string | undefined>
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    return line === undefined ? (escapedCharacters[character] ?? character) : ''
  })
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
