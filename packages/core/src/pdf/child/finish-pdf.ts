import { PDFArray, PDFBool, PDFDict, PDFName, PDFRawStream, PDFRef, type PDFObject } from '@cantoo/pdf-lib'
import { NotClassicPdf, parseObject, readClassicPdf, type WrittenObject } from './classic-pdf.ts'
import { writePackedPdf } from './write-packed-pdf.ts'

const rdfEnd = '</rdf:RDF>'
const identification =
  '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
/** PDF/A allows a schema of another standard only with its description (ISO 19005-3, 6.6.2.3). */
const schemaDescription =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '<pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>'
const schemaBag = '<pdfaExtension:schemas><rdf:Bag>'

/** A file as readers get it. */
export interface FinishedPdf {
  readonly pdf: Uint8Array
  readonly pages: number
}

/**
 * What the compiler cannot do itself, since it takes one standard: the file is made to PDF/A-3a, and differs from
 * PDF/UA-1 (ISO 14289-1) in two points only, which are added here. Few objects are changed, so only those are read;
 * all are packed.
 *
 * @throws NotClassicPdf if the compiler writes other files than it did
 */
export function finishPdf(pdf: Uint8Array): FinishedPdf {
  const { header, trailer, objects: made } = readClassicPdf(pdf)
  const objects = new Map(made)
  let pages = 0
  const change = (value: PDFObject | undefined, edit: (dictionary: PDFDict) => void): void => {
    const [reference, dictionary] = find(objects, value)
    edit(dictionary)
    objects.set(reference, { reference, body: written(dictionary) })
  }
  change(trailer.get(PDFName.of('Root')), (catalog) => {
    const metadata = catalog.get(PDFName.of('Metadata'))
    if (metadata instanceof PDFRef) objects.set(metadata, identify(objects, metadata))
    // Absent means false (ISO 32000-1, table 321); poppler calls the false that is written there an error.
    catalog.lookupMaybe(PDFName.of('MarkInfo'), PDFDict)?.delete(PDFName.of('Suspects'))
    const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? catalog.context.obj({})
    preferences.set(PDFName.of('DisplayDocTitle'), PDFBool.True)
    catalog.set(PDFName.of('ViewerPreferences'), preferences)
    // The compiler says so of pages with links only.
    for (const page of pagesBelow(objects, catalog.get(PDFName.of('Pages')))) {
      change(page, (dictionary) => dictionary.set(PDFName.of('Tabs'), PDFName.of('S')))
      pages++
    }
  })
  return { pdf: writePackedPdf({ header, trailer, objects: objects.values() }), pages }
}

type Objects = ReadonlyMap<PDFRef, WrittenObject>

function find(objects: Objects, value: PDFObject | undefined): readonly [PDFRef, PDFDict] {
  const object = value instanceof PDFRef ? objects.get(value) : undefined
  const dictionary = object && parseObject(object.body)
  if (!object || !(dictionary instanceof PDFDict)) throw new NotClassicPdf('a dictionary is not where it should be')
  return [object.reference, dictionary]
}

function* pagesBelow(objects: Objects, value: PDFObject | undefined): Generator<PDFRef> {
  const [reference, node] = find(objects, value)
  const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray)
  if (!kids) yield reference
  else for (const kid of kids.asArray()) yield* pagesBelow(objects, kid)
}

/** The metadata, which also say that the file is PDF/UA-1. */
function identify(objects: Objects, reference: PDFRef): WrittenObject {
  const object = objects.get(reference)
  const metadata = object && parseObject(object.body)
  if (!(metadata instanceof PDFRawStream)) throw new NotClassicPdf('its metadata are missing')
  const packet = Buffer.from(metadata.getContents()).toString('utf8')
  const identified = packet.replace(schemaBag, schemaBag + schemaDescription).replace(rdfEnd, identification + rdfEnd)
  const dictionary = { Type: 'Metadata', Subtype: 'XML' }
  return { reference, body: written(metadata.dict.context.stream(Buffer.from(identified), dictionary)) }
}

function written(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}
