import type { ItemRemark } from '../../archive/archive-description.ts'
import type { ReportDocument, ReportSection } from '../../documents/index.ts'
import type { QuestionPage } from './question-page.ts'

/** What a report says, beside its frame. */
export interface AttemptContent {
  readonly facts: ReportDocument['facts']
  /** In the order of the attempt's layout, with a section for each question that is missing. */
  readonly sections: readonly RecordedSection[]
  readonly remarks: readonly ItemRemark[]
  /** Replaces names in further texts, where the report names nobody. */
  readonly replace?: (text: string) => string
}

/** A section with the question that it shows; without one it stands for a slot that the site did not give. */
export interface RecordedSection {
  readonly slot: number
  readonly page: QuestionPage | undefined
  /** Page of the quiz, from 1; undefined where the quiz has one page or the layout does not tell. */
  readonly quizPage?: number | undefined
  readonly section: ReportSection
}
