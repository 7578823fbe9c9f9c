import { describe, expect, test } from 'vitest'
import { assignmentsAnswer, submissionStatusAnswer } from './answers/assignment-answers.ts'
import {
  isShownByGradingForm,
  toAssignment,
  toGradeGiven,
  toPluginParts,
  toSubmissionState,
} from './assignment-mapping.ts'

const smallest = { id: 21, cmid: 54, course: 7, name: 'Sun &amp; Moon' }

function read(fields: object): ReturnType<typeof toAssignment> {
  const answer = { courses: [{ id: 7, assignments: [{ ...smallest, ...fields }] }], warnings: [] }
  const [record] = assignmentsAnswer.parse(answer).courses.flatMap(({ assignments }) => assignments)
  if (!record) throw new Error('There is one assignment.')
  return toAssignment(record)
}

describe('an assignment', () => {
  test('of which little is told', () => {
    expect(read({})).toMatchObject({
      name: 'Sun & Moon',
      introHtml: '',
      instructionsHtml: '',
      dueAt: null,
      grading: { kind: 'none' },
      acceptsSubmissions: true,
      teams: null,
      identitiesHidden: false,
      maxAttempts: null,
      reopened: 'never',
      plugins: [],
    })
  })

  test.each([
    [1, 0, true],
    [1, 1, false],
    [0, 0, false],
  ])('with blind marking %i, revealed %i', (blindmarking, revealidentities, identitiesHidden) => {
    expect(read({ blindmarking, revealidentities }).identitiesHidden).toBe(identitiesHidden)
  })

  test.each([
    [100, { kind: 'points', maxGrade: 100 }],
    ['12.5', { kind: 'points', maxGrade: 12.5 }],
    [-3, { kind: 'scale', scaleId: 3 }],
    [0, { kind: 'none' }],
  ])('with the maximum grade %s', (grade, grading) => {
    expect(read({ grade }).grading).toEqual(grading)
  })

  test('keeps facts that we do not know, and no secrets', () => {
    expect(read({ submissionstatement: '', newfact: 7, apikey: 'x', nested: {} }).otherFacts).toEqual({
      submissionstatement: '',
      newfact: 7,
    })
  })

  test('has its plugins with their settings', () => {
    const subtype = 'assignsubmission'
    const configs = [
      { plugin: 'onlinetext', subtype, name: 'wordlimit', value: '250' },
      { plugin: 'onlinetext', subtype, name: 'enabled', value: '1' },
      { plugin: 'onlinetext', subtype: 'assignother', name: 'enabled', value: '1' },
      { plugin: 'comments', subtype, name: 'enabled', value: '0' },
      { plugin: 'comments', subtype: 'assignfeedback', name: 'enabled', value: '1' },
    ]
    expect(read({ configs }).plugins).toEqual([
      { kind: 'submission', plugin: 'onlinetext', enabled: true, settings: { wordlimit: '250' } },
      { kind: 'submission', plugin: 'comments', enabled: false, settings: {} },
      { kind: 'feedback', plugin: 'comments', enabled: true, settings: {} },
    ])
  })
})

test('plugins from elsewhere are read like ours', () => {
  const plugins = [
    { type: 'comments', name: 'Submission comments' },
    {
      type: 'onlinetext',
      name: 'Online text',
      editorfields: [{ name: 'onlinetext', description: '', text: '', format: 0 }],
    },
    {
      type: 'mahara',
      name: 'Portfolio &amp; pages',
      fileareas: [
        {
          area: 'leap',
          files: [
            {
              filename: 'views.zip',
              filepath: '/a/',
              filesize: 12,
              fileurl: 'https://m/x',
              timemodified: 5,
              isexternalfile: true,
            },
          ],
        },
      ],
      editorfields: [{ name: 'note', description: 'Note', text: '<p>See page 2.</p>', format: 1 }],
    },
  ]
  const status = submissionStatusAnswer.parse({ feedback: { plugins } })
  expect(toPluginParts(status.feedback?.plugins ?? [])).toEqual([
    {
      plugin: 'mahara',
      name: 'Portfolio & pages',
      texts: [{ name: 'note', description: 'Note', html: '<p>See page 2.</p>' }],
      files: [
        {
          area: 'leap',
          fileName: 'views.zip',
          folder: '/a/',
          sizeBytes: 12,
          mediaType: '',
          address: 'https://m/x',
          modifiedAt: '1970-01-01T00:00:05.000Z',
        },
      ],
    },
  ])
})

test('states that we do not know are not taken for handed in, nor for nothing', () => {
  expect(['', 'new', 'draft', 'submitted', 'reopened', 'onhold'].map((status) => toSubmissionState(status))).toEqual([
    'none',
    'new',
    'draft',
    'submitted',
    'reopened',
    'draft',
  ])
})

test('a grade of -1 is a row without a grade', () => {
  const row = { id: 1, userid: 5, attemptnumber: 1, timemodified: null, grader: 3, grade: -1 }
  const marker = { userId: 3, fullName: 'Ingrid' }
  expect(toGradeGiven(row, () => marker)).toEqual({ grade: null, marker, gradedAt: null, attemptNumber: 2 })
  expect(toGradeGiven({ ...row, grade: 0, grader: -1 }, () => null)).toMatchObject({ grade: 0, marker: null })
})

test.each([
  ['58.00&nbsp;/&nbsp;100.00', false],
  ['58,00\u00A0/\u00A0100,00', false],
  ['100.00 / 100.00', true],
  ['79,00 / 100,00', true],
  ['<div class="gradingform_rubric evaluated">…</div>100.00&nbsp;/&nbsp;100.00', true],
  ['Distinction', false],
  ['-', false],
  ['', false],
])('%s was given with a grading form: %s', (display, expected) => {
  expect(isShownByGradingForm(display)).toBe(expected)
})
