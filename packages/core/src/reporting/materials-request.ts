import type { ImageReduction } from '../documents/index.ts'
import type { FileToKeep, ReportLoader } from './report-files.ts'
import type { ReportWords } from './report-words.ts'

/** What the content of a report is read with. */
export interface MaterialsRequest {
  /** Files that belong to the item, whether a text names them or not. */
  readonly files: readonly FileToKeep[]
  readonly loader: ReportLoader
  readonly words: ReportWords
  readonly reduction: ImageReduction | undefined
  /** Moodle's components whose files are part of the item, such as `/^mod_quiz$/`; a link to others' files is only a link. */
  readonly ownComponents: RegExp
}
