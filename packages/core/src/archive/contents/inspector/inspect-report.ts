import type { PDFDocument } from '@cantoo/pdf-lib'
import { damage, notice, type ContentFinding, type Inspection } from '../inspection.ts'
import { allStreams, openPdf, UnreadablePdf } from './open-pdf.ts'
import { findActions } from './pdf-actions.ts'
import { compareSource } from './pdf-source.ts'
import { checkStandards } from './pdf-standards.ts'
import { canBeUnpacked } from './unpack-stream.ts'

/** Reads a report as a whole: its objects, what it claims, what it would do, and the data that it carries. */
export async function inspectReport(bytes: Uint8Array, recordJson: string): Promise<Inspection> {
  try {
    const document = await openPdf(bytes)
    for (const stream of allStreams(document)) {
      if (!canBeUnpacked(stream)) throw new UnreadablePdf('a part of it cannot be unpacked')
    }
    const { compared, findings } = compareSource(document, recordJson)
    return { recordCompared: compared, findings: [...structureFindings(document), ...findings] }
  } catch (error) {
    if (!(error instanceof UnreadablePdf)) throw error
    return {
      recordCompared: false,
      findings: [damage('report_unreadable', `The PDF cannot be read: ${error.message}.`)],
    }
  }
}

function structureFindings(document: PDFDocument): readonly ContentFinding[] {
  const { broken, lacking } = checkStandards(document)
  return [
    ...findActions(document).map((what) => damage('report_nonconforming', `The report is not still: ${what}.`)),
    ...broken.map((what) => damage('report_nonconforming', `The report is not what it claims to be: ${what}.`)),
    ...lacking.map((what) => notice('report_nonconforming', `The report lacks something: ${what}.`)),
  ]
}
