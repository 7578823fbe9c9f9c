import {
  connectMoodle,
  type ActivitySource,
  type Quiz,
  type QuizAttempt,
  type QuizAttemptReview,
  type QuizSource,
} from '@muniment/core'
import { composeAttemptReport, renderReportHtml, reportText, sectionText } from '@muniment/core/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collect, testHttp } from '../support/moodle-connection.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped, type StandIn } from '../support/shared-recordings.ts'
import { seeQuestion, wordsOf } from './recorded-question.ts'

type Report = Awaited<ReturnType<typeof composeAttemptReport>>
type Loader = Parameters<typeof composeAttemptReport>[1]
type SectionName =
  Parameters<typeof composeAttemptReport>[0]['options']['sections'] extends ReadonlySet<infer Name> ? Name : never

const courseId = 2
const allSections = [
  'header',
  'question',
  'grade',
  'overall-feedback',
  'marks',
  'correctness',
  'specific-feedback',
  'general-feedback',
  'right-answer',
  'comments',
  'history',
  'attachments',
] as const satisfies readonly SectionName[]

describe.skipIf(!hasSharedRecordings)(
  `reports of recorded attempts${hasSharedRecordings ? '' : ` (${whySkipped})`}`,
  () => {
    let moodle: StandIn
    let source: ActivitySource
    let quizzes: QuizSource
    const read: { quiz: Quiz; attempt: QuizAttempt; review: QuizAttemptReview; report: Report }[] = []

    const loader = (): Loader => ({
      image: async (address) => {
        const chunks: Uint8Array[] = []
        for await (const chunk of (await source.openFile(address)).content) chunks.push(chunk)
        return { bytes: Buffer.concat(chunks) }
      },
      attachment: ({ file: { area, fileName, sizeBytes } }) =>
        Promise.resolve({ pathFromReport: `attachments/${area}/${fileName}`, sha256: '0'.repeat(64), sizeBytes }),
    })

    async function compose(quiz: Quiz, attempt: QuizAttempt, sections: readonly SectionName[] = allSections) {
      const review = await quizzes.getAttemptReview(attempt.id)
      const report = await composeAttemptReport(
        {
          site: { name: 'Example', url: moodle.url },
          course: { name: 'History 101', shortName: 'HIST101' },
          quiz,
          attempt,
          review,
          overallFeedbackHtml: '',
          options: { language: 'en', timeZone: 'UTC', sections: new Set(sections) },
        },
        loader(),
      )
      return { review, report }
    }

    beforeAll(async () => {
      moodle = await startSharedStandIn()
      source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
      if (!source.quizzes) throw new Error('A Moodle site has quizzes.')
      quizzes = source.quizzes
      for (const quizId of [1, 2]) {
        const quiz = await quizzes.getQuiz(courseId, quizId)
        for (const attempt of await collect(quizzes.listAttempts(quiz))) {
          read.push({ quiz, attempt, ...(await compose(quiz, attempt)) })
        }
      }
    })

    afterAll(async () => {
      expect(moodle.stats().misses).toEqual([])
      await source[Symbol.asyncDispose]()
      await moodle[Symbol.asyncDispose]()
    })

    test('there are as many reports as attempts, with a section for every slot', () => {
      expect(read.filter(({ quiz }) => quiz.id === 1)).toHaveLength(25)
      for (const { review, report } of read) {
        const slots = review.attempt.layout.filter((slot) => slot > 0)
        expect(report.document.sections).toHaveLength(slots.length)
      }
    })

    test('every word that the review shows is in the report', () => {
      const lost = read.flatMap(({ review, report }) =>
        review.questions.flatMap(({ html, type }, index) => {
          const section = report.document.sections[index]
          const shown = wordsOf(section ? sectionText(section) : '')
          return [...seeQuestion(html).words].filter((word) => !shown.has(word)).map((word) => `${type}: ${word}`)
        }),
      )
      expect([...new Set(lost)]).toEqual([])
    })

    test('every answer is in the report as it was entered', () => {
      for (const { attempt, review, report } of read) {
        for (const [index, question] of review.questions.entries()) {
          const section = report.document.sections[index]
          const answer = (section?.parts ?? []).filter(({ role }) => role === 'answer')
          const text = sectionText({ number: '', heading: '', parts: answer })
          for (const entered of seeQuestion(question.html).entered) {
            expect(text, `attempt ${attempt.id}, slot ${question.slot}, ${question.type}`).toContain(entered.trimEnd())
          }
        }
      }
    })

    test('every state, mark, number and file is that of the recording', () => {
      for (const { review, report } of read) {
        for (const [index, question] of review.questions.entries()) {
          const section = report.document.sections[index]
          expect(section?.number).toBe(question.numberShown)
          if (question.type === 'description') continue
          expect(section?.outcome?.label).toBe(question.stateText)
          expect(section?.mark).toBe(`${question.markText || '–'} / ${question.maxMark?.toFixed(2)}`)
          const text = section ? sectionText(section) : ''
          for (const { fileName } of question.responseFiles) expect(text).toContain(fileName)
        }
      }
    })

    test('who marked by hand is told, and everything placed by hand lies where it was put', () => {
      const essays = read
        .map(({ report }) => reportText(report.document))
        .filter((text) => text.includes('Manually graded'))
      expect(essays.length).toBeGreaterThan(10)
      expect(essays.every((text) => /Anna Müller-Keller|Tutor|tutor/.test(text))).toBe(true)
      const first = read.find(({ attempt }) => attempt.id === 2)
      const blocks = first?.report.document.sections.flatMap(({ parts }) => parts.flatMap(({ blocks }) => blocks)) ?? []
      const placements = blocks.filter(({ kind }) => kind === 'placement')
      expect(placements).toMatchObject([
        {
          placed: [
            { x: 205, y: 220, label: 'Ocean', zone: 'sea', shape: 'item' },
            { x: 70, y: 60, label: 'West land', zone: 'left', shape: 'item' },
            { x: 290, y: 90, zone: 'right', shape: 'item' },
          ],
        },
        {
          placed: [
            { x: 110, y: 110, label: 'West', shape: 'marker' },
            { x: 305, y: 140, label: 'East', shape: 'marker' },
          ],
        },
      ])
    })

    test('ids that Moodle makes up for each answer are in neither document nor record, and two readings are equal', async () => {
      for (const { quiz, attempt, report } of read.filter(({ attempt }) => [1, 13, 23, 26].includes(attempt.id))) {
        const { report: again } = await compose(quiz, attempt)
        expect(again).toEqual(report)
        const text = JSON.stringify([report.document, report.record]) + renderReportHtml(report.document, report.assets)
        expect(text).not.toMatch(/action_link|random[0-9a-f]{8}|question-\d+-\d+|ordering_item|sequencecheck/)
        expect(text).not.toContain(moodle.token)
      }
    })

    test('a copy for the student tells no solution anywhere', async () => {
      const { quiz, attempt, review } = read.find(({ attempt }) => attempt.id === 17) ?? read[0] ?? expect.unreachable()
      const { report } = await compose(quiz, attempt, ['header', 'question', 'attachments', 'overall-feedback'])
      const text = JSON.stringify([report.document, report.record])
      expect(text).not.toMatch(
        /correct answer|Correct\b|Incorrect|Partially|Storming of the Bastille.*Yes, 14 July|Mark \d|General feedback/i,
      )
      expect(review.questions.length).toBe(report.document.sections.length)
    })
  },
)
