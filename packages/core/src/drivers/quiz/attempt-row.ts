import type { Quiz, QuizAttempt, QuizAttemptReview } from '../../sources/activity-source.ts'
import type { ItemOutcome } from '../../driver/archiving-context.ts'
import { participantColumns, participantRow } from '../../reporting/participant-row.ts'
import type { QuizSettings } from './quiz-settings.ts'

/** Columns of items.csv, in order. Times are ISO 8601 in UTC; marks and grades are numbers with a decimal point. */
export const attemptColumns = [
  'attempt_id',
  'attempt_number',
  'state',
  ...participantColumns,
  'started',
  'finished',
  'duration_seconds',
  'marks',
  'max_marks',
  'grade',
  'max_grade',
  'questions',
  'questions_missing',
] as const

interface ReviewedAttempt {
  readonly attempt: QuizAttempt
  readonly review: QuizAttemptReview
  readonly quiz: Quiz
}

/** What a report leaves out is not told here either. */
export function toAttemptRow(
  { attempt, review, quiz }: ReviewedAttempt,
  { sections, anonymise }: Pick<QuizSettings, 'sections' | 'anonymise'>,
): ItemOutcome['row'] {
  const marks = sections.has('marks')
  const grade = sections.has('grade')
  return {
    ...participantRow(attempt.participant, anonymise),
    attempt_id: anonymise ? null : attempt.id,
    attempt_number: attempt.number,
    state: attempt.state,
    started: attempt.startedAt,
    finished: attempt.finishedAt,
    duration_seconds: durationSeconds(attempt),
    marks: marks ? attempt.sumOfMarks : null,
    max_marks: marks ? quiz.sumOfMarks : null,
    grade: grade ? review.grade : null,
    max_grade: grade ? quiz.maxGrade : null,
    questions: review.questions.length,
    questions_missing: review.missingSlots.length,
  }
}

function durationSeconds({ startedAt, finishedAt }: QuizAttempt): number | null {
  return startedAt === null || finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000
}
