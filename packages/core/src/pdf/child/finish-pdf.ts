import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFBool, PDFRef, ParseSpeeds } from '@cantoo/pdf-lib'

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
/** The library's time grows with the square of the objects packed; a report of 25 questions has some 3,000. */
const mostPackedObjects = 40_000
const schemaBag = '<pdfaExtension:schemas><rdf:Bag>'

/**
 * What the compiler cannot do itself, since it takes one standard: the file is made to PDF/A-3a, and differs from
 * PDF/UA-1 (ISO 14289-1) in two points only, which are added here. Object streams make it a third of the size.
 */
export async function finishPdf(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
  const { catalog, context } = document
  const metadataRef = catalog.get(PDFName.of('Metadata'))
  const metadata = catalog.lookup(PDFName.of('Metadata'))
  if (metadataRef instanceof PDFRef && metadata instanceof PDFRawStream) {
    const packet = Buffer.from(metadata.getContents()).toString('utf8')
    const identified = packet.replace(schemaBag, schemaBag + schemaDescription).replace(rdfEnd, identification + rdfEnd)
    const dictionary = { Type: 'Metadata', Subtype: 'XML' }
    context.assign(metadataRef, context.stream(Buffer.from(identified), dictionary))
  }
  // Absent means false (ISO 32000-1, table 321); poppler calls the false that is written there an error.
  catalog.lookupMaybe(PDFName.of('MarkInfo'), PDFDict)?.delete(PDFName.of('Suspects'))
  const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({})
  preferences.set(PDFName.of('DisplayDocTitle'), PDFBool.True)
  catalog.set(PDFName.of('ViewerPreferences'), preferences)
  // The compiler says so of pages with links only.
  for (const page of document.getPages()) page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
  const useObjectStreams = context.enumerateIndirectObjects().length <= mostPackedObjects
  // This process has nothing else to do meanwhile, so the library need not pause for others.
  const objectsPerTick = Number.POSITIVE_INFINITY
  return document.save({ useObjectStreams, addDefaultPage: false, updateFieldAppearances: false, objectsPerTick })
}
