import { ArchivingError } from '../../errors/index.ts'
import type { Quiz, QuizAttempt, QuizAttemptReview, QuizSource, ReviewedQuestion } from '../activity-source.ts'
import { judge, sumOfMarks, type Judgement } from './judge-answer.ts'
import { renderQuestion } from './question-html.ts'
import { sampleAttempts, type SampleAttempt } from './sample-attempts.ts'
import { quizName, sampleCourseId, sampleDates, sampleQuizId } from './sample-course.ts'
import { attachmentOf } from './sample-files.ts'
import type { Say } from './sample-language.ts'
import { samplePeople } from './sample-people.ts'
import { sampleQuestions, type SampleQuestion } from './sample-questions.ts'

const maxGrade = 100

/** The sample exam. */
export function createSampleQuizzes(say: Say, siteUrl: string): QuizSource {
  const questions = sampleQuestions(say)
  const attempts = sampleAttempts(say)
  const people = new Map(samplePeople(say).map((person) => [person.userId, person]))
  return {
    async getQuiz(courseId, quizId) {
      if (courseId === sampleCourseId && quizId === sampleQuizId)
        return await Promise.resolve(sampleQuiz(say, questions))
      throw missing()
    },
    async *listAttempts(_quiz, _options, signal) {
      for (const attempt of attempts) {
        signal?.throwIfAborted()
        const participant = people.get(attempt.userId)
        if (participant) yield { ...toAttempt(questions, attempt), participant }
      }
    },
    async getAttemptReview(attemptId) {
      const attempt = attempts.find(({ id }) => id === attemptId)
      if (attempt) return await Promise.resolve(toReview({ say, siteUrl, questions, attempt }))
      throw missing()
    },
    getFeedbackForGrade: (_quiz, grade) => Promise.resolve(overallFeedback(say, grade)),
  }
}

function missing(): ArchivingError {
  return new ArchivingError('source_missing', 'The sample course does not have what was asked for.')
}

function sampleQuiz(say: Say, questions: readonly SampleQuestion[]): Quiz {
  return {
    id: sampleQuizId,
    courseId: sampleCourseId,
    courseModuleId: 11,
    name: quizName(say),
    introHtml: say('<p>Two hours, one attempt, no books.</p>', '<p>Zwei Stunden, ein Versuch, keine Bücher.</p>'),
    opensAt: sampleDates.examOpens,
    closesAt: sampleDates.examCloses,
    timeLimitSeconds: 7_200,
    gradeMethod: 'highest',
    maxGrade,
    sumOfMarks: maxSum(questions),
    decimalPoints: 1,
    questionDecimalPoints: 1,
    sequential: false,
    modifiedAt: sampleDates.starts,
    otherFacts: {},
  }
}

const maxSum = (questions: readonly SampleQuestion[]): number =>
  questions.reduce((sum, { maxMark }) => sum + maxMark, 0)

function toAttempt(questions: readonly SampleQuestion[], attempt: SampleAttempt): Omit<QuizAttempt, 'participant'> {
  const { id, finished, startedAt, minutes } = attempt
  const finishedAt = new Date(Date.parse(startedAt) + minutes * 60_000).toISOString()
  return {
    id,
    quizId: sampleQuizId,
    number: 1,
    state: finished ? 'finished' : 'in_progress',
    preview: false,
    startedAt,
    finishedAt: finished ? finishedAt : null,
    modifiedAt: attempt.marked ? sampleDates.graded : finished ? finishedAt : startedAt,
    dueAt: null,
    sumOfMarks: sumOfMarks(questions, attempt),
    layout: [...questions.map((_question, index) => index + 1), 0],
  }
}

interface ReviewParts {
  readonly say: Say
  readonly siteUrl: string
  readonly questions: readonly SampleQuestion[]
  readonly attempt: SampleAttempt
}

function toReview(parts: ReviewParts): QuizAttemptReview {
  const { say, questions, attempt } = parts
  const sum = sumOfMarks(questions, attempt)
  const grade = sum === null ? null : (sum / maxSum(questions)) * maxGrade
  const feedback = grade === null ? '' : overallFeedback(say, grade)
  return {
    attemptId: attempt.id,
    gradeText: grade === null ? '' : String(grade),
    grade,
    attempt: toAttempt(questions, attempt),
    summary: feedback === '' ? [] : [{ id: 'feedback', title: say('Feedback', 'Feedback'), contentHtml: feedback }],
    questions: questions.map((question, index) => toReviewed(parts, question, index)),
    missingSlots: [],
    serviceAnswer: null,
  }
}

function toReviewed({ say, siteUrl, attempt }: ReviewParts, question: SampleQuestion, index: number): ReviewedQuestion {
  const { finished, marked } = attempt
  const answer = attempt.answers[index] ?? null
  const judged = judge(question, answer, marked)
  const state = finished ? finishedState(say, question, judged) : openState(say, judged)
  const isEssay = question.type === 'essay'
  const file = isEssay ? attachmentOf(siteUrl, attempt) : null
  return {
    slot: index + 1,
    type: question.type,
    page: 0,
    numberShown: String(index + 1),
    html: renderQuestion({
      say,
      question,
      answer,
      finished,
      stateClass: state.stateClass,
      attemptId: attempt.id,
      slot: index + 1,
      comment: isEssay ? (marked?.comment ?? '') : '',
      attachment: file,
    }),
    flagged: false,
    ...state,
    markText: finished && judged.mark !== null ? judged.mark.toFixed(1) : '',
    mark: finished ? judged.mark : null,
    maxMark: question.maxMark,
    hasAutosavedStep: false,
    settings: isEssay ? { responseformat: 'editor', responserequired: '1', attachments: '1' } : {},
    lastActionAt: attempt.startedAt,
    responseFiles: file ? [file] : [],
  }
}

type State = Pick<ReviewedQuestion, 'state' | 'stateText' | 'stateClass'>

function openState(say: Say, { answered }: Judgement): State {
  return answered
    ? { state: 'complete', stateClass: 'answersaved', stateText: say('Answer saved', 'Antwort gespeichert') }
    : { state: 'todo', stateClass: 'notyetanswered', stateText: say('Not yet answered', 'Bisher nicht beantwortet') }
}

function finishedState(say: Say, { maxMark, type }: SampleQuestion, { answered, mark }: Judgement): State {
  if (!answered) {
    return { state: 'gaveup', stateClass: 'notanswered', stateText: say('Not answered', 'Nicht beantwortet') }
  }
  const byHand = type === 'essay' ? 'mangr' : 'graded'
  if (mark === null) {
    return {
      state: 'needsgrading',
      stateClass: 'requiresgrading',
      stateText: say('Requires grading', 'Bewertung nötig'),
    }
  }
  if (mark === maxMark) return { state: `${byHand}right`, stateClass: 'correct', stateText: say('Correct', 'Richtig') }
  if (mark === 0) return { state: `${byHand}wrong`, stateClass: 'incorrect', stateText: say('Incorrect', 'Falsch') }
  const stateText = say('Partially correct', 'Teilweise richtig')
  return { state: `${byHand}partial`, stateClass: 'partiallycorrect', stateText }
}

function overallFeedback(say: Say, grade: number): string {
  if (grade >= 80) return say('<p>You know your trees.</p>', '<p>Sie kennen Ihre Bäume.</p>')
  return say('<p>A walk with the field guide would help.</p>', '<p>Ein Gang mit dem Bestimmungsbuch lohnt sich.</p>')
}
