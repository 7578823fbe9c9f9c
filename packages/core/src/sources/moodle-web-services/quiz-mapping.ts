import type { z } from 'zod'
import type {
  Participant,
  Quiz,
  QuizAttempt,
  QuizAttemptReview,
  QuizAttemptState,
  ReviewedQuestion,
  ServiceAnswer,
} from '../activity-source.ts'
import type { attemptReviewAnswer, AttemptRecord, QuizAnswer, ReviewedQuestionAnswer } from './answers/quiz-answers.ts'
import { parseLocalisedNumber, toIsoTime } from './value-parsing.ts'

const gradeMethods: Readonly<Record<number, Quiz['gradeMethod']>> = {
  1: 'highest',
  2: 'average',
  3: 'first',
  4: 'last',
}

const states: Readonly<Record<AttemptRecord['state'], QuizAttemptState>> = {
  inprogress: 'in_progress',
  overdue: 'overdue',
  finished: 'finished',
  abandoned: 'abandoned',
  notstarted: 'not_started',
  submitted: 'submitted',
}

/** A quiz from Moodle's record. */
export function toQuiz(quiz: QuizAnswer): Quiz {
  const decimalPoints = quiz.decimalpoints ?? 2
  const questionDecimalPoints = quiz.questiondecimalpoints ?? -1
  return {
    id: quiz.id,
    courseId: quiz.course,
    courseModuleId: quiz.coursemodule,
    name: quiz.name,
    introHtml: quiz.intro,
    opensAt: quiz.timeopen,
    closesAt: quiz.timeclose,
    timeLimitSeconds: quiz.timelimit ? quiz.timelimit : null,
    gradeMethod: gradeMethods[quiz.grademethod ?? 1] ?? 'highest',
    maxGrade: quiz.grade ?? 0,
    sumOfMarks: quiz.sumgrades ?? 0,
    decimalPoints,
    // -1 is Moodle's "the same as for the whole quiz".
    questionDecimalPoints: questionDecimalPoints < 0 ? decimalPoints : questionDecimalPoints,
    sequential: quiz.navmethod === 'sequential',
    modifiedAt: toIsoTime(Number(quiz.otherFacts['timemodified'] ?? 0)),
    otherFacts: quiz.otherFacts,
  }
}

/** An attempt from Moodle's record, with the person whose it is. */
export function toAttempt(attempt: AttemptRecord, participant: Participant): QuizAttempt {
  return { ...toAttemptFacts(attempt), participant }
}

function toAttemptFacts(attempt: AttemptRecord): Omit<QuizAttempt, 'participant'> {
  return {
    id: attempt.id,
    quizId: attempt.quiz,
    number: attempt.attempt,
    state: states[attempt.state],
    preview: attempt.preview,
    startedAt: attempt.timestart,
    finishedAt: attempt.timefinish,
    modifiedAt: attempt.timemodified,
    dueAt: attempt.timecheckstate,
    sumOfMarks: attempt.sumgrades ?? null,
    layout: parseLayout(attempt.layout),
  }
}

/** Moodle's `layout`, such as `1,2,0,3,0`: slots in the order shown, 0 ends a page. */
export function parseLayout(layout: string): readonly number[] {
  return layout
    .split(',')
    .filter((part) => /^\d+$/.test(part.trim()))
    .map(Number)
}

/**
 * A review from Moodle's answer. In sequential quizzes the review ends at the page where the attempt stands: later
 * slots come empty (4.5) or not at all (4.2), so what came is compared with the layout.
 */
export function toReview(
  review: z.output<typeof attemptReviewAnswer>,
  serviceAnswer: ServiceAnswer,
): QuizAttemptReview {
  const attempt = toAttemptFacts(review.attempt)
  const whole = review.questions.filter(({ type, html }) => type !== '' && html.trim() !== '')
  const received = new Set(whole.map(({ slot }) => slot))
  const expected = [...attempt.layout, ...review.questions.map(({ slot }) => slot)]
  const missingSlots = [...new Set(expected)].filter((slot) => slot > 0 && !received.has(slot))
  const gradeText = review.grade === 'notyetgraded' ? '' : String(review.grade ?? '')
  return {
    attemptId: attempt.id,
    gradeText,
    grade: typeof review.grade === 'number' ? review.grade : parseLocalisedNumber(gradeText),
    attempt,
    summary: review.additionaldata.map(({ id, title, content }) => ({ id, title, contentHtml: content })),
    questions: whole.map((question) => toReviewedQuestion(question)),
    missingSlots,
    serviceAnswer,
  }
}

function toReviewedQuestion(question: ReviewedQuestionAnswer): ReviewedQuestion {
  const markText = question.mark ?? ''
  return {
    slot: question.slot,
    type: question.type,
    page: question.page,
    numberShown: question.questionnumber ?? (question.number ? String(question.number) : ''),
    html: question.html,
    flagged: question.flagged,
    state: question.state,
    stateText: question.status,
    stateClass: question.stateclass,
    markText,
    mark: parseLocalisedNumber(markText),
    maxMark: question.maxmark ?? null,
    hasAutosavedStep: question.hasautosavedstep,
    settings: question.settings,
    lastActionAt: question.lastactiontime,
    responseFiles: question.responsefileareas.flatMap(({ area, files }) =>
      files.map((file) => ({
        area,
        fileName: file.filename,
        folder: file.filepath,
        sizeBytes: file.filesize,
        mediaType: file.mimetype,
        address: file.fileurl,
      })),
    ),
  }
}
