import { describe, expect, test } from 'vitest'
import { inlineText, reportText, sectionText, type ReportSection } from '../../documents/index.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { ReviewedQuestion } from '../../sources/activity-source.ts'
import { attemptReportInput, generousLoader, questionHtml, reviewedQuestion } from '../../testing/review-fixture.ts'
import { composeAttemptReport } from './compose-attempt-report.ts'
import { mayKeepServiceAnswers, packServiceAnswer } from '../../reporting/keep-service-answer.ts'
import { toQuizSettings } from './quiz-settings.ts'
import { reportSections, type ReportSectionName } from './report-sections.ts'
import { readReview } from './read-review.ts'

async function compose(question: Partial<ReviewedQuestion>, without: readonly ReportSectionName[] = []) {
  const sections = new Set(reportSections.filter((section) => !without.includes(section)))
  const loader = generousLoader()
  const report = await composeAttemptReport(
    attemptReportInput([reviewedQuestion(question)], { options: { sections } }),
    loader,
  )
  const [section] = report.document.sections
  return { ...report, asked: loader.asked, section: section as ReportSection, text: reportText(report.document) }
}

describe('tries and penalties', () => {
  const html = questionHtml('shortanswer', {
    formulation: '<div class="qtext">Who?</div><div class="ablock"><input type="text" value="Ada"></div>',
    feedback:
      '<div class="specificfeedback">Nearly</div></div><div class="im-feedback"><div class="correctness partiallycorrect badge">Half-right</div><div class="gradingdetails">This submission attracted a penalty of 0.33.</div>',
  })

  test('of the behaviour are shown beside what the type says', async () => {
    const { text } = await compose({ type: 'shortanswer', html })
    expect(text).toMatch(/Nearly\nHalf-right\nThis submission attracted a penalty of 0\.33\./)
  })

  test.each([
    ['marks', '0.33'],
    ['correctness', 'Half-right'],
  ] as const)('are left out with %s', async (section, word) => {
    const { text, record } = await compose({ type: 'shortanswer', html, stateText: 'x' }, [section])
    expect(text + JSON.stringify(record)).not.toContain(word)
    expect(text).toContain('Nearly')
  })
})

describe('essays', () => {
  const formulation =
    '<div class="qtext">Write.</div><div class="ablock"><div class="answer"><div role="textbox">Mine</div><p>Word count: 1</p></div></div>'
  const settings = {
    responseformat: 'editor',
    responserequired: '0',
    attachments: '3',
    attachmentsrequired: '1',
    minwordlimit: '100',
    maxwordlimit: '300',
    filetypeslist: ['.pdf', '.txt'],
    responsetemplate: '<p>Start <b>here</b></p>',
  }

  test('tell what was asked for, what was given to start with, and how many words there are', async () => {
    const { text } = await compose({ html: questionHtml('essay', { formulation }), settings })
    expect(text).toContain(
      'Asked for\nA text is optional. Between 100 and 300 words. Files allowed: 3. Files required: 1. Types of files: .pdf, .txt.',
    )
    expect(text).toContain('Given to start with\nStart here')
    expect(text).toContain('Mine\nWord count: 1')
  })

  test('tell markers’ information with the right answers only', async () => {
    const html = questionHtml('essay', { formulation, comment: '<div class="graderinfo">Two-points-each</div>' })
    const shown = await compose({ html })
    expect(shown.section.parts.find(({ role }) => role === 'right-answer')?.heading).toBe('Information for markers')
    expect(shown.section.parts.some(({ role }) => role === 'comment')).toBe(false)
    const { text, record } = await compose({ html }, ['right-answer'])
    expect(text + JSON.stringify(record)).not.toContain('Two-points-each')
  })
})

describe('types that are not Moodle’s own', () => {
  const state = '{"x":1}'.repeat(1000)
  const html = questionHtml('geogebra', {
    formulation: `<div class="qtext">Draw.</div><iframe src="https://geogebra.test/app"></iframe><input type="hidden" name="q7:1_ggbxml" value='${state}'><div style="display: none"><textarea name="q7:1_code">print(1)</textarea></div><input type="hidden" name="q7:1_:sequencecheck" value="2">`,
  })

  test('say so, and show what their pages hold unseen; the data have it whole', async () => {
    const { section, record, unknownTypes, remarks } = await compose({ type: 'geogebra', html })
    expect(section.labels).toContain('shown without its own styling')
    const text = sectionText(section)
    expect(text).toContain('Embedded content: https://geogebra.test/app')
    expect(text).toContain('code:\nprint(1)')
    expect(text).toContain('Cut here: 7000 characters in all')
    expect(text).not.toContain('sequencecheck')
    expect(JSON.stringify(record)).toContain(JSON.stringify(state))
    expect(unknownTypes).toEqual(['geogebra'])
    expect(remarks).toEqual([{ severity: 'notice', message: expect.stringContaining('geogebra') }])
  })

  test('nor behaviours', async () => {
    const own = questionHtml('essay', { formulation: '<div class="qtext">x</div>' })
    const { section, unknownTypes } = await compose({ html: own.replace('deferredfeedback', 'selfassess') })
    expect(section.labels).toContain('shown without its own styling')
    expect(unknownTypes).toEqual([])
  })
})

