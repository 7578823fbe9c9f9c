import type { ArchivingError } from '../errors/index.ts'
import type { FileReference, Group, Participant, ServiceAnswer } from './source-records.ts'

/**
 * Reads assignments. What belongs together is an _entry_: one person, or one team where people hand in together. Every
 * participant is in exactly one entry, whether anything was handed in or not.
 */
export interface AssignmentSource {
  /** @throws `source_missing` if the course has no such assignment. */
  getAssignment(courseId: number, assignmentId: number, signal?: AbortSignal): Promise<Assignment>
  /**
   * All entries: teams by group id, then people by user id (by participant number while identities are hidden). Also
   * people who handed in nothing, and people who have left the course but whose work is still there.
   * Changes nothing on the site. Holds no texts: of each entry only ids, states and numbers.
   */
  listSubmissions(
    assignment: Assignment,
    options?: ListSubmissionsOptions,
    signal?: AbortSignal,
  ): AsyncIterable<SubmissionEntry>
  /**
   * Everything that can be read of one entry, as it is now; `attempts` is empty if there is nothing.
   *
   * @param entryId `SubmissionEntry.id`, which may come from an earlier listing, also of another process
   * @throws `source_missing` if the entry is no longer there.
   */
  getSubmission(assignment: Assignment, entryId: string, options?: GetSubmissionOptions): Promise<Submission>
}

export interface GetSubmissionOptions {
  /**
   * Ids of the members of a team whose results are read, with the services' answers about them: each is asked for by
   * itself. Nobody's if empty; everybody's if not given. Grades in the entry's own states are there whatever is asked.
   */
  readonly resultsOf?: readonly string[]
  readonly signal?: AbortSignal
}

export interface ListSubmissionsOptions {
  /** Only entries of teams, or with people, of these groups. Works while identities are hidden, too. All if not given. */
  readonly groupIds?: readonly number[]
  /**
   * Told of each list that the signed-in user may not see, such as the participants for a non-editing teacher outside
   * of all groups: what can be listed without it is listed. Without it the first refusal ends the listing.
   */
  readonly onRefused?: (list: SubmissionList, error: ArchivingError) => void
}

/** The lists that a listing is made of. */
export type SubmissionList = 'participants' | 'submissions' | 'grades' | 'flags'

export interface Assignment {
  readonly id: number
  readonly courseId: number
  readonly courseModuleId: number
  readonly name: string
  /** Description, as shown on the course page and above the assignment. */
  readonly introHtml: string
  /** Files that the description shows. */
  readonly introFiles: readonly FileReference[]
  /** "Additional files" of the description: templates, data … */
  readonly additionalFiles: readonly FileReference[]
  /** Activity instructions: what people see only while they work on their submission (Moodle's `activity`). */
  readonly instructionsHtml: string
  readonly instructionFiles: readonly FileReference[]
  readonly opensAt: string | null
  readonly dueAt: string | null
  /** After this nothing is accepted any more. */
  readonly cutOffAt: string | null
  /** When grading should be done. */
  readonly gradingDueAt: string | null
  readonly timeLimitSeconds: number | null
  readonly grading: AssignmentGrading
  /** False for assignments that only carry a grade: nothing is handed in on the site. */
  readonly acceptsSubmissions: boolean
  /** Whether a draft must be handed in with a button of its own. */
  readonly draftsAreConfirmed: boolean
  readonly statementRequired: boolean
  /** Null if everyone hands in alone. */
  readonly teams: AssignmentTeams | null
  /** Whether markers see numbers in the place of names (blind marking), revealed since or not. */
  readonly blindMarking: boolean
  /** True while identities are hidden: then no name, user id or group of a person comes out of this source. */
  readonly identitiesHidden: boolean
  /** Whether students are not told who marked them. */
  readonly gradersHidden: boolean
  readonly markingWorkflow: boolean
  readonly markingAllocation: boolean
  /** Attempts that a person may have; null if as many as are allowed one by one. */
  readonly maxAttempts: number | null
  /** When another attempt is allowed: Moodle's `attemptreopenmethod`. */
  readonly reopened: 'never' | 'manually' | 'automatically' | 'until_pass'
  /** What can be handed in, and how feedback is given. */
  readonly plugins: readonly AssignmentPlugin[]
  readonly modifiedAt: string | null
  /** All other facts that the source gives, as given, without secrets. */
  readonly otherFacts: Readonly<Record<string, string | number | boolean | null>>
}

