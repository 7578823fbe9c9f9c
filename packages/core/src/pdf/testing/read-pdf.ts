import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { countGlyphs, type PageGlyphs } from './page-glyphs.ts'

/** What tests ask of a PDF. */
export interface PdfFacts {
  readonly pages: number
  readonly pageSize: { readonly width: number; readonly height: number }
  readonly title: string | undefined
  readonly created: string | undefined
  readonly language: string | undefined
  readonly marked: boolean
  readonly displaysTitle: boolean
  readonly metadata: string
  readonly outline: readonly string[]
  readonly attachments: readonly { readonly name: string; readonly relationship: string; readonly text: string }[]
  /** How often each structure element occurs. */
  readonly tags: ReadonlyMap<string, number>
  /** Types of the headings, in reading order. */
  readonly headings: readonly string[]
  /** Alternative texts, in reading order. */
  readonly alternatives: readonly string[]
  readonly glyphs: PageGlyphs
}

/** Reads a PDF's structure back, with a reader that had no part in its layout. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFacts> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const { catalog } = document
  const elements = structureElements(dictionary(catalog, 'StructTreeRoot'))
  const types = elements.map((element) => nameOf(element, 'S'))
  const tags = new Map<string, number>()
  for (const type of types) tags.set(type, (tags.get(type) ?? 0) + 1)
  const preferences = dictionary(catalog, 'ViewerPreferences')
  return {
    pages: document.getPageCount(),
    pageSize: document.getPage(0).getSize(),
    title: document.getTitle(),
    created: document.getCreationDate()?.toISOString(),
    language: textOf(catalog.lookup(PDFName.of('Lang'))),
    marked: dictionary(catalog, 'MarkInfo')?.lookup(PDFName.of('Marked')) === PDFBool.True,
    displaysTitle: preferences?.lookup(PDFName.of('DisplayDocTitle')) === PDFBool.True,
    metadata: streamText(catalog.lookup(PDFName.of('Metadata'))),
    outline: outlineTitles(dictionary(catalog, 'Outlines')),
    attachments: attachmentsOf(catalog),
    tags,
    headings: types.filter((type) => /^H\d$/u.test(type)),
    alternatives: elements.flatMap((element) => textOf(element.lookup(PDFName.of('Alt'))) ?? []),
    glyphs: countGlyphs(document),
  }
}

function dictionary(parent: PDFDict, key: string): PDFDict | undefined {
  return parent.lookupMaybe(PDFName.of(key), PDFDict)
}

function nameOf(parent: PDFDict, key: string): string {
  return parent.lookupMaybe(PDFName.of(key), PDFName)?.decodeText() ?? ''
}

function textOf(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined
}

function streamText(value: PDFObject | undefined): string {
  if (!(value instanceof PDFRawStream)) return ''
  return Buffer.from(decodePDFRawStream(value).decode()).toString('utf8')
}

function structureElements(root: PDFDict | undefined): readonly PDFDict[] {
  const found: PDFDict[] = []
  const visit = (element: PDFDict): void => {
    if (element.has(PDFName.of('S'))) found.push(element)
    const kids = element.lookup(PDFName.of('K'))
    const list =
      kids instanceof PDFArray ? Array.from({ length: kids.size() }, (_, index) => kids.lookup(index)) : [kids]
    for (const kid of list) if (kid instanceof PDFDict && !kid.has(PDFName.of('MCID'))) visit(kid)
  }
  if (root !== undefined) visit(root)
  return found
}

function outlineTitles(parent: PDFDict | undefined): readonly string[] {
  const titles: string[] = []
  let entry = parent === undefined ? undefined : dictionary(parent, 'First')
  while (entry !== undefined) {
    titles.push(textOf(entry.lookup(PDFName.of('Title'))) ?? '', ...outlineTitles(entry))
    entry = dictionary(entry, 'Next')
  }
  return titles
}

function attachmentsOf(catalog: PDFDict): PdfFacts['attachments'] {
  const files = catalog.lookupMaybe(PDFName.of('AF'), PDFArray)
  return Array.from({ length: files?.size() ?? 0 }, (_, index) => {
    const file = files?.lookup(index, PDFDict)
    const name = textOf(file?.lookup(PDFName.of('UF'))) ?? ''
    const embedded = file === undefined ? undefined : dictionary(file, 'EF')?.lookup(PDFName.of('F'))
    return { name, relationship: file === undefined ? '' : nameOf(file, 'AFRelationship'), text: streamText(embedded) }
  })
}
