import type { FileReference, Participant, ServiceAnswer } from './source-records.ts'

/** Reads workshops: people hand in work, and assess that of others. */
export interface WorkshopSource {
  /** @throws `source_missing` if the course has no such workshop. */
  getWorkshop(courseId: number, workshopId: number, signal?: AbortSignal): Promise<Workshop>
  /** All submissions that the signed-in user may see, by id; no examples of teachers. */
  listSubmissions(workshop: Workshop, signal?: AbortSignal): AsyncIterable<WorkshopSubmission>
  /** Who assessed whose submission and with what grades, without texts; by submission, then by id. */
  listAssessments(workshop: Workshop, signal?: AbortSignal): Promise<readonly AssessmentSummary[]>
  /** The assessments of a submission with everything that can be read of them, by id. */
  getAssessments(workshop: Workshop, submissionId: number, signal?: AbortSignal): Promise<ReceivedAssessments>
  /**
   * The grades that people have in all for their assessing, by user id, on the scale of the workshop
   * (`maxAssessmentGrade`). Null where the source does not tell any.
   */
  getAssessingGrades(workshop: Workshop, signal?: AbortSignal): Promise<ReadonlyMap<number, number> | null>
  /** Everyone of whom a submission is expected, by user id; null where the source does not say. */
  listExpectedAuthors(workshop: Workshop, signal?: AbortSignal): Promise<readonly Participant[] | null>
}

/** `other` is one that a plugin or a later version has. */
export type WorkshopPhase = 'setup' | 'submission' | 'assessment' | 'evaluation' | 'closed' | 'other'

export interface Workshop {
  readonly id: number
  readonly courseId: number
  readonly courseModuleId: number
  readonly name: string
  readonly introHtml: string
  /** What people were told for handing in, and for assessing. */
  readonly authorInstructionsHtml: string
  readonly reviewerInstructionsHtml: string
  readonly conclusionHtml: string
  readonly phase: WorkshopPhase
  /** Highest grade of a submission, and of somebody's assessing. */
  readonly maxSubmissionGrade: number
  readonly maxAssessmentGrade: number
  readonly gradeDecimals: number
  /** How is assessed: Moodle's `accumulative`, `comments`, `numerrors`, `rubric`, or one from elsewhere. */
  readonly strategy: string
  readonly peerAssessment: boolean
  readonly selfAssessment: boolean
  readonly lateSubmissions: boolean
  readonly submissionsOpenAt: string | null
  readonly submissionsCloseAt: string | null
  readonly assessmentsOpenAt: string | null
  readonly assessmentsCloseAt: string | null
  readonly modifiedAt: string | null
  /** All other facts of the workshop that the source gives, as given. */
  readonly otherFacts: Readonly<Record<string, string | number | boolean | null>>
}

export interface WorkshopSubmission {
  readonly id: number
  /** Null where the site does not tell. */
  readonly author: Participant | null
  readonly title: string
  readonly contentHtml: string
  readonly createdAt: string | null
  readonly modifiedAt: string | null
  readonly attachments: readonly FileReference[]
  /** From 0 to 100, whatever the highest grade; made of those of the assessments. Null while there is none. */
  readonly gradePercent: number | null
  /** What a teacher set in its place; null if none did. */
  readonly overridePercent: number | null
  readonly overriddenBy: Participant | null
  /** What a teacher wrote to the author. */
  readonly feedbackHtml: string
  readonly gradedAt: string | null
  /** Shown to all when the workshop closed. */
  readonly published: boolean
  readonly late: boolean
}

/** What one person gave a submission. Grades are from 0 to 100, null while there is none. */
export interface AssessmentFacts {
  readonly id: number
  readonly submissionId: number
  /** Null where the site does not tell. */
  readonly reviewer: Participant | null
  readonly weight: number
  readonly createdAt: string | null
  readonly modifiedAt: string | null
  /** What it gives the submission. */
  readonly gradePercent: number | null
  /** What the assessing is worth, and what a teacher set in its place. */
  readonly assessingPercent: number | null
  readonly assessingOverridePercent: number | null
}

/** An assessment without texts, and whose work it is of. */
export interface AssessmentSummary extends AssessmentFacts {
  readonly submissionTitle: string
  /** Who handed in what was assessed; null where the site does not tell. */
  readonly author: Participant | null
}

export interface WorkshopAssessment extends AssessmentFacts {
  readonly overriddenBy: Participant | null
  readonly feedbackForAuthorHtml: string
  readonly feedbackForReviewerHtml: string
  readonly attachments: readonly FileReference[]
  /** What the form asks and what was answered; null where the site does not tell. */
  readonly aspects: readonly AssessedAspect[] | null
}

/** One aspect of an assessment form. */
export interface AssessedAspect {
  readonly descriptionHtml: string
  /** Weight among the aspects; null where the form has none. */
  readonly weight: number | null
  /** What was chosen: a word of a scale, a level of a rubric. Empty where there is nothing to choose, or nothing was. */
  readonly chosenHtml: string
  /** Points given, and the most there are; null where there are none. */
  readonly points: number | null
  readonly maxPoints: number | null
  readonly commentHtml: string
}

export interface ReceivedAssessments {
  readonly assessments: readonly WorkshopAssessment[]
  /** The services' own answers, to be kept beside the report. */
  readonly serviceAnswers: readonly { readonly name: string; readonly answer: ServiceAnswer }[]
}