/**
 * How grades are given. Whether a rubric or a marking guide is used shows only in grades that were given with it, see
 * `grading_form` of `UnreadPart`.
 */
export type AssignmentGrading =
  | { readonly kind: 'points'; readonly maxGrade: number }
  /** Words in the place of points; the words stand in `displayHtml` of grades. */
  | { readonly kind: 'scale'; readonly scaleId: number }
  | { readonly kind: 'none' }

export interface AssignmentTeams {
  readonly allMembersMustSubmit: boolean
  /** Teams are the groups of this grouping; null if all groups of the course. */
  readonly groupingId: number | null
  /** Whether people without a group cannot hand in. Otherwise they are one team together. */
  readonly groupRequired: boolean
}

/** A way of handing in or of giving feedback. */
export interface AssignmentPlugin {
  readonly kind: 'submission' | 'feedback'
  /** Moodle's plugin: `onlinetext`, `file`, `comments`, `editpdf` … */
  readonly plugin: string
  readonly enabled: boolean
  /** As given by the source, such as `wordlimit`, `maxfilesubmissions`, `filetypeslist`. */
  readonly settings: Readonly<Record<string, string>>
}

/**
 * `none`: nothing was saved. `new`: the same, for an attempt that only a grade or feedback hangs on; entries never say it.
 * `reopened`: another attempt was allowed, and nothing saved in it yet.
 */
export type SubmissionState = 'none' | 'new' | 'draft' | 'submitted' | 'reopened'

/** Someone whose work it is; while identities are hidden, only what a marker sees. */
export interface SubmissionPerson {
  /**
   * The same in every listing of the assignment: `user-5`; `participant-106` while identities are hidden
   * (`submission-71`, or `grade-19` without a submission, for someone who has left and has no number to be shown).
   */
  readonly id: string
  /** The full name, or "Participant 106" in the language of the site while identities are hidden. Empty if the source knows none. */
  readonly shownName: string
  /** Null while identities are hidden. */
  readonly participant: Participant | null
  /** The number in the place of the name; null where identities are not hidden. */
  readonly participantNumber: number | null
}

/** A person's own state; in a team each member has one. */
export interface PersonState {
  readonly person: SubmissionPerson
  /** In a team: whether this member has handed in for itself, which matters if all members must. */
  readonly state: SubmissionState
  /** The grade of the latest attempt; null if none was given. */
  readonly grade: GradeGiven | null
  /** Where the grading of the latest attempt stands: `graded`, `notgraded`, or the state of the marking workflow; empty if not told. */
  readonly gradingState: string
  readonly extendedTo: string | null
  /** Whether changes of the submission are prevented. */
  readonly locked: boolean
  /** State of the marking workflow, such as `inmarking` or `released`; empty without one. */
  readonly workflowState: string
  readonly allocatedMarker: Marker | null
}

/** Someone who marks. */
export interface Marker {
  readonly userId: number
  /** Empty if the source does not know it. */
  readonly fullName: string
}

export interface GradeGiven {
  /** Points, or the place in the scale from 1; null if a row is there without a grade. */
  readonly grade: number | null
  /** Who gave it; null if the source does not tell. */
  readonly marker: Marker | null
  readonly gradedAt: string | null
  /** Attempt that the grade is for, 1 for the first. */
  readonly attemptNumber: number
}

interface EntryFacts {
  /** `team-2` (`team-0` for those without a group), or `SubmissionPerson.id`. Stable; never a hidden identity. */
  readonly id: string
  readonly state: SubmissionState
  /** Latest attempt, 1 for the first; null without a submission. */
  readonly attemptNumber: number | null
  /** Of the latest attempt; null without a submission. */
  readonly submissionId: number | null
  /** When the latest attempt was last changed; for a submitted one when it was handed in. Null if nothing was saved. */
  readonly modifiedAt: string | null
}

export interface PersonEntry extends EntryFacts, Omit<PersonState, 'state'> {
  readonly kind: 'person'
}

