import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementsIn, inlineText, parseHtml, renderReportHtml, reportText } from '../../documents/index.ts'
import type { FileReference } from '../../sources/activity-source.ts'
import {
  attemptReportInput,
  generousLoader,
  onePixelPng,
  questionHtml,
  reviewedQuestion,
} from '../../testing/review-fixture.ts'
import type { ReportLoader } from '../../reporting/report-files.ts'
import { composeAttemptReport } from './compose-attempt-report.ts'
import { reportSections } from './report-sections.ts'

const picture = 'https://moodle.test/pluginfile.php/1/question/questiontext/1/1/1/map.png'
const essayFile: FileReference = {
  area: 'attachments',
  fileName: 'essay.pdf',
  folder: '/',
  sizeBytes: 9,
  mediaType: 'application/pdf',
  address: 'https://moodle.test/pluginfile.php/1/question/response_attachments/1/1/1/essay.pdf?forcedownload=1',
}
const noFiles: ReportLoader = {
  image: () => Promise.resolve({ failure: 'The site no longer has it.', outside: false }),
  attachment: () => Promise.resolve({ failure: 'It is gone.', outside: false }),
}

const history =
  '<table class="generaltable"><thead><tr><th>Step</th><th>Time</th><th>Action</th><th>State</th><th>Marks</th></tr></thead>' +
  '<tbody><tr><td><a href="https://moodle.test/mod/quiz/reviewquestion.php" id="action_link6b03">1</a></td><td>5/10/26</td><td>Saved: Rome</td><td>Is-wrong</td><td>0.25-mark</td></tr></tbody></table>'

const essay = (slot: number, volatile = '6b03') =>
  reviewedQuestion({
    slot,
    numberShown: String(slot),
    flagged: true,
    hasAutosavedStep: true,
    stateClass: 'partiallycorrect',
    stateText: 'Half-right',
    mark: 1.37,
    responseFiles: [essayFile],
    html: questionHtml(
      'essay',
      {
        formulation: `<div class="qtext"><p>Describe <img src="${picture}" alt="the map">.</p></div><div class="ablock"><p>My essay ${slot}</p></div>`,
        feedback:
          '<div class="specificfeedback">Well-done</div><div class="generalfeedback">Chapter-two</div><div class="rightanswer">It-is-Vienna</div>',
        comment:
          'Comment: <p>See-note <img src="https://moodle.test/pluginfile.php/1/question/response_bf_comment/1/1/5/note.png" alt="note"></p>',
        history,
      },
      slot,
      volatile,
    ),
  })

test('tells who, what and how it came out', async () => {
  const input = attemptReportInput([essay(1)], { overallFeedbackHtml: '<p>Well <b>done</b></p>' })
  const { document } = await composeAttemptReport(input, generousLoader())
  expect(document.title).toBe('Final quiz · Zofia Żółw · attempt 2')
  expect(document.subtitle).toBe('HIST101 World history · Test Moodle')
  expect(document.date).toBe('2026-10-05T11:47:44.000Z')
  expect(document.facts.map(({ label, value }) => `${label}: ${inlineText(value)}`)).toEqual([
    'Student: Zofia Żółw',
    'ID number: 26-1',
    'User name: zofia',
    'Groups: Group A',
    'Attempt: 2',
    'State: Finished',
    'Started: 5 October 2026, 13:21:44 (Europe/Berlin, UTC+02:00)',
    'Completed: 5 October 2026, 13:47:44 (Europe/Berlin, UTC+02:00)',
    'Duration: 26 min',
    'Marks: 31.00 / 40.00',
    'Grade: 7.75 / 10.00 (77.50 %)',
    'Overall feedback: Well done',
    'Times of histories: as the site wrote them',
  ])
  expect(document.sections[0]).toMatchObject({
    number: '1',
    heading: 'Essay',
    mark: '1.37 / 2.00',
    outcome: { tone: 'partial', label: 'Half-right' },
    labels: ['flagged', 'saved automatically, not submitted'],
  })
})

