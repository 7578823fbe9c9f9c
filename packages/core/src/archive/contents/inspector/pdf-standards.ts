import { type PDFArray, PDFBool, PDFDict, PDFName, PDFRawStream, type PDFDocument } from '@cantoo/pdf-lib'
import { noClaims, readPdfClaims, type PdfClaims } from '../pdf-claims.ts'
import { allDictionaries, arrayAt, dictionaryAt, nameAt, textAt, valuesOf } from './pdf-objects.ts'
import { unpackStream } from './unpack-stream.ts'

/** What a PDF claims, and what of it does not hold. */
export interface StandardsCheck {
  /** Rules that the standards have and the file breaks, one sentence each. */
  readonly broken: readonly string[]
  /** What the standards ask for in most cases, and the file lacks. */
  readonly lacking: readonly string[]
}

/**
 * Holds the structure of a PDF against what its metadata claim. This finds a claim that is plainly wrong; it is no
 * validator of PDF/A (ISO 19005-3) and PDF/UA (ISO 14289-1): veraPDF is.
 */
export function checkStandards(document: PDFDocument): StandardsCheck {
  const { catalog } = document
  const packet = packetOf(catalog)
  const claims = packet === '' ? noClaims : readPdfClaims(packet)
  const broken = [
    ...(claims.pdfA === null ? [] : brokenOfArchival(document)),
    ...(isTagged(claims) ? brokenOfTagging(catalog) : []),
    ...(claims.pdfUa === null ? [] : brokenOfAccessibility(catalog, packet)),
  ]
  const lacking: string[] = []
  if (claims.pdfA !== null && !arrayAt(catalog, 'OutputIntents'))
    lacking.push('it does not say for which colours it was made')
  if (isTagged(claims) && !textAt(catalog, 'Lang')) lacking.push('it does not name its language')
  return { broken, lacking }
}

function packetOf(catalog: PDFDict): string {
  const metadata = catalog.lookup(PDFName.of('Metadata'))
  const bytes = metadata instanceof PDFRawStream ? unpackStream(metadata) : null
  return bytes === null ? '' : Buffer.from(bytes).toString('utf8')
}

/** Level A of PDF/A, and PDF/UA, want tags. */
function isTagged({ pdfA, pdfUa }: PdfClaims): boolean {
  return pdfUa !== null || pdfA?.endsWith('A') === true
}

function brokenOfTagging(catalog: PDFDict): string[] {
  const broken: string[] = []
  if (dictionaryAt(catalog, 'MarkInfo')?.lookup(PDFName.of('Marked')) !== PDFBool.True)
    broken.push('it is not marked as tagged')
  const root = dictionaryAt(catalog, 'StructTreeRoot')
  if (!root?.has(PDFName.of('K'))) broken.push('it has no tags')
  return broken
}

function brokenOfAccessibility(catalog: PDFDict, packet: string): string[] {
  const broken: string[] = []
  const preferences = dictionaryAt(catalog, 'ViewerPreferences')
  if (preferences?.lookup(PDFName.of('DisplayDocTitle')) !== PDFBool.True) broken.push('it does not show its title')
  if (!/<dc:title>/u.test(packet)) broken.push('its metadata have no title')
  return broken
}

function brokenOfArchival({ catalog, context }: PDFDocument): string[] {
  const broken = new Set<string>()
  for (const dictionary of allDictionaries(context)) {
    const type = nameAt(dictionary, 'Type')
    if (type === 'Font' && !hasItsShapes(dictionary)) {
      broken.add(`the typeface ${nameAt(dictionary, 'BaseFont') ?? ''} is not in it`)
    }
    if (dictionary.has(PDFName.of('EF')) && nameAt(dictionary, 'AFRelationship') === undefined) {
      broken.add('a file within it does not say how it belongs to the report')
    }
    if (type === 'EmbeddedFile' && nameAt(dictionary, 'Subtype') === undefined) {
      broken.add('a file within it has no media type')
    }
  }
  const intents = arrayAt(catalog, 'OutputIntents')
  if (intents && !hasProfile(intents)) broken.add('it does not hold the colours that it was made for')
  return [...broken]
}

/** Type 0 fonts have them in their descendants, which are fonts too; Type 3 fonts are drawings of their own. */
function hasItsShapes(font: PDFDict): boolean {
  const subtype = nameAt(font, 'Subtype')
  if (subtype === 'Type3') return true
  if (subtype === 'Type0') return (arrayAt(font, 'DescendantFonts')?.size() ?? 0) > 0
  const descriptor = dictionaryAt(font, 'FontDescriptor')
  return ['FontFile', 'FontFile2', 'FontFile3'].some(
    (key) => descriptor?.lookup(PDFName.of(key)) instanceof PDFRawStream,
  )
}

function hasProfile(intents: PDFArray): boolean {
  return valuesOf(intents).some(
    (intent) =>
      intent instanceof PDFDict &&
      (intent.has(PDFName.of('DestOutputProfile')) || intent.has(PDFName.of('DestOutputProfileRef'))),
  )
}
