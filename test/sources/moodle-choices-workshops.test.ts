import { connectMoodle, type ActivitySource } from '@muniment/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { collect, errorOf, testHttp } from '../support/moodle-connection.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped, type StandIn } from '../support/shared-recordings.ts'

type Choices = NonNullable<ActivitySource['choices']>
type Workshops = NonNullable<ActivitySource['workshops']>

function partsOf({ choices, workshops }: ActivitySource): { readonly choices: Choices; readonly workshops: Workshops } {
  if (!choices || !workshops) throw new Error('A Moodle site has choices and workshops.')
  return { choices, workshops }
}

describe.skipIf(!hasSharedRecordings)(
  `choices and workshops of a recorded Moodle 4.5${hasSharedRecordings ? '' : ` (${whySkipped})`}`,
  () => {
    let moodle: StandIn
    let source: ActivitySource

    beforeAll(async () => {
      moodle = await startSharedStandIn()
      source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
    })

    afterAll(async () => {
      await source[Symbol.asyncDispose]()
      await moodle[Symbol.asyncDispose]()
    })

    test('a choice tells who chose what and when, and who did not answer', async () => {
      const { choices } = partsOf(source)
      const choice = await choices.getChoice(2, 1)
      expect(choice).toMatchObject({
        courseModuleId: 9,
        name: 'Excursion date',
        opensAt: null,
        closesAt: null,
        namesShown: true,
        resultsShown: 'after_answer',
        groups: 'none',
        otherFacts: { showunanswered: false },
      })
      const { options, unanswered, withheld, serviceAnswers } = await choices.getResults(choice)
      expect(options.map(({ text, count }) => [text, count])).toEqual([
        ['Friday', 4],
        ['Samstag', 4],
        ['日曜日', 4],
      ])
      expect(options[0]?.answers[0]).toMatchObject({
        participant: { userId: 7, fullName: 'François Lefèvre', userName: 'hist03', enrolled: true },
        answeredAt: '2026-11-23T00:58:58.000Z',
      })
      expect(options.flatMap(({ answers }) => answers.map(({ participant }) => participant.userId))).toHaveLength(12)
      const answered = new Set(options.flatMap(({ answers }) => answers.map(({ participant }) => participant.userId)))
      expect(unanswered.people?.some(({ userId }) => answered.has(userId))).toBe(false)
      expect(unanswered.count).toBe(unanswered.people?.length)
      expect(unanswered.people?.map(({ userName }) => userName)).toContain('hist24')
      expect(unanswered.people?.map(({ userName }) => userName)).not.toContain('teacher1')
      expect(withheld).toBe(0)
      expect(JSON.stringify(serviceAnswers)).not.toContain('profileimageurl":')
      expect(await errorOf(choices.getChoice(2, 99))).toMatchObject({ code: 'source_missing' })
      expect(moodle.stats().misses).toEqual([])
    })

    test('a workshop tells submissions, and assessments with their grades', async () => {
      const { workshops } = partsOf(source)
      const workshop = await workshops.getWorkshop(2, 1)
      expect(workshop).toMatchObject({
        name: 'Peer review',
        phase: 'setup',
        maxSubmissionGrade: 80,
        maxAssessmentGrade: 20,
        strategy: 'accumulative',
        authorInstructionsHtml: 'Instructions for submission 1',
        submissionsCloseAt: null,
        otherFacts: { evaluation: 'best' },
      })
      const submissions = await collect(workshops.listSubmissions(workshop))
      expect(submissions.map(({ id, author, title }) => [id, author?.userName, title])).toEqual([
        [1, 'hist01', 'Draft 1'],
        [2, 'hist02', 'Draft 2'],
        [3, 'hist03', 'Draft 3'],
        [4, 'hist04', 'Draft 4'],
      ])
      expect(submissions[0]).toMatchObject({ contentHtml: '<p>Text 1</p>\n', gradePercent: null, late: false })
      const given = await workshops.listAssessments(workshop)
      expect(
        given.map(({ submissionId, reviewer, gradePercent }) => [submissionId, reviewer?.userId, gradePercent]),
      ).toEqual([
        [1, 6, 80],
        [2, 5, 55],
      ])
      // Without a phase of assessing there is no report of grades, and it is not asked for.
      expect(await workshops.getAssessingGrades(workshop)).toBeNull()
      expect(await workshops.listExpectedAuthors(workshop)).toHaveLength(24)
      expect(await errorOf(workshops.getWorkshop(2, 99))).toMatchObject({ code: 'source_missing' })
      expect(moodle.stats().misses).toEqual([])
    })
  },
)

