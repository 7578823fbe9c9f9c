import type { JsonValue } from '../../driver/archiving-context.ts'
import type { ItemRemark } from '../../archive/archive-description.ts'
import type { ImageReduction, ReportAssets, ReportDocument, ReportLanguage } from '../../documents/index.ts'
import type { PseudonymOf } from '../../reporting/pseudonyms.ts'
import type { Participant, Quiz, QuizAttempt, QuizAttemptReview } from '../../sources/activity-source.ts'
import type { ReportSectionName } from './report-sections.ts'

/** Everything that a report of one attempt is made from. Nothing else is read: no clock, no locale of the machine. */
export interface AttemptReportInput {
  readonly site: { readonly name: string; readonly url: string }
  readonly course: { readonly name: string; readonly shortName: string }
  readonly quiz: Quiz
  readonly attempt: QuizAttempt
  readonly review: QuizAttemptReview
  /** Why the source gave no review, in a sentence; then the report tells what is known otherwise. */
  readonly refusal?: string
  /** What the quiz says to the attempt's grade. If empty, what the review's summary shows of it. */
  readonly overallFeedbackHtml: string
  readonly options: AttemptReportOptions
}

export interface AttemptReportOptions {
  /** Language of the report's own words. The words of the site stay as the site gave them. */
  readonly language: ReportLanguage
  /** IANA name of the time zone in which times are printed, such as `Europe/Berlin`. */
  readonly timeZone: string
  /** Set behind each page; empty for none. */
  readonly watermark?: string
  /** Makes the pictures that the report shows smaller. Files are never touched. */
  readonly imageReduction?: ImageReduction
  /** What the report shows. */
  readonly sections: ReadonlySet<ReportSectionName>
  /** Makes a report that names nobody; the attempt's participant is then one under a pseudonym already. */
  readonly anonymise?: {
    /** The person as the site knows them: their names are looked for in all texts. */
    readonly participant: Participant
    readonly pseudonymOf: PseudonymOf
  }
}

/** A report of one attempt, ready to be set. */
export interface AttemptReport {
  readonly document: ReportDocument
  readonly assets: ReportAssets
  /** Everything that the report shows, as data: attached to the PDF and kept in items.jsonl. */
  readonly record: JsonValue
  /** Question types that were shown without their own styling. */
  readonly unknownTypes: readonly string[]
  /** What is missing from the report, or must be known of it. */
  readonly remarks: readonly ItemRemark[]
}
