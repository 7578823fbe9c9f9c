import { wrapUnknownError } from '../../errors/index.ts'
import type { QuizAttempt, QuizAttemptReview, QuizSource } from '../../sources/activity-source.ts'

/** A review, or what stands in for one that the source refuses. */
export interface ReadReview {
  readonly review: QuizAttemptReview
  /** Why there is none, in a sentence; undefined if there is one. */
  readonly refusal: string | undefined
}

/**
 * Reads the review of an attempt. If this one alone is refused, is gone, or was never started so that there is nothing
 * to review, what was listed of it is archived all the same. What concerns other attempts as well is thrown.
 */
export async function readReview(quizzes: QuizSource, attempt: QuizAttempt, signal: AbortSignal): Promise<ReadReview> {
  try {
    return { review: await quizzes.getAttemptReview(attempt.id, signal), refusal: undefined }
  } catch (error) {
    const { code, message, details } = wrapUnknownError(error)
    const concernsThisOne = code === 'source_denied' && details['reason'] === 'attempt'
    const nothingThere = code === 'source_unexpected' && attempt.state === 'not_started'
    if (concernsThisOne || nothingThere || code === 'source_missing')
      return { review: nothingOf(attempt), refusal: message }
    throw error
  }
}

function nothingOf({ participant: _participant, ...attempt }: QuizAttempt): QuizAttemptReview {
  return {
    attemptId: attempt.id,
    gradeText: '',
    grade: null,
    attempt,
    summary: [],
    questions: [],
    missingSlots: attempt.layout.filter((slot) => slot > 0),
    serviceAnswer: null,
  }
}
