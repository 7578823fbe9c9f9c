import type { ItemContext, JsonValue } from '../driver/archiving-context.ts'
import { renderReportHtml, type ReportAssets, type ReportDocument } from '../documents/index.ts'
import type { ReportSettings } from './report-settings.ts'

/** A report, ready to be set. */
export interface ReportToWrite {
  readonly document: ReportDocument
  readonly assets: ReportAssets
  /** Everything that the report shows, as data; attached to the PDF. */
  readonly record: JsonValue
  /** Name of that attachment: `attempt.json`. */
  readonly sourceName: string
}

/** Sets the report and writes its copies. @returns what the typesetter had to mend, a sentence each */
export async function writeReport(
  { document, assets, record, sourceName }: ReportToWrite,
  { artifacts, typesetter, signal }: ItemContext,
  { paperSize, htmlCopy }: Pick<ReportSettings, 'paperSize' | 'htmlCopy'>,
): Promise<readonly string[]> {
  const json = new TextEncoder().encode(JSON.stringify(record))
  const source = { fileName: sourceName, description: 'The data that this report shows', json }
  const { pdf, notes, formulas } = await typesetter.typeset({ document, assets, paperSize, source }, signal)
  await artifacts.write({
    placement: { kind: 'beside', suffix: '.pdf' },
    role: 'report',
    mediaType: 'application/pdf',
    content: pdf,
  })
  if (htmlCopy) {
    await artifacts.write({
      placement: { kind: 'beside', suffix: '.html' },
      role: 'copy',
      mediaType: 'text/html',
      content: new TextEncoder().encode(renderReportHtml(document, assets, formulas)),
    })
  }
  return notes
}
