import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from './sample-moodle-client.ts'
import { at, callSample, listAt, textAt } from './sample-moodle-client.ts'
import type { SampleMoodle } from './start-sample-moodle.ts'
import { startSampleMoodle } from './start-sample-moodle.ts'

/** Answers that a real Moodle 4.5 gave, where somebody has put them beside the repository; they are no part of it. */
const recordings = fileURLToPath(new URL('../../../shared/moodle/4.5/HIST101/', import.meta.url))
const hasRecordings = existsSync(recordings)
if (!hasRecordings)
  console.log('Skipped: there are no recorded answers of a Moodle site beside the repository to compare shapes with.')

function recorded(name: string, wanted: RegExp): Json[] {
  const folder = `${recordings}${name}/`
  return readdirSync(folder)
    .filter((file) => wanted.test(file))
    .map((file) => {
      const bytes = readFileSync(folder + file)
      const recording: Json = JSON.parse(String(file.endsWith('.gz') ? gunzipSync(bytes) : bytes))
      return at(recording, 'body')
    })
}

/** All paths to values, with their types: `questions[].slot number`. */
function shapeOf(value: Json, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => shapeOf(item, `${path}[]`))
  if (value === null) return []
  if (typeof value !== 'object') return [`${path} ${typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`].concat(shapeOf(inner, `${path}.${key}`)))
}

function shapes(values: readonly Json[]): string[] {
  return [...new Set(values.flatMap((value) => shapeOf(value)))].toSorted()
}

/** Tag names with their classes, and names of hidden inputs without numbers: what a parser of questions looks for. */
function markupOf(html: string): Set<string> {
  const cut = html.indexOf('<script>\n')
  const tags = html.slice(0, cut < 0 ? undefined : cut).matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)
  return new Set(
    [...tags].map(
      ([, tag = '', attributes = '']) =>
        `${tag}.${(/\sclass="([^"]*)"/.exec(attributes)?.[1] ?? '').trim().replaceAll(/\d+/g, 'N')}`,
    ),
  )
}

function markupByType(reviews: readonly Json[]): Map<string, Set<string>> {
  const byType = new Map<string, Set<string>>()
  for (const review of reviews) {
    for (const question of listAt(review, 'questions')) {
      const type = textAt(question, 'type')
      byType.set(type, new Set([...(byType.get(type) ?? []), ...markupOf(textAt(question, 'html'))]))
    }
  }
  return byType
}

/** Tags of authors' and students' own text, which say nothing about the renderer. */
const contentTags =
  /^(p|b|em|strong|code|pre|ul|ol|li|h3|h4|table|caption|thead|tbody|tr|th|td|blockquote|q|script|img|a|div|br|span)\.$/
const contentMarkup = new Set([
  'code.language-python',
  'span.filter_mathjaxloader_equation',
  'span.nolink',
  'table.table',
  'table.table table-bordered',
])

/** Moodle gives these to partly right numbers; no such answer was recorded. */
const notRecorded = new Set([
  'numerical: i.icon fa fa-circle-half-stroke text-warning fa-fw',
  'numerical: input.form-control d-inline partiallycorrect',
])

/** Instructions and additional files, which Moodle gives where an assignment has them. */
const ofMoodleButNotRecorded = /\.(?:activity|activityformat|activityattachments|introattachments)\b/

/** Each question's box carries its state, of which the recordings hold only some for each type. */
function isFromRenderer(markup: string): boolean {
  return !contentMarkup.has(markup) && !contentTags.test(markup) && !markup.startsWith('div.que ')
}

function listedModules(sections: Json): Json[] {
  const modules = listAt(sections).flatMap((section) => listAt(section, 'modules'))
  return modules.filter((module) => /^(quiz|assign|forum)$/.test(textAt(module, 'modname')))
}

/** Shapes of the rows of users and of those grade items that belong to quizzes. */
function quizGradeShapes(reports: readonly Json[]): string[] {
  const users = reports.flatMap((report) => listAt(report, 'usergrades'))
  const items = users.flatMap((user) => listAt(user, 'gradeitems'))
  const ofUsers = shapes(users).filter((shape) => !shape.startsWith('.gradeitems[]'))
  return [...ofUsers, ...shapes(items.filter((item) => at(item, 'itemmodule') === 'quiz'))]
}