export interface TeamEntry extends EntryFacts {
  readonly kind: 'team'
  /** Null for the team of those without a group (or in several). */
  readonly group: Group | null
  /** By user id (participant number while identities are hidden). */
  readonly members: readonly PersonState[]
}

export type SubmissionEntry = PersonEntry | TeamEntry

export interface Submission {
  readonly entry: SubmissionEntry
  /** Until when this entry could be handed in without being late: the assignment's due date, an override or an extension. */
  readonly dueAt: string | null
  /** All attempts, the first one first. Empty if nothing was ever begun. */
  readonly attempts: readonly SubmissionAttempt[]
  /** What exists but could not be read, or cannot be read this way: to be said in the archive. */
  readonly unread: readonly UnreadPart[]
  /** The services' own answers, to be kept beside the report. Empty while identities are hidden: they hold user ids. */
  readonly serviceAnswers: readonly ServiceAnswer[]
}

export interface UnreadPart {
  /**
   * - `earlier_attempts`: there were some, and the site does not give them
   * - `feedback_not_released`: graded, but the feedback is not given before the marking workflow releases it
   * - `feedback_refused`: there is a grade, but the site does not give the feedback
   * - `feedback_without_submission`: graded, but asking for the feedback would make a submission on the site
   * - `comments_refused`: submission comments are in use, but may not be read
   * - `comments_incomplete`: the site told of more submission comments than it gave
   * - `grading_form`: a rubric or marking guide was used; the chosen levels and remarks no web service gives
   */
  readonly part:
    | 'earlier_attempts'
    | 'feedback_not_released'
    | 'feedback_refused'
    | 'feedback_without_submission'
    | 'comments_refused'
    | 'comments_incomplete'
    | 'grading_form'
  /** Whose, where it is one member's of a team; null for the entry. */
  readonly personId: string | null
}

export interface SubmissionAttempt {
  /** 1 for the first. */
  readonly number: number
  readonly submissionId: number
  readonly latest: boolean
  readonly state: SubmissionState
  readonly createdAt: string | null
  readonly modifiedAt: string | null
  /** When the time limit began; null without one. */
  readonly startedAt: string | null
  /** Seconds after the due date (with extension) that a submitted attempt was last changed; null if it was not late. */
  readonly lateBySeconds: number | null
  /** What was handed in, by plugin. */
  readonly parts: readonly PluginPart[]
  /** The conversation under the submission, the oldest comment first. */
  readonly comments: readonly SubmissionComment[]
  /** One a person: in a team each member can have another one. Only those who have a grade or feedback. */
  readonly results: readonly AttemptResult[]
}

/** What one plugin holds of a submission or of feedback: texts and files, whatever plugin it is. */
export interface PluginPart {
  /** Moodle's plugin: `onlinetext`, `file`, `comments`, `editpdf` or one from elsewhere. */
  readonly plugin: string
  /** In the language of the site, such as "Online text". */
  readonly name: string
  readonly texts: readonly PluginText[]
  /**
   * With their areas: `submission_files`; `submissions_onlinetext` and `feedback` hold what their texts show,
   * `feedback_files` files for the student, `download` of `editpdf` the annotated PDF.
   */
  readonly files: readonly FileReference[]
}

export interface PluginText {
  readonly name: string
  /** In the language of the site. */
  readonly description: string
  /** HTML, whatever was typed: Moodle has formatted other kinds of text into it. */
  readonly html: string
}

export interface SubmissionComment {
  readonly id: number
  /** A name as it may be shown: "Participant 106" while identities are hidden; empty if it may not or cannot be told. */
  readonly authorName: string
  /** `SubmissionPerson.id` if the author is one of this entry. */
  readonly authorPersonId: string | null
  /** Null while identities are hidden, or if the source does not tell it. */
  readonly authorUserId: number | null
  readonly writtenAt: string | null
  readonly html: string
}

export interface AttemptResult {
  /** `SubmissionPerson.id`. */
  readonly personId: string
  readonly grade: GradeGiven | null
  /** The grade as the site shows it ("58.00 / 100.00", a word of a scale, a filled rubric); empty if it does not. */
  readonly displayHtml: string
  /** Feedback comments, feedback files, annotated PDFs, and what other plugins give. */
  readonly feedback: readonly PluginPart[]
}
