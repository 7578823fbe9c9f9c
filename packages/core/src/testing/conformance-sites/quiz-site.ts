import { throwIfAborted } from '../../archive/abortable.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { Quiz, QuizAttempt, QuizAttemptReview, QuizSource } from '../../sources/activity-source.ts'
import type { ConformanceSite, SiteRequest } from '../driver-conformance/conformance-options.ts'
import { MemorySite } from '../driver-conformance/memory-site.ts'
import { questionHtml, reviewedQuestion } from '../review-fixture.ts'

/** A site with one quiz: an essay question, one finished attempt of each person. */
export function openQuizSite(request: SiteRequest): ConformanceSite {
  const { items, filesPerItem = 1, change, volatile = '6b03', withoutPart } = request
  const site = new MemorySite(request)
  const activity = site.activity('quiz', 'Final quiz')
  const quiz: Quiz = { ...plainQuiz, name: activity.activityName }
  const attempts = Array.from({ length: items }, (_, index): QuizAttempt => {
    const modifiedAt = index === 0 && change !== undefined ? '2026-10-07T08:00:00.000Z' : plainAttempt.modifiedAt
    return { ...plainAttempt, modifiedAt, id: 500 + index, participant: site.participant(index + 1) }
  })
  const essays = attempts.map(({ participant: owner, ...attempt }, index) => {
    const changed = (what: string): boolean => index === 0 && change === what
    const files = Array.from({ length: filesPerItem }, (_, number) =>
      site.file(`essay ${index}-${number}${changed('file') ? ' anew' : ''}`, { area: 'attachments', owner }),
    )
    const html = questionHtml(
      'essay',
      {
        formulation: `<div class="qtext"><p>Describe the sea.</p></div><div class="ablock"><p>Waves of attempt ${index}${changed('answer') ? ', rewritten' : ''}. By ${request.names ? 'me' : owner.fullName}</p></div>`,
        comment: `Comment: <p>${changed('comment') ? 'Very good' : 'Good'}</p>`,
      },
      1,
      volatile,
    )
    const mark = changed('mark') ? 2 : 1
    const question = reviewedQuestion({ html, mark, markText: mark.toFixed(2), responseFiles: files })
    const review: QuizAttemptReview = {
      attemptId: attempt.id,
      attempt: { ...attempt, sumOfMarks: mark },
      grade: mark * 5,
      gradeText: `${mark * 5}`,
      summary: [],
      questions: [question],
      missingSlots: [],
      serviceAnswer: { function: 'mod_quiz_get_attempt_review', arguments: {}, normalised: [], answer: { mark } },
    }
    return { review, files }
  })
  return {
    source: { ...site.source(), ...(withoutPart ? {} : { quizzes: quizSource(quiz, attempts, essays) }) },
    activity,
    items: attempts.map(({ id }, index) => ({
      key: `attempt-${id}`,
      words: request.names ? [] : ['Describe the sea.', `Waves of attempt ${index}`, 'Good'],
      files: essays[index]?.files.map(({ sha256 }) => sha256) ?? [],
    })),
    people: site.people,
    ids: { items: attempts.map(({ id }) => id), users: site.userIds, groups: [5] },
  }
}

function quizSource(
  quiz: Quiz,
  attempts: readonly QuizAttempt[],
  essays: readonly { readonly review: QuizAttemptReview }[],
): QuizSource {
  return {
    async getQuiz(_courseId, _quizId, signal) {
      throwIfAborted(signal)
      return quiz
    },
    async *listAttempts(_quiz, _options, signal) {
      for (const attempt of attempts) {
        throwIfAborted(signal)
        yield attempt
      }
    },
    async getAttemptReview(attemptId, signal) {
      throwIfAborted(signal)
      const essay = essays.find(({ review }) => review.attemptId === attemptId)
      if (essay) return essay.review
      throw new ArchivingError('source_missing', 'The site has no such attempt.')
    },
    getFeedbackForGrade: async () => '',
  }
}

const plainQuiz: Quiz = {
  id: 3,
  courseId: 7,
  courseModuleId: 33,
  name: '',
  introHtml: '',
  opensAt: null,
  closesAt: null,
  timeLimitSeconds: null,
  gradeMethod: 'highest',
  maxGrade: 10,
  sumOfMarks: 2,
  decimalPoints: 2,
  questionDecimalPoints: 2,
  sequential: false,
  modifiedAt: '2026-09-01T08:00:00.000Z',
  otherFacts: {},
}

const plainAttempt = {
  quizId: 3,
  number: 1,
  state: 'finished',
  preview: false,
  startedAt: '2026-10-05T11:21:44.000Z',
  finishedAt: '2026-10-05T11:47:44.000Z',
  modifiedAt: '2026-10-06T11:47:44.000Z',
  dueAt: null,
  sumOfMarks: 1,
  layout: [1, 0],
} as const
