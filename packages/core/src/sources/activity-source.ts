import type { ArchivingError } from '../errors/index.ts'
import type { WebServiceReader } from './web-service-reader.ts'
import type { AssignmentSource } from './assignment-source.ts'
import type { ChoiceSource } from './choice-source.ts'
import type { ForumSource } from './forum-source.ts'
import type { FileReference, Group, Participant, ServiceAnswer } from './source-records.ts'
import type { WorkshopSource } from './workshop-source.ts'

export type { FileReference, Group, Participant, ServiceAnswer }

/**
 * The port through which drivers read activities, whatever they live in: a Moodle site by its web services, a backup
 * file. A source only reads. Everything it returns has been checked against a schema; texts are plain (entities
 * resolved, languages filtered) unless a field is named `…Html`.
 *
 * Errors of all methods: `source_unavailable`, `source_rate_limited`, `timed_out` (trying again can help),
 * `source_unauthenticated`, `source_denied`, `source_missing`, `source_unexpected` (it cannot), `aborted`.
 */
export interface ActivitySource extends AsyncDisposable {
  /** Where this is, and as whom it is read. */
  describe(signal?: AbortSignal): Promise<SourceDescription>
  /** The courses that the signed-in user can read, by name. */
  listCourses(signal?: AbortSignal): Promise<readonly Course[]>
  /** All activities of a course, hidden ones included, in the order of the course page. */
  listActivities(courseId: number, signal?: AbortSignal): Promise<readonly Activity[]>
  /** Everyone enrolled in the course, and people who have left it as far as the source still knows them. */
  listParticipants(courseId: number, signal?: AbortSignal): AsyncIterable<Participant>
  listGroups(courseId: number, signal?: AbortSignal): Promise<readonly Group[]>
  /**
   * Fingerprints of activities of a course, by course-module id, at the cost of a few requests in all: they tell whether
   * it is worth while to make a new version of an archive. Cheap, so not everything shows in them; an activity of which
   * nothing can be told is left out. They are the same while nothing changes, whoever has looked at what.
   */
  readActivityFingerprints?(
    courseId: number,
    activities: readonly ActivityIdentity[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, string>>
  /**
   * The same source for reading many small things, such as to find out which of them have changed: what is asked of it
   * at the same time goes out in few requests. Its parts know what the parts of this source have listed.
   *
   * @param signal ends everything that is read through it; the signals of its methods are not looked at
   * @returns null where the source cannot: then telling what has changed costs as much as reading everything
   */
  batched?(signal?: AbortSignal): Promise<BatchedSource | null>
  /** Quizzes, where the source has them. */
  readonly quizzes?: QuizSource
  /** Anything else that the source's web services tell, where it has such: for drivers of further kinds of activities. */
  readonly webServices?: WebServiceReader
  /** Assignments, where the source has them. */
  readonly assignments?: AssignmentSource
  /** Forums, where the source has them. */
  readonly forums?: ForumSource
  /** Choices, where the source has them. */
  readonly choices?: ChoiceSource
  /** Workshops, where the source has them. */
  readonly workshops?: WorkshopSource
  /**
   * Opens a file that an answer of this source pointed to. The address must belong to the source
   * (`source_denied` with `details.reason` `outside` otherwise). The content ends with an error if it is not whole: shorter or longer than announced,
   * or different from the hash that the source told.
   */
  openFile(address: string, signal?: AbortSignal): Promise<SourceFile>
}

/** Parts of a source whose methods can be called many times at once for few requests. */
export type BatchedSource = Pick<ActivitySource, 'assignments' | 'forums' | 'workshops' | 'webServices'>

/** Where a source is and who reads it. */
export interface SourceDescription {
  /** `moodle-web-services`, `moodle-backup` … */
  readonly kind: string
  readonly siteName: string
  /** Address of the site, without a trailing slash. */
  readonly siteUrl: string
  /** Release of the LMS as it names itself, such as `4.5.6 (Build: 20250811)`. */
  readonly release: string
  /** Language of the site's answers, BCP 47. */
  readonly language: string
  readonly userId: number
  readonly userName: string
  readonly userFullName: string
}

export interface Course {
  readonly id: number
  readonly name: string
  readonly shortName: string
  readonly idNumber: string
  /** ISO 8601 in UTC, or null where the course has none. */
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly visible: boolean
}

/** Which activity of a course. */
export type ActivityIdentity = Pick<Activity, 'courseModuleId' | 'instanceId' | 'kind'>

export interface Activity {
  /** Id of the course module (`cmid`), unique on the site. */
  readonly courseModuleId: number
  /** Id among the activities of its kind (Moodle's `instance`). */
  readonly instanceId: number
  /** Module name of the LMS: `quiz`, `assign`, `forum` … */
  readonly kind: string
  readonly name: string
  readonly courseId: number
  readonly sectionName: string
  readonly idNumber: string
  readonly visible: boolean
  readonly opensAt: string | null
  readonly closesAt: string | null
}

/** A file of the source, opened for reading. */
export interface SourceFile {
  readonly fileName: string
  readonly mediaType: string
  /** Size in bytes as the source announced it, or null. */
  readonly sizeBytes: number | null
  /** SHA-1 of the content in hex as the source told it (Moodle's ETag), or null. */
  readonly sha1: string | null
  /**
   * Read it once, or end its iterator: an open file holds a connection and one of the source's parallel requests. It is
   * one stream of one version, also where the connection broke off in between. Ends with `source_unavailable` if it is
   * not what was announced, or was changed while it was read.
   */
  readonly content: AsyncIterable<Uint8Array>
}

/** Reads quizzes. */
export interface QuizSource {
  /** @throws `source_missing` if the course has no such quiz. */
  getQuiz(courseId: number, quizId: number, signal?: AbortSignal): Promise<Quiz>
  /**
   * All attempts of all users, in the order of user id, then attempt number; also of people who have left the course.
   * Reads in pages and batches: of the participants, no more than names and id numbers are held at once.
   */
  listAttempts(quiz: Quiz, options?: ListAttemptsOptions, signal?: AbortSignal): AsyncIterable<QuizAttempt>
  /**
   * What the user is shown who reviews the attempt, with everything on one page.
   *
   * @throws `source_denied` with `details.reason` `attempt` if it is this attempt alone that may not be reviewed.
   */
  getAttemptReview(attemptId: number, signal?: AbortSignal): Promise<QuizAttemptReview>
  /** The overall feedback for a grade, as HTML; empty if the quiz has none. */
  getFeedbackForGrade(quiz: Quiz, grade: number, signal?: AbortSignal): Promise<string>
}

export interface ListAttemptsOptions {
  /** Teachers' trial runs. Off unless asked. */
  readonly includePreviews?: boolean
  /**
   * Told of each participant whose attempts the signed-in user may not see or who is gone, such as members of other
   * groups for a non-editing teacher; the others are listed. Without it the first such refusal ends the listing.
   */
  readonly onRefused?: (participant: Participant, error: ArchivingError) => void
}

export interface Quiz {
  readonly id: number
  readonly courseId: number
  readonly courseModuleId: number
  readonly name: string
  readonly introHtml: string
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly timeLimitSeconds: number | null
  /** Which attempt counts: Moodle's `grademethod`. */
  readonly gradeMethod: 'highest' | 'average' | 'first' | 'last'
  readonly maxGrade: number
  readonly sumOfMarks: number
  readonly decimalPoints: number
  readonly questionDecimalPoints: number
  /** Whether questions must be answered in order; such attempts can come incomplete. */
  readonly sequential: boolean
  /** When its settings were last saved; null if the source does not tell (to those who may not change them). */
  readonly modifiedAt: string | null
  /** All other facts of the quiz that the source gives, as given, without secrets: the quiz password is never here. */
  readonly otherFacts: Readonly<Record<string, string | number | boolean | null>>
}

export type QuizAttemptState = 'in_progress' | 'overdue' | 'finished' | 'abandoned' | 'not_started' | 'submitted'

export interface QuizAttempt {
  readonly id: number
  readonly quizId: number
  readonly participant: Participant
  /** 1 for the first attempt of the user. */
  readonly number: number
  readonly state: QuizAttemptState
  readonly preview: boolean
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly modifiedAt: string | null
  /** When the site next looks whether the time is up: the end of the time allowed, extensions included. Null if it does not. */
  readonly dueAt: string | null
  /** Marks over all questions, before scaling to the quiz's grade; null while not graded. */
  readonly sumOfMarks: number | null
  /** Slot numbers in the order shown, from Moodle's `layout`; 0 ends a page. */
  readonly layout: readonly number[]
}

export interface QuizAttemptReview {
  readonly attemptId: number
  /** Grade on the quiz's scale as the source gave it, not rounded; empty if there is none. */
  readonly gradeText: string
  /** The grade as a number on the quiz's scale, null where none is given or it cannot be read. */
  readonly grade: number | null
  readonly attempt: Omit<QuizAttempt, 'participant'>
  /** Summary rows that the review shows, such as overall feedback. */
  readonly summary: readonly { readonly id: string; readonly title: string; readonly contentHtml: string }[]
  readonly questions: readonly ReviewedQuestion[]
  /** Slots that the attempt's layout has and the review has not (sequential quizzes): these are missing. */
  readonly missingSlots: readonly number[]
  /** The service's own answer, to be kept beside the report, so that nothing rests on our reading of it alone; null if there is none. */
  readonly serviceAnswer: ServiceAnswer | null
}

export interface ReviewedQuestion {
  readonly slot: number
  /** Moodle's question type: `multichoice`, `essay` … */
  readonly type: string
  /** Page of the quiz, from 0. */
  readonly page: number
  /** Number as shown to the student: `1`, `2b`, or `i` for an information. */
  readonly numberShown: string
  /** The question as rendered by the site, with answer, outcome, history and the scripts that carry drop positions. */
  readonly html: string
  readonly flagged: boolean
  /** Moodle's state: `gradedright`, `gaveup`, `needsgrading` … */
  readonly state: string
  /** State in the words and language of the site; empty if the review may not show it. */
  readonly stateText: string
  /** `correct`, `partiallycorrect`, `incorrect`, `notanswered` … ; empty if the review may not show it. */
  readonly stateClass: string
  /** The mark as the site prints it (localised); empty if there is none. */
  readonly markText: string
  /** The mark as a number, null if there is none. */
  readonly mark: number | null
  readonly maxMark: number | null
  readonly hasAutosavedStep: boolean
  /** What the question type tells of how the question is set up, such as the word limits of an essay; by Moodle's names. */
  readonly settings: QuestionSettings
  readonly lastActionAt: string | null
  /** Files of the answer. */
  readonly responseFiles: readonly FileReference[]
}

/** Lists are lists of scalars. */
export type QuestionSettings = Readonly<Record<string, SettingScalar | readonly SettingScalar[]>>
export type SettingScalar = string | number | boolean | null
