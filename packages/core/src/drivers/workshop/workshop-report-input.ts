import type { ReportIdentity } from '../../reporting/report-identity.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type {
  AssessmentSummary,
  ReceivedAssessments,
  Workshop,
  WorkshopSubmission,
} from '../../sources/workshop-source.ts'
import type { WorkshopSettings } from './workshop-settings.ts'

/** What the report of one person is made from. */
export interface WorkshopReportInput {
  readonly workshop: Workshop
  /** Null where the site does not tell. */
  readonly author: Participant | null
  /** Null for someone who handed in nothing. */
  readonly submission: WorkshopSubmission | null
  readonly received: ReceivedAssessments
  /** What the person assessed; empty where that is left out. */
  readonly given: readonly AssessmentSummary[]
  /** What the person's assessing is worth, on the scale of the workshop; null if there is no grade. */
  readonly assessingGrade: number | null
  readonly settings: WorkshopSettings
  readonly identity: ReportIdentity
}