describe('choices and workshops of the sample course', () => {
  let moodle: SampleMoodle
  let source: ActivitySource

  beforeAll(async () => {
    moodle = await startSampleMoodle()
    source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
  })

  afterAll(async () => {
    expect(moodle.stats().misses).toEqual([])
    await source[Symbol.asyncDispose]()
    await moodle.close()
  })

  test('a closed choice with limits, several answers a person, and one who has left', async () => {
    const { choices } = partsOf(source)
    const choice = await choices.getChoice(7, 41)
    const { options, unanswered, withheld } = await choices.getResults(choice)
    expect(options.map(({ text, limit, count }) => [text, limit, count])).toEqual([
      ['Thursday & Friday', 3, 3],
      ['=Saturday <b>late</b>', null, 3],
      ['ليلة الأحد', 5, 0],
    ])
    expect(options[1]?.answers[2]?.participant).toMatchObject({ userId: 18, fullName: 'Jonas Weber', enrolled: false })
    expect(unanswered.people?.map(({ userId }) => userId)).toEqual([6, 7, 9, 11, 13, 14, 15, 16, 17])
    expect(withheld).toBe(0)
  })

  test('an anonymous choice names nobody, not even who did not answer', async () => {
    const { choices } = partsOf(source)
    const choice = await choices.getChoice(7, 42)
    const results = await choices.getResults(choice)
    expect(results.options.map(({ count, answers }) => [count, answers])).toEqual([
      [2, []],
      [1, []],
    ])
    expect(results.unanswered).toEqual({ people: null, count: 10 })
    expect(JSON.stringify(results)).not.toContain('Καραγιάννη')
  })

  test('a closed workshop with forms, overridden grades, files and grades for assessing', async () => {
    const { workshops } = partsOf(source)
    const workshop = await workshops.getWorkshop(7, 51)
    const [first, second, third] = await collect(workshops.listSubmissions(workshop))
    expect(first).toMatchObject({
      title: 'Pleiades & the calendar',
      gradePercent: 82.5,
      overridePercent: 90,
      overriddenBy: { userId: 3 },
      published: true,
    })
    expect(first?.attachments.map(({ fileName }) => fileName)).toHaveLength(2)
    expect(second).toMatchObject({ late: true, overridePercent: null })
    expect(third).toMatchObject({ author: { userId: 18, fullName: '#18', enrolled: false }, gradePercent: null })
    const { assessments, serviceAnswers } = await workshops.getAssessments(workshop, 501)
    expect(assessments).toMatchObject([
      {
        reviewer: { userId: 8 },
        gradePercent: 75,
        assessingPercent: 100,
        aspects: [
          { descriptionHtml: '<p>Is it <em>correct</em>?</p>', weight: 2, points: 8, maxPoints: 10 },
          { points: 3.5, maxPoints: 5, commentHtml: '' },
        ],
      },
      { weight: 2, assessingOverridePercent: 50, overriddenBy: { userId: 3 }, aspects: [{}, { points: null }] },
    ])
    expect(serviceAnswers.map(({ name }) => name)).toEqual(['assessments', 'form-601', 'form-602'])
    expect(await workshops.getAssessingGrades(workshop)).toEqual(
      new Map([
        [5, 18],
        [8, 20],
        [12, 10],
      ]),
    )
  })
})
