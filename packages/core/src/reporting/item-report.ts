import type { ItemRemark } from '../archive/archive-description.ts'
import type { JsonValue } from '../driver/archiving-context.ts'
import type { ReportFact, ReportSection } from '../documents/index.ts'
import type { Participant, ServiceAnswer } from '../sources/activity-source.ts'
import type { FileToKeep } from './report-files.ts'
import type { ReportReader } from './report-reader.ts'

/** A report of one item, as a driver describes it. */
export interface ItemReport {
  /** What it is of, such as `Essay 1 · Łukasz Żółciński · attempt 2`. */
  readonly title: string
  /** Whose work it is, for the metadata of the file. */
  readonly author: string
  readonly keywords: readonly string[]
  /** The moment that the file's metadata carry, ISO 8601 in UTC; of the item's own data. */
  readonly date: string | null
  /** Files that belong to the item and lie beside the report; none of a section that is left out. */
  readonly files: readonly FileToKeep[]
  /** Moodle's components whose files are part of the item: `/^mod_forum$/`. A link to others' files is only a link. */
  readonly ownComponents: RegExp
  /**
   * Makes what the report shows. Called twice: once to learn which pictures and files its texts ask for. It touches
   * nothing but the reader, and leaves out what the settings leave out.
   */
  compose(reader: ReportReader): ItemReportContent
  /** Name of the data attached to the PDF: `submission.json`. */
  readonly sourceName: string
  /** The item as data, for a program; what the report shows is added as texts and blocks. */
  readonly data: Readonly<Record<string, JsonValue>>
  /** What is missing of the item, or must be known, whatever the report's texts say. */
  readonly remarks: readonly ItemRemark[]
  /** Everyone whose name may stand in the texts, as the site knows them: replaced in an archive that names nobody. */
  readonly people: readonly Participant[]
  /** What the source answered, to be kept beside the report, by a short name: `review`. */
  readonly serviceAnswers: readonly { readonly name: string; readonly answer: ServiceAnswer }[]
}

export interface ItemReportContent {
  readonly facts: readonly ReportFact[]
  readonly sections: readonly ReportSection[]
}
