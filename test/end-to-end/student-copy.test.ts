import { expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { everyWord } from '../support/every-word.ts'
import { archiveQuiz, findQuiz, openCore, openWorkspace } from '../support/open-muniment.ts'

const course = '7'
const quiz = 'Stars & Planets: final quiz'

/**
 * Words that stand nowhere else, put wherever a review tells a solution, how an answer came out, or its history. A
 * regular expression finds the place in the site's HTML, `$&` is what was found.
 */
const planted: readonly (readonly [name: string, place: RegExp, replacement: string])[] = [
  ['LEAKGENERAL', /<div class="generalfeedback[^>]*>/g, '$&LEAKGENERAL '],
  ['LEAKRIGHT', /<div class="rightanswer[^>]*>/g, '$&LEAKRIGHT '],
  ['LEAKSPECIFIC', /<div class="specificfeedback[^>]*>/g, '$&LEAKSPECIFIC '],
  ['LEAKPARTS', /<div class="numpartscorrect[^>]*>/g, '$&LEAKPARTS '],
  ['LEAKGRADING', /<div class="feedback">/g, '$&<div class="gradingdetails">LEAKGRADING 0.50/1.00</div>'],
  ['LEAKHISTORY', /<td class="cell c2[^>]*>/g, '$&LEAKHISTORY '],
  ['LEAKCLOZE', /data-(?:bs-)?content="/g, '$&LEAKCLOZE '],
  ['LEAKICON', /<i class="icon [^"]*" +title="/g, '$&LEAKICON '],
  [
    'LEAKGRADERINFO',
    /<div class="comment clearfix">/g,
    '$&<div class="graderinfo"><h4 class="accesshide">Information for graders</h4><div class="clearfix">LEAKGRADERINFO</div></div>',
  ],
  ['KEPTCOMMENT', /Comment: /g, '$&KEPTCOMMENT '],
]
const state = 'LEAKSTATE'

function plant(functionName: string, answer: unknown): unknown {
  if (functionName !== 'mod_quiz_get_attempt_review') return answer
  const { questions, ...rest } = answer as { questions: { html: string; type: string; status?: string }[] }
  return {
    ...rest,
    questions: questions.map((question) => ({
      ...question,
      ...(question.status === undefined ? {} : { status: state }),
      html: planted.reduce((html, [name, place, replacement]) => {
        if (name === 'LEAKGRADERINFO' && question.type !== 'essay') return html
        return html.replaceAll(place, replacement)
      }, question.html),
    })),
  }
}

test('the copy for the student tells no solution, no outcome and no history, anywhere', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle({ alterAnswer: plant })
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, course, quiz)
  const settings = { htmlCopy: true, scope: { mode: 'attempts', ids: [101, 103, 105] } }

  const complete = await everyWord((await archiveQuiz(core, activity, settings)).payload)
  const told = [...planted.map(([name]) => name), state].filter((name) => complete.includes(name))
  expect(told, 'the complete archive tells all of them, so each could leak').toEqual([
    ...planted.map(([name]) => name),
    state,
  ])

  const { payload, task, archive } = await archiveQuiz(core, activity, settings, { preset: 'student-copy' })
  const copy = await everyWord(payload)
  expect(task.settings['sections']).not.toContain('right-answer')
  expect(copy).toContain('KEPTCOMMENT')
  expect([...new Set(copy.match(/LEAK[A-Z]*/g))]).toEqual([])
  expect(moodle.stats().misses).toEqual([])
  const report = await core.archives.verify(archive.id, { deep: true })
  expect(report).toMatchObject({ verdict: 'intact', findings: [], contentsChecked: { recordsCompared: 3 } })
})

test('marks and grade that are left out are in no list either', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, course, quiz)
  const { payload } = await archiveQuiz(core, activity, {
    sections: ['header', 'question'],
    scope: { mode: 'attempts', ids: [101] },
  })
  const [line = '{}'] = payload.get('items.jsonl')?.toString('utf8').split('\n') ?? []
  const { row, record } = JSON.parse(line) as { row: Record<string, unknown>; record: { attempt: object } }
  expect(row).toMatchObject({ marks: null, max_marks: null, grade: null, max_grade: null })
  expect(record.attempt).not.toHaveProperty('marks')
  expect(record.attempt).not.toHaveProperty('grade')
})
