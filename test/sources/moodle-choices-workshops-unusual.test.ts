import { connectMoodle, type ActivitySource } from '@muniment/core'
import { describe, expect, test } from 'vitest'
import { fault, startFakeMoodle, type FakeFunction } from '../support/fake-moodle.ts'
import { collect, testHttp } from '../support/moodle-connection.ts'

const people: Readonly<Record<string, FakeFunction>> = {
  core_enrol_get_enrolled_users: () => [
    { id: 5, fullname: 'Person 5' },
    { id: 6, fullname: 'Person 6' },
  ],
  core_group_get_course_groups: () => [],
}

function open(url: string): Required<Pick<ActivitySource, 'choices' | 'workshops'>> & AsyncDisposable {
  const source = connectMoodle({ ...testHttp, siteUrl: url, token: 'f00dface', language: 'en' })
  const { choices, workshops } = source
  if (!choices || !workshops) throw new Error('A Moodle site has choices and workshops.')
  return { choices, workshops, [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]() }
}

const choice = { id: 1, coursemodule: 9, course: 2, name: 'Day &amp; night', publish: false, groupmode: 1 }

describe('a choice', () => {
  test('names that a site gives although it hides them are dropped', async () => {
    const named = { userid: 5, fullname: 'Person 5', timemodified: 1_795_395_538 }
    await using moodle = await startFakeMoodle({
      functions: {
        ...people,
        mod_choice_get_choices_by_courses: () => ({ choices: [choice] }),
        mod_choice_get_choice_options: () => fault('nopermissions'),
        mod_choice_get_choice_results: () => ({
          options: [
            { id: 0, text: 'Not yet', numberofuser: 1, userresponses: [{ userid: 6, fullname: 'Person 6' }] },
            { id: 1, text: 'Day', numberofuser: 1, userresponses: [named] },
          ],
        }),
      },
    })
    await using source = open(moodle.url)
    const read = await source.choices.getChoice(2, 1)
    expect(read).toMatchObject({ name: 'Day & night', groups: 'separate', resultsShown: null })
    const results = await source.choices.getResults(read)
    expect(results).toMatchObject({
      options: [{ id: 1, count: 1, answers: [] }],
      unanswered: { people: null, count: 1 },
      withheld: 0,
    })
    expect(JSON.stringify(results)).not.toContain('Person')
  })

  test('answers that are counted and not given are not taken for none', async () => {
    await using moodle = await startFakeMoodle({
      functions: {
        ...people,
        mod_choice_get_choices_by_courses: () => ({ choices: [{ ...choice, publish: true }] }),
        mod_choice_get_choice_options: () => ({
          options: [
            { id: 1, countanswers: 3 },
            { id: 2, countanswers: 1 },
          ],
        }),
        mod_choice_get_choice_results: () => ({
          options: [
            { id: 1, text: 'Day', numberofuser: 0, userresponses: [] },
            { id: 2, text: 'Night', numberofuser: 0, userresponses: [] },
          ],
        }),
      },
    })
    await using source = open(moodle.url)
    const results = await source.choices.getResults(await source.choices.getChoice(2, 1))
    expect(results.withheld).toBe(4)
    // Nobody says of whom an answer is expected.
    expect(results.unanswered).toEqual({ people: null, count: null })
  })
})

describe('a workshop', () => {
  const workshop = { id: 1, coursemodule: 11, course: 2, name: 'Peers', phase: 30, grade: 80, gradinggrade: 20 }
  const assessment = { id: 7, submissionid: 3, reviewerid: 0, weight: 0, grade: '55.00000' }
  const functions = {
    ...people,
    mod_workshop_get_workshops_by_courses: () => ({ workshops: [workshop] }),
    mod_workshop_get_submissions: () => ({
      submissions: [
        { id: 4, example: true, authorid: 2, title: 'How to' },
        { id: 3, example: false, authorid: 0, title: 'Hidden' },
      ],
    }),
    mod_workshop_get_submission_assessments: () => ({ assessments: [assessment] }),
  }

  test('who is hidden stays hidden, and examples of teachers are no submissions', async () => {
    await using moodle = await startFakeMoodle({ functions })
    await using source = open(moodle.url)
    const read = await source.workshops.getWorkshop(2, 1)
    expect(read.phase).toBe('assessment')
    expect(await collect(source.workshops.listSubmissions(read))).toMatchObject([{ id: 3, author: null }])
    const { assessments } = await source.workshops.getAssessments(read, 3)
    expect(assessments).toMatchObject([{ id: 7, reviewer: null, weight: 0, gradePercent: 55, aspects: null }])
    expect(await source.workshops.getAssessingGrades(read)).toBeNull()
  })

  test.each([
    ['refused', () => fault('nopermissions')],
    ['in a form of its own', () => ({ fields: 'none', report: [] })],
  ])('assessments are read also where forms and grades are %s', async (_how, answer) => {
    await using moodle = await startFakeMoodle({
      functions: {
        ...functions,
        mod_workshop_get_assessment_form_definition: answer,
        mod_workshop_get_grades_report: answer,
      },
    })
    await using source = open(moodle.url)
    const read = await source.workshops.getWorkshop(2, 1)
    const { assessments, serviceAnswers } = await source.workshops.getAssessments(read, 3)
    expect(assessments).toMatchObject([{ gradePercent: 55, aspects: null }])
    expect(serviceAnswers.map(({ name }) => name)).toEqual(['assessments'])
    expect(await source.workshops.getAssessingGrades(read)).toBeNull()
  })
})
