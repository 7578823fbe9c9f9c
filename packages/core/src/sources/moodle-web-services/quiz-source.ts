import { ArchivingError } from '../../errors/index.ts'
import type {
  ListAttemptsOptions,
  Participant,
  Quiz,
  QuizAttempt,
  QuizAttemptReview,
  QuizSource,
} from '../activity-source.ts'
import {
  attemptReviewWithRaw,
  feedbackAnswer,
  quizzesAnswer,
  userAttemptsAnswer,
  type AttemptRecord,
} from './answers/quiz-answers.ts'
import { batchSize, callEach } from './batch-calls.ts'
import { hasFaultCode } from './moodle-fault.ts'
import type { MoodleSession } from './moodle-session.ts'
import { listParticipants } from './participants.ts'
import { toAttempt, toQuiz, toReview } from './quiz-mapping.ts'
import { toServiceAnswer } from './quiz-service-answer.ts'
import { inBatches, mapAhead } from './read-ahead.ts'

/** Signals of the caller and of the source itself, as one. */
export type JoinSignals = (signal?: AbortSignal) => AbortSignal

export function createQuizSource(session: MoodleSession, join: JoinSignals): QuizSource {
  return {
    getQuiz: (courseId, quizId, signal) => getQuiz(session, courseId, quizId, join(signal)),
    listAttempts: (quiz, options, signal) => listAttempts(session, quiz, options ?? {}, join(signal)),
    getAttemptReview: (attemptId, signal) => getAttemptReview(session, attemptId, join(signal)),
    getFeedbackForGrade: (quiz, grade, signal) => getFeedbackForGrade(session, quiz, grade, join(signal)),
  }
}

async function getQuiz(session: MoodleSession, courseId: number, quizId: number, signal: AbortSignal): Promise<Quiz> {
  const name = 'mod_quiz_get_quizzes_by_courses'
  const question = { function: name, values: { courseids: [courseId] }, answer: quizzesAnswer }
  const { quizzes, warnings } = await session.call(question, signal)
  const found = quizzes.find(({ id }) => id === quizId)
  if (found) return toQuiz(found)
  const details = { function: name, courseId, quizId }
  // A course that one may not enter is no error here, but an empty list with a warning.
  if (quizzes.length === 0 && warnings !== undefined && warnings.length > 0) {
    throw new ArchivingError('source_denied', 'Your account cannot enter the course of this quiz.', {
      details,
      german: 'Ihr Konto kann den Kurs dieses Tests nicht betreten.',
    })
  }
  throw new ArchivingError('source_missing', 'The course has no such quiz, or your account may not see it.', {
    details,
    german: 'Diesen Test gibt es im Kurs nicht, oder Ihr Konto darf ihn nicht sehen.',
  })
}

/** Batches that are asked for at once: the next is under way while one is being read. */
const batchesAhead = 2

async function* listAttempts(
  session: MoodleSession,
  quiz: Quiz,
  options: ListAttemptsOptions,
  signal: AbortSignal,
): AsyncGenerator<QuizAttempt, void, undefined> {
  const participants = listParticipants(session, quiz.courseId, signal)
  const batches = mapAhead(inBatches(participants, batchSize), batchesAhead, (batch) =>
    readAttemptsOf(session, quiz, { batch, options }, signal),
  )
  for await (const attempts of batches) yield* attempts
}

interface AttemptsOfBatch {
  readonly batch: readonly Participant[]
  readonly options: ListAttemptsOptions
}

async function readAttemptsOf(
  session: MoodleSession,
  quiz: Quiz,
  { batch, options }: AttemptsOfBatch,
  signal: AbortSignal,
): Promise<readonly QuizAttempt[]> {
  const includepreviews = options.includePreviews === true
  const values = batch.map(({ userId }) => ({ quizid: quiz.id, userid: userId, status: 'all', includepreviews }))
  const question = { function: await attemptsFunction(session, signal), values, answer: userAttemptsAnswer }
  const results = await callEach(session, question, signal)
  return results.flatMap((result, index) => {
    const participant = batch[index]
    if (!participant) return []
    if (result.ok) return result.value.attempts.toSorted(byNumber).map((attempt) => toAttempt(attempt, participant))
    if (!options.onRefused) throw result.error
    options.onRefused(participant, result.error)
    return []
  })
}

function byNumber(one: AttemptRecord, other: AttemptRecord): number {
  return one.attempt - other.attempt || one.id - other.id
}

/** Since Moodle 5.0 the older function hides attempts that were prepared but not started. */
async function attemptsFunction(session: MoodleSession, signal: AbortSignal): Promise<string> {
  const newer = 'mod_quiz_get_user_quiz_attempts'
  return (await session.offers(newer, signal)) ? newer : 'mod_quiz_get_user_attempts'
}

async function getAttemptReview(
  session: MoodleSession,
  attemptId: number,
  signal: AbortSignal,
): Promise<QuizAttemptReview> {
  const call = { function: 'mod_quiz_get_attempt_review', arguments: { attemptid: attemptId, page: -1 } }
  const question = { function: call.function, values: call.arguments, answer: attemptReviewWithRaw }
  try {
    const { raw, review } = await session.call(question, signal)
    return toReview(review, toServiceAnswer(call, raw))
  } catch (error) {
    throw refusesThisAttempt(error) ? toRefusal(error) : error
  }
}

/** What `mod_quiz_external::validate_attempt_review` says of one attempt, while others of the quiz may be read. */
const refusalCodes = ['noreviewattempt', 'notyourattempt', 'noreview', 'attemptclosed']

function refusesThisAttempt(error: unknown): boolean {
  return refusalCodes.some((code) => hasFaultCode(error, code))
}

function toRefusal(cause: unknown): ArchivingError {
  return new ArchivingError('source_denied', 'The site does not let your account review this attempt.', {
    cause,
    german: 'Die Website lässt Ihr Konto diesen Versuch nicht einsehen.',
    details: { function: 'mod_quiz_get_attempt_review', reason: 'attempt' },
  })
}

async function getFeedbackForGrade(
  session: MoodleSession,
  quiz: Quiz,
  grade: number,
  signal: AbortSignal,
): Promise<string> {
  const { feedbacktext } = await session.call(
    {
      function: 'mod_quiz_get_quiz_feedback_for_grade',
      values: { quizid: quiz.id, grade },
      answer: feedbackAnswer,
    },
    signal,
  )
  return feedbacktext
}
