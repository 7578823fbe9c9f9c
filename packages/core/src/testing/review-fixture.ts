import type { AttemptReportInput } from '../drivers/quiz/attempt-report.ts'
import type { ReportLoader } from '../reporting/report-files.ts'
import { reportSections } from '../drivers/quiz/report-sections.ts'
import type { Quiz, QuizAttempt, ReviewedQuestion } from '../sources/activity-source.ts'

/** Pieces of a question's page, as Moodle puts them together. */
export interface QuestionHtml {
  readonly formulation: string
  readonly feedback?: string
  readonly comment?: string
  readonly history?: string
  readonly scripts?: string
}

/** A question of a review in Moodle's structure; `volatile` stands in ids that differ between two answers. */
export function questionHtml(type: string, pieces: QuestionHtml, slot = 1, volatile = '6b03'): string {
  const { formulation, feedback = '', comment = '', history = '', scripts = '' } = pieces
  return [
    `<div id="question-7-${slot}" class="que ${type} deferredfeedback complete">`,
    `<div class="info"><h3 class="no">Question <span class="qno">${slot}</span></h3><div class="state">Complete</div></div>`,
    `<div class="content"><div class="formulation clearfix"><h4 class="accesshide">Question text</h4>`,
    `<input type="hidden" name="q7:${slot}_:sequencecheck" value="3" />${formulation}</div>`,
    feedback === ''
      ? ''
      : `<div class="outcome clearfix"><h4 class="accesshide">Feedback</h4><div class="feedback">${feedback}</div></div>`,
    `<div class="comment clearfix"><h4 class="accesshide">Comments</h4>${comment}`,
    `<div class="commentlink"><a href="https://moodle.test/mod/quiz/comment.php" id="action_link${volatile}1">Make comment</a></div></div>`,
    history === ''
      ? ''
      : `<div class="history clearfix"><h4 class="responsehistoryheader">Response history</h4>${history}</div>`,
    `</div></div><script>//<![CDATA[\nvar x = "random${volatile}"; ${scripts}\n//]]></script>`,
  ].join('')
}

/** A reviewed question; anything may be given. */
export function reviewedQuestion(overrides: Partial<ReviewedQuestion> = {}): ReviewedQuestion {
  return {
    slot: 1,
    type: 'essay',
    page: 0,
    numberShown: '1',
    html: '',
    flagged: false,
    state: 'complete',
    stateText: 'Complete',
    stateClass: 'answersaved',
    markText: '1.00',
    mark: 1,
    maxMark: 2,
    hasAutosavedStep: false,
    settings: {},
    lastActionAt: null,
    responseFiles: [],
    ...overrides,
  }
}

const quiz: Quiz = {
  id: 3,
  courseId: 2,
  courseModuleId: 42,
  name: 'Final quiz',
  introHtml: '',
  opensAt: null,
  closesAt: null,
  timeLimitSeconds: null,
  gradeMethod: 'highest',
  maxGrade: 10,
  sumOfMarks: 40,
  decimalPoints: 2,
  questionDecimalPoints: 2,
  sequential: false,
  modifiedAt: null,
  otherFacts: {},
}

const attempt: QuizAttempt = {
  id: 7,
  quizId: 3,
  number: 2,
  state: 'finished',
  preview: false,
  startedAt: '2026-10-05T11:21:44.000Z',
  finishedAt: '2026-10-05T11:47:44.000Z',
  modifiedAt: '2026-10-06T11:47:44.000Z',
  dueAt: null,
  sumOfMarks: 31,
  layout: [1, 2, 0, 3, 0],
  participant: {
    userId: 12,
    userName: 'zofia',
    firstName: 'Zofia',
    lastName: 'Żółw',
    fullName: 'Zofia Żółw',
    idNumber: '26-1',
    email: '',
    groups: [{ id: 5, name: 'Group A', idNumber: '' }],
    enrolled: true,
  },
}

/** What a report is made from, with these questions. */
export function attemptReportInput(
  questions: readonly ReviewedQuestion[],
  changes: {
    readonly missingSlots?: readonly number[]
    readonly options?: Partial<AttemptReportInput['options']>
    readonly overallFeedbackHtml?: string
  } = {},
): AttemptReportInput {
  const { participant: _, ...facts } = attempt
  return {
    site: { name: 'Test Moodle', url: 'https://moodle.test' },
    course: { name: 'World history', shortName: 'HIST101' },
    quiz,
    attempt,
    review: {
      attemptId: attempt.id,
      gradeText: '7.75',
      grade: 7.75,
      attempt: facts,
      summary: [],
      questions,
      missingSlots: changes.missingSlots ?? [],
      serviceAnswer: { function: 'mod_quiz_get_attempt_review', arguments: {}, normalised: [], answer: {} },
    },
    overallFeedbackHtml: changes.overallFeedbackHtml ?? '',
    options: { language: 'en', timeZone: 'Europe/Berlin', sections: new Set(reportSections), ...changes.options },
  }
}

/** A picture of one pixel. */
export const onePixelPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A loader that has every picture and every file, and remembers what it was asked. */
export function generousLoader(): ReportLoader & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    image(address) {
      asked.push(address)
      return Promise.resolve({ bytes: onePixelPng })
    },
    attachment({ file }) {
      asked.push(`${file.area} ${file.address}`)
      return Promise.resolve({ pathFromReport: `attachments/${file.fileName}`, sha256: 'ab'.repeat(32), sizeBytes: 5 })
    },
  }
}