test('files that a text links to or embeds are kept in the folder of the question, those of other sites are not asked for', async () => {
  const own = 'https://moodle.test/pluginfile.php/11/question/questiontext/7/1/1/speech.mp3'
  const formulation = `<div class="qtext"><audio src="${own}"></audio><a href="https://elsewhere.test/x.pdf">there</a></div>`
  const { text, asked, section } = await compose({ html: questionHtml('essay', { formulation }) })
  expect(asked).toEqual([`linked ${own}`])
  expect(text).toContain('Audio: speech.mp3')
  const files = section.parts.find(({ heading }) => heading === 'Files of the question')
  expect(files?.blocks).toMatchObject([{ kind: 'files', files: [{ name: 'speech.mp3' }] }])
})

test('history tells who did what, as rows, and in which zone its times are', async () => {
  const row = (time: string, action: string) =>
    `<tr class=""><td>2</td><td>${time}</td><td>${action}</td><td>Complete</td><td>2.00</td></tr>`
  const table = `<table class="generaltable"><tbody>${row('5/10/26, 13:00:00', 'Manually graded 2 with comment: <a href="https://moodle.test/user/view.php?id=3">Anna Keller</a>')}</tbody></table>`
  const { document, record } = await compose({
    html: questionHtml('essay', { formulation: '<div class="qtext">x</div>', history: table }),
    lastActionAt: '2026-10-05T11:00:00.000Z',
  })
  expect(document.facts.map(({ value }) => inlineText(value))).toContain('as the site wrote them, in UTC+02:00')
  expect(record).toMatchObject({
    questions: [{ history: [{ action: 'Manually graded 2 with comment:', by: 'Anna Keller', mark: '2.00' }] }],
  })
})

test('says how much longer than allowed an attempt took', async () => {
  const input = attemptReportInput([])
  const quiz = { ...input.quiz, timeLimitSeconds: 1200, closesAt: '2026-10-05T11:40:00.000Z' }
  const { document } = await composeAttemptReport({ ...input, quiz }, generousLoader())
  const facts = document.facts.map(({ label, value }) => `${label}: ${inlineText(value)}`)
  expect(facts).toContainEqual(
    expect.stringMatching(/^Time allowed: 20 min; exceeded by 6 min; the site does not tell/),
  )
  expect(facts).toContainEqual(expect.stringMatching(/^Quiz closes: .*; completed 7 min 44 s later$/))
})

test('names the pages of the quiz where it has several', async () => {
  const questions = [1, 2, 3].map((slot) =>
    reviewedQuestion({ slot, html: questionHtml('essay', { formulation: '<div class="qtext">x</div>' }, slot) }),
  )
  const { document, record } = await composeAttemptReport(attemptReportInput(questions), generousLoader())
  expect(document.sections.map(({ startsPage }) => startsPage)).toEqual(['Page 1', undefined, 'Page 2'])
  expect(record).toMatchObject({ questions: [{ page: 1 }, { page: 1 }, { page: 2 }] })
})

describe('a review that is refused', () => {
  const { review, attempt } = attemptReportInput([])
  const quizzes = (error: unknown): Parameters<typeof readReview>[0] => ({
    getAttemptReview() {
      throw error
    },
    getQuiz: () => expect.unreachable(),
    listAttempts: () => expect.unreachable(),
    getFeedbackForGrade: () => expect.unreachable(),
  })
  const { signal } = new AbortController()

  test('for this attempt alone leaves what is known, and says why the rest is missing', async () => {
    const refusal = new ArchivingError('source_denied', 'Not this one.', { details: { reason: 'attempt' } })
    const read = await readReview(quizzes(refusal), attempt, signal)
    expect(read).toMatchObject({ refusal: 'Not this one.', review: { missingSlots: [1, 2, 3], questions: [] } })
    const { document, remarks } = await composeAttemptReport(
      { ...attemptReportInput([]), review: { ...review, ...read.review }, refusal: 'Not this one.' },
      generousLoader(),
    )
    expect(document.sections).toHaveLength(3)
    expect(remarks).toEqual([{ severity: 'missing', message: expect.stringContaining('Not this one.') }])
  })

  test('for all of them ends the item', async () => {
    const denied = new ArchivingError('source_denied', 'Not the course.')
    await expect(readReview(quizzes(denied), attempt, signal)).rejects.toBe(denied)
  })
})

describe('the service’s own answer', () => {
  test('may be kept only where nothing is left out, and everybody is named', () => {
    expect(mayKeepServiceAnswers(toQuizSettings({ sections: reportSections }))).toBe(true)
    expect(mayKeepServiceAnswers(toQuizSettings({ sections: reportSections, anonymise: true }))).toBe(false)
    for (const name of reportSections) {
      const sections = new Set(reportSections.filter((section) => section !== name))
      expect(mayKeepServiceAnswers(toQuizSettings({ sections: [...sections] })), name).toBe(false)
    }
  })

  test('is packed to the same bytes on any machine', () => {
    const packed = packServiceAnswer({ function: 'f', arguments: { attemptid: 1 }, normalised: [], answer: { a: 'ä' } })
    expect(Buffer.from(packed).toString('hex').slice(0, 20)).toBe('1f8b0800000000000003')
  })
})