describe.skipIf(!hasRecordings)('answers look like those of a real Moodle', () => {
  let moodle: SampleMoodle

  beforeAll(async () => {
    moodle = await startSampleMoodle()
  })

  afterAll(async () => {
    await moodle.close()
  })

  const attempts = Array.from({ length: 14 }, (_, index) => String(101 + index))

  it.each([
    ['core_webservice_get_site_info', /^noargs/, [{}]],
    ['core_enrol_get_users_courses', /^userid=3\.json$/, [{ userid: '3' }]],
    ['core_course_get_courses_by_field', /^field=id_/, [{ field: 'id', value: '7' }]],
    ['core_enrol_get_enrolled_users', /^courseid=2\.json$/, [{ courseid: '7' }]],
    ['core_course_get_course_module', /^cmid=1\.json$/, [{ cmid: '51' }]],
    ['core_grades_get_gradable_users', /./, [{ courseid: '7' }]],
    ['core_group_get_course_groups', /^courseid=2/, [{ courseid: '7' }]],
    ['core_group_get_activity_allowed_groups', /^cmid=1\.json$/, [{ cmid: '51' }]],
    ['mod_quiz_get_quizzes_by_courses', /^courseids/, [{ 'courseids[0]': '7' }]],
    [
      'mod_quiz_get_user_attempts',
      /^quizid=1_userid=(5|25|27)_/,
      [5, 11, 15].map((userid) => ({ quizid: '11', userid: String(userid), status: 'all' })),
    ],
    ['mod_quiz_get_quiz_feedback_for_grade', /./, [{ quizid: '11', grade: '8.1' }]],
    ['mod_quiz_get_combined_review_options', /^quizid=1/, [{ quizid: '11', userid: '5' }]],
    ['mod_quiz_get_user_best_grade', /^quizid=1/, [{ quizid: '11', userid: '5' }]],
    ['mod_forum_get_forums_by_courses', /^courseids/, [{ 'courseids[0]': '7' }]],
    ['mod_forum_get_forum_discussions', /^forumid=1\.json$/, [{ forumid: '31' }]],
    ['mod_choice_get_choices_by_courses', /^courseids/, [{ 'courseids[0]': '7' }]],
    ['mod_choice_get_choice_options', /^choiceid/, [{ choiceid: '42' }]],
    ['mod_choice_get_choice_results', /^choiceid/, [{ choiceid: '41' }]],
    ['mod_workshop_get_workshops_by_courses', /^courseids/, [{ 'courseids[0]': '7' }]],
    ['mod_quiz_get_attempt_review', /^attemptid=\d\d?_page=-1/, attempts.map((attemptid) => ({ attemptid }))],
  ])('%s', async (name, wanted, calls) => {
    const answers = await Promise.all(calls.map(async (given) => callSample(moodle, name, given)))
    expect(shapes(answers)).toEqual(shapes(recorded(name, wanted)))
  })

  const assignmentIds = { 'assignmentids[0]': '21', 'assignmentids[1]': '22', 'assignmentids[2]': '23' }
  const statusOf = (assignid: number, ...userids: readonly number[]): Readonly<Record<string, string>>[] =>
    userids.map((userid) => ({ assignid: String(assignid), userid: String(userid) }))

  it.each([
    ['mod_assign_get_assignments', /^courseids-0-=2-/, [{ 'courseids[0]': '7' }]],
    ['mod_assign_get_submissions', /^assignmentids-0-=[1356]-/, [assignmentIds]],
    ['mod_assign_get_grades', /^assignmentids-0-=[156]-/, [assignmentIds]],
    ['mod_assign_get_user_flags', /^assignmentids-0-=[12]-/, [assignmentIds]],
    [
      'mod_assign_list_participants',
      /onlyids=1/,
      ['21', '22', '23'].map((assignid) => ({ assignid, groupid: '0', filter: '', onlyids: '1' })),
    ],
    [
      'mod_assign_get_submission_status',
      /^assignid=[156]_/,
      [...statusOf(21, 5, 7, 9, 12), ...statusOf(22, 5), ...statusOf(23, 5)],
    ],
  ])('%s, but for what no recorded assignment has', async (name, wanted, calls) => {
    const answers = await Promise.all(calls.map(async (given) => callSample(moodle, name, given)))
    const theirs = shapes(recorded(name, wanted))
    const ours = shapes(answers)
    expect(theirs.filter((shape) => !ours.includes(shape))).toEqual([])
    expect(ours.filter((shape) => !theirs.includes(shape) && !ofMoodleButNotRecorded.test(shape))).toEqual([])
  })

  it('core_course_get_contents, for the kinds of activity that the sample course has', async () => {
    const ours = listedModules(await callSample(moodle, 'core_course_get_contents', { courseid: '7' }))
    const theirs = recorded('core_course_get_contents', /^courseid=2\.json$/).flatMap(listedModules)
    expect(shapes(ours)).toEqual(shapes(theirs))
  })

  it('gradereport_user_get_grade_items, for items of quizzes', async () => {
    const ours = await callSample(moodle, 'gradereport_user_get_grade_items', { courseid: '7' })
    const theirs = recorded('gradereport_user_get_grade_items', /^courseid=2\.json$/)
    expect(quizGradeShapes([ours])).toEqual(quizGradeShapes(theirs))
  })

  it('mod_forum_get_discussion_posts, but for tags and ratings, of which none were recorded', async () => {
    const given = { sortby: 'created', sortdirection: 'ASC', includeinlineattachments: '1' }
    const answers = [601, 602].map(async (id) =>
      callSample(moodle, 'mod_forum_get_discussion_posts', { discussionid: String(id), ...given }),
    )
    const compared = (values: readonly Json[]): string[] =>
      shapes(values).filter((shape) => !/^\.(?:posts\[\]\.tags\[\]|ratinginfo\.)/.test(shape))
    expect(compared(await Promise.all(answers))).toEqual(
      compared(recorded('mod_forum_get_discussion_posts', /includeinlineattachments/)),
    )
  })

  it('tool_mobile_get_public_config', async () => {
    const ours = await callSample(moodle, 'tool_mobile_get_public_config')
    expect(shapes([ours])).toEqual(shapes(recorded('tool_mobile_get_public_config', /^noargs/)))
  })

  it('writes no tag with classes in a question that Moodle does not write for its type', async () => {
    const reviews = attempts.map(async (attemptid) => callSample(moodle, 'mod_quiz_get_attempt_review', { attemptid }))
    const ours = markupByType(await Promise.all(reviews))
    const theirs = markupByType(recorded('mod_quiz_get_attempt_review', /^attemptid=\d\d?_page=-1/))
    const unlike = [...ours].flatMap(([type, markup]) =>
      [...markup]
        .filter((tag) => isFromRenderer(tag) && !theirs.get(type)?.has(tag))
        .map((tag) => `${type}: ${tag}`)
        .filter((line) => !notRecorded.has(line)),
    )
    expect(unlike).toEqual([])
  })
})