test('is written in German where that is asked for', async () => {
  const { document } = await composeAttemptReport(
    attemptReportInput([essay(1)], { options: { language: 'de' } }),
    generousLoader(),
  )
  expect(document).toMatchObject({ language: 'de', title: 'Final quiz · Zofia Żółw · Versuch 2' })
  expect(reportText(document)).toContain('Bewertung: 7,75 / 10,00 (77,50 %)')
  expect(document.sections[0]).toMatchObject({ heading: 'Freitext', mark: '1,37 / 2,00' })
})

test('holds each picture and each file once, by what they are', async () => {
  const loader = generousLoader()
  const { document, assets, remarks } = await composeAttemptReport(attemptReportInput([essay(1), essay(2)]), loader)
  expect(loader.asked).toEqual([...new Set(loader.asked)])
  expect([...assets.values()]).toEqual([{ bytes: onePixelPng, mediaType: 'image/png', width: 1, height: 1 }])
  expect(remarks).toEqual([])
  const files = document.sections.flatMap(({ parts }) =>
    parts.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'files')),
  )
  expect(files[0]).toEqual({
    kind: 'files',
    files: [
      {
        name: 'essay.pdf',
        mediaType: 'application/pdf',
        path: 'attachments/essay.pdf',
        sizeBytes: 5,
        sha256: 'ab'.repeat(32),
      },
    ],
  })
  expect(files[1]).toMatchObject({ files: [{ name: 'note.png' }] })
})

test('says what could not be had, where it belongs and in the remarks', async () => {
  const { document, remarks } = await composeAttemptReport(attemptReportInput([essay(1)]), noFiles)
  expect(remarks).toEqual([
    { severity: 'missing', message: 'The file essay.pdf could not be kept: It is gone.' },
    { severity: 'missing', message: 'The file note.png could not be kept: It is gone.' },
    { severity: 'missing', message: 'The picture map.png is not in the report: The site no longer has it.' },
    { severity: 'missing', message: 'The picture note.png is not in the report: The site no longer has it.' },
  ])
  expect(document.notes).toEqual(remarks.map(({ message }) => message))
  expect(reportText(document)).toContain('Image not available: the map')
  expect(reportText(document)).toContain('essay.pdf')
})

test('shows pictures that are written into the page, and none that only say that they are', async () => {
  const data = `data:image/png;base64,${onePixelPng.toString('base64')}`
  const formulation = `<div class="qtext"><img src="${data}" alt="dot"><img src="data:image/png;base64,AAAA" alt="no"></div>`
  const question = reviewedQuestion({ type: 'description', html: questionHtml('description', { formulation }) })
  const { assets, remarks } = await composeAttemptReport(attemptReportInput([question]), noFiles)
  expect(assets.size).toBe(1)
  expect(remarks).toEqual([{ severity: 'missing', message: expect.stringContaining('not a picture') }])
})

test('shows a section in the place of each question that the site did not give', async () => {
  const input = attemptReportInput([essay(3), essay(1)], { missingSlots: [2] })
  const { document, remarks, record } = await composeAttemptReport(input, generousLoader())
  expect(document.sections.map(({ heading }) => heading)).toEqual(['Essay', 'Not given by the site', 'Essay'])
  expect(remarks).toEqual([{ severity: 'missing', message: 'The question in slot 2 was not given by the site.' }])
  expect(record).toMatchObject({ questions: [{ slot: 1 }, { slot: 2, missing: true }, { slot: 3 }] })
})

test('does not depend on ids that are new in every answer', async () => {
  const [first, second] = await Promise.all(
    ['6b0395ef', '77aa0f0f'].map((volatile) =>
      composeAttemptReport(attemptReportInput([essay(1, volatile)]), generousLoader()),
    ),
  )
  expect(first).toEqual(second)
  expect(JSON.stringify(first)).not.toMatch(/6b0395ef|action_link|question-7-1/)
})

