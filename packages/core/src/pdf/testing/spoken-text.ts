import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { readPageTexts } from './page-texts.ts'

/**
 * What a screen reader says: the words in the order of the structure, and alternative texts where they stand. Words that
 * are on a page but in no structure are not among it.
 */
export function readSpokenText(document: PDFDocument): string {
  const texts = readPageTexts(document)
  const pages = new Map(document.getPages().map(({ ref }, index) => [ref.toString(), texts[index]?.marked]))
  const spoken: string[] = []
  const visit = (kid: PDFObject | undefined, page: string): void => {
    if (kid instanceof PDFArray) for (let index = 0; index < kid.size(); index += 1) visit(kid.lookup(index), page)
    if (kid instanceof PDFNumber) spoken.push(pages.get(page)?.get(kid.asNumber()) ?? '')
    if (!(kid instanceof PDFDict)) return
    const ownPage = kid.get(PDFName.of('Pg'))?.toString() ?? page
    const alternative = kid.lookup(PDFName.of('Alt'))
    if (alternative instanceof PDFString || alternative instanceof PDFHexString) spoken.push(alternative.decodeText())
    visit(kid.lookup(PDFName.of('MCID')) ?? kid.lookup(PDFName.of('K')), ownPage)
  }
  visit(document.catalog.lookup(PDFName.of('StructTreeRoot')), '')
  return spoken.join('\n')
}
