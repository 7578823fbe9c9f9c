import type { FormulaDrawings } from '../documents/formula-drawings.ts'
import type { ReportAssets, ReportDocument } from '../documents/report-document.ts'

/** Sizes of paper that a report can be set on. */
export const paperSizes = ['A4', 'Letter'] as const
export type PaperSize = (typeof paperSizes)[number]

/** Turns report documents into PDF files. The only door to the typesetting system. */
export interface ReportTypesetter extends AsyncDisposable {
  /**
   * Sets one report. The same input gives the same bytes on every machine.
   *
   * What the typesetting system refuses is mended visibly, with a note in the report and in `notes`; it is never left
   * out silently.
   *
   * @throws ArchivingError `report_failed` if even the plainest form could not be set, `aborted` if the signal fired.
   */
  typeset(request: TypesetRequest, signal?: AbortSignal): Promise<TypesetReport>
  /**
   * What reports are set with here: where all of it is equal, the same input gives the same bytes. Told by the running
   * code itself, for the metadata of an archive.
   *
   * @throws ArchivingError `report_failed` if it cannot be found out.
   */
  describe(): Promise<readonly TypesetterComponent[]>
}

/** Something that the bytes of a report depend on: `Typst`, `0.14.2`. */
export interface TypesetterComponent {
  readonly name: string
  readonly version: string
}

export interface TypesetRequest {
  readonly document: ReportDocument
  readonly assets: ReportAssets
  readonly paperSize: PaperSize
  /** The item's record, attached inside the PDF as its source (PDF/A-3 associated file). */
  readonly source: { readonly fileName: string; readonly description: string; readonly json: Uint8Array }
}

export interface TypesetReport {
  readonly pdf: Uint8Array
  readonly pages: number
  /** What was mended, one sentence each; also printed in the report. */
  readonly notes: readonly string[]
  /** The formulas as they were drawn, for other copies of the report. */
  readonly formulas: FormulaDrawings
}
