import type { Html, StudentFile } from './question-types.ts'

/** A file in a folder; without one it lies at the root. */
export interface PlacedFile extends StudentFile {
  /** Such as `/sketches/north/`. */
  readonly folder?: string
}

export interface CommentStory {
  readonly by: number
  readonly html: Html
}

/** One attempt at an assignment, of a person or of a team. */
export interface WorkStory {
  readonly id: number
  readonly status: 'new' | 'draft' | 'submitted' | 'reopened'
  /** Seconds since 1970; when it was last saved, or made. */
  readonly modifiedAt: number
  readonly text?: Html
  /** What the text shows. */
  readonly inline?: readonly StudentFile[]
  readonly files?: readonly PlacedFile[]
  /** The oldest first. */
  readonly comments?: readonly CommentStory[]
}

export interface SubmissionStory {
  /** 0 for a team's. */
  readonly userId: number
  /** 0 for a person's, and for those without a group. */
  readonly groupId: number
  /** The first one first. */
  readonly works: readonly WorkStory[]
}

export interface GradeStory {
  readonly id: number
  readonly userId: number
  /** 0 for the first attempt. */
  readonly attempt: number
  /** -1 for feedback without a grade, as Moodle has it. */
  readonly grade: number
  readonly by: number
  readonly at: number
  readonly comment: Html
  /** What the comment shows. */
  readonly inline?: readonly StudentFile[]
  readonly files?: readonly StudentFile[]
  /** What the student handed in as PDF, with the marker's notes in it. */
  readonly annotated?: StudentFile
}

export interface FlagsStory {
  readonly userId: number
  readonly extendedTo?: number
  readonly locked?: boolean
  readonly workflowState?: string
  readonly allocatedMarker?: number
}

export interface Assignment {
  readonly id: number
  readonly courseModuleId: number
  readonly contextId: number
  readonly section: number
  /** By language; a site without its filter shows all of them in a row. */
  readonly names: Readonly<Record<string, string>>
  readonly intro: Html
  /** Shown only while working on it. */
  readonly instructions: Html
  readonly additionalFiles: readonly StudentFile[]
  readonly instructionFiles: readonly StudentFile[]
  readonly dueAt: number
  readonly cutOffAt: number
  /** Points; negative for a scale. */
  readonly grade: number
  readonly gradedBy: 'points' | 'rubric'
  readonly draftsAreConfirmed: boolean
  /** -1 for as many as are allowed one by one. */
  readonly maxAttempts: number
  readonly teams: { readonly allMustSubmit: boolean } | null
  readonly blind: boolean
  readonly workflow: boolean
  readonly submissions: readonly SubmissionStory[]
  readonly grades: readonly GradeStory[]
  readonly flags: readonly FlagsStory[]
  /** Due dates of single people. */
  readonly overrides: readonly { readonly userId: number; readonly dueAt: number }[]
}