describe('what is left out', () => {
  const secrets = {
    grade: ['7.75'],
    marks: ['31.00', '1.37', '0.25-mark'],
    correctness: ['Half-right', 'Is-wrong', '"partiallycorrect"'],
    'specific-feedback': ['Well-done'],
    'general-feedback': ['Chapter-two'],
    'right-answer': ['It-is-Vienna'],
    comments: ['See-note'],
    history: ['Saved: Rome'],
    'overall-feedback': ['Very-well'],
  } as const

  test.each(Object.entries(secrets))('%s is nowhere: not in the report, its data or its copy', async (name, words) => {
    const make = async (sections: ReadonlySet<(typeof reportSections)[number]>): Promise<string> => {
      const input = attemptReportInput([essay(1)], { options: { sections }, overallFeedbackHtml: 'Very-well' })
      const { document, record, assets } = await composeAttemptReport(input, generousLoader())
      return JSON.stringify({ document, record }) + renderReportHtml(document, assets)
    }
    const everything = await make(new Set(reportSections))
    const rest = await make(new Set(reportSections.filter((section) => section !== name)))
    for (const word of words.filter((word) => !word.startsWith('"'))) expect(everything).toContain(word)
    for (const word of words) expect(rest).not.toContain(word)
    expect(rest).toContain('My essay 1')
  })
})

test('loads nothing for what is not shown', async () => {
  const loader = generousLoader()
  const sections = new Set(reportSections.filter((section) => section !== 'comments'))
  await composeAttemptReport(attemptReportInput([essay(1)], { options: { sections } }), loader)
  expect(loader.asked).toEqual([`attachments ${essayFile.address}`, picture])
})

test('what a loader throws ends the report', async () => {
  const aborted = new Error('stop')
  const loader: ReportLoader = { ...generousLoader(), image: () => Promise.reject(aborted) }
  await expect(composeAttemptReport(attemptReportInput([essay(1)]), loader)).rejects.toBe(aborted)
})

const pieces = [
  '<div class="qtext">',
  '<div class="ablock">',
  '</div>',
  '<table class="answer"><tr><td>',
  '</td><td class="control correct"><select>',
  '<option value="1" selected>',
  '</select></table>',
  '<input type="radio" checked>',
  '<input type="hidden" class="placeinput place1 group1" value="1">',
  '<span class="drop place1 group1">',
  '<div class="draghome choice1 group1">',
  '<img class="dropbackground" src="https://moodle.test/bg.png">',
  '<input class="choices choice1" value="1,2;3">',
  '<li id="ordering_item_1" class="incorrect">',
  '<a class="feedbacktrigger" data-content="&lt;b&gt;">',
  '<textarea>',
  '</textarea>',
  '<script>',
  '</script>',
  '<style>',
  '<!--',
  '-->',
  '<svg>',
  '<math>',
  '<p onclick=alert(1)>',
  '<div class="outcome"><div class="feedback">',
  'text',
  '\\(x<y\\)',
  '\u0000',
  '\ud800',
  '<b><i>',
  '</b>',
  '<div class="content"><div class="formulation">',
]
const types = [
  'multichoice',
  'truefalse',
  'numerical',
  'essay',
  'match',
  'multianswer',
  'ddwtos',
  'gapselect',
  'ddimageortext',
  'ddmarker',
  'ordering',
  'description',
  'other',
]

/** Elements and attributes of a page that do something, load something or lead anywhere but to the web. */
function whatActs(html: string): readonly string[] {
  return [...elementsIn(parseHtml(html).fragment, () => true)].flatMap(({ tagName, attrs }) => [
    ...(/^(?:script|iframe|object|embed|form|input|link|base|svg)$/.test(tagName) ? [tagName] : []),
    ...attrs.filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
    ...attrs
      .filter(({ name, value }) => name === 'href' && !/^(?:https?:|mailto:|\.\/)/.test(value))
      .map(({ value }) => value),
    ...attrs.filter(({ name, value }) => name === 'src' && !value.startsWith('data:image/')).map(({ value }) => value),
  ])
}

test('any page of any type makes a report, and nothing of it acts', async () => {
  const page = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 30 })
    .map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...types), page, fc.boolean(), async (type, html, framed) => {
      const question = reviewedQuestion({ type, html: framed ? questionHtml(type, { formulation: html }) : html })
      const { document, assets } = await composeAttemptReport(attemptReportInput([question]), generousLoader())
      expect(document.sections).toHaveLength(1)
      expect(whatActs(renderReportHtml(document, assets))).toEqual([])
    }),
    { numRuns: 300 },
  )
})
