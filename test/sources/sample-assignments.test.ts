import type { ActivitySource, Assignment, AssignmentSource, Submission } from '@muniment/core'
import { connectMoodle } from '@muniment/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { callSample } from '../moodle-stand-in/sample-moodle-client.ts'
import {
  startSampleMoodle,
  type SampleMoodle,
  type SampleMoodleOptions,
} from '../moodle-stand-in/start-sample-moodle.ts'
import { collect, errorOf, testHttp } from '../support/moodle-connection.ts'

const courseId = 7
const diary = 21
const telescope = 22
const abstract = 23
const allIds = { 'assignmentids[0]': '21', 'assignmentids[1]': '22', 'assignmentids[2]': '23' }

let moodle: SampleMoodle
let source: ActivitySource
let assignments: AssignmentSource

beforeAll(async () => {
  moodle = await startSampleMoodle()
  source = connectTo(moodle)
  assignments = assignmentsOf(source)
})

afterAll(async () => {
  expect(moodle.stats().misses).toEqual([])
  await source[Symbol.asyncDispose]()
  await moodle.close()
})

test('an assignment has its instructions and files', async () => {
  const assignment = await assignments.getAssignment(courseId, diary)
  expect(assignment).toMatchObject({
    name: 'Observation diary',
    instructionsHtml: '<p>Use the template, and say <strong>when</strong> you looked.</p>',
    dueAt: '2026-10-05T21:59:00.000Z',
    cutOffAt: '2026-10-19T21:59:00.000Z',
    draftsAreConfirmed: true,
    additionalFiles: [{ area: 'introattachment', fileName: 'magnitudes.csv', folder: '/', mediaType: 'text/csv' }],
    instructionFiles: [{ area: 'activityattachment', fileName: 'diary template.pdf' }],
  })
  for (const { address, sizeBytes } of [...assignment.additionalFiles, ...assignment.instructionFiles]) {
    expect(await sizeOf(address)).toBe(sizeBytes)
  }
})

test('everyone is listed, in every state, also those who have left', async () => {
  const assignment = await assignments.getAssignment(courseId, diary)
  const entries = await collect(assignments.listSubmissions(assignment))
  expect(Object.fromEntries(entries.map(({ id, state }) => [id, state]))).toEqual({
    'user-5': 'submitted',
    'user-6': 'submitted',
    'user-7': 'submitted',
    'user-8': 'draft',
    'user-9': 'reopened',
    'user-10': 'submitted',
    'user-11': 'none',
    'user-12': 'none',
    'user-13': 'submitted',
    'user-14': 'submitted',
    'user-15': 'none',
    'user-16': 'none',
    'user-17': 'none',
    'user-18': 'submitted',
  })
  expect(entries.find(({ id }) => id === 'user-10')).toMatchObject({ locked: true, grade: null })
  expect(entries.find(({ id }) => id === 'user-13')).toMatchObject({
    gradingState: 'notgraded',
    grade: { grade: null },
  })
  // Nothing tells the name of someone who has left the course and the gradebook.
  expect(entries.find(({ id }) => id === 'user-18')).toMatchObject({
    person: { shownName: '', participant: { userId: 18, enrolled: false } },
  })
})

test('a whole submission: text, folders, comments of several pages, feedback, marked PDF', async () => {
  const { attempts, unread, serviceAnswers } = await read(diary, 'user-5')
  const attempt = attempts[0]
  expect(unread).toEqual([])
  expect(attempt?.parts.map(({ plugin, name }) => [plugin, name])).toEqual([
    ['onlinetext', 'Online text'],
    ['file', 'File submissions'],
  ])
  expect(attempt?.parts[1]?.files.map(({ folder, fileName }) => folder + fileName)).toEqual([
    '/parallax-report.pdf',
    '/nights/first/observing-notes.txt',
    '/nights/first/Größe – №2 (100%) #1  خريطة.txt',
    '/sketches/winter-sky.png',
  ])
  expect(attempt?.comments).toHaveLength(17)
  expect(attempt?.comments[0]).toMatchObject({
    authorPersonId: 'user-5',
    authorUserId: 5,
    html: '<p>Was the fog on night 1?</p>',
  })
  expect(attempt?.comments[1]).toMatchObject({ authorPersonId: null, authorName: 'Ingrid Sørensen' })
  const result = attempt?.results[0]
  expect(result).toMatchObject({
    personId: 'user-5',
    grade: { grade: 9.5, marker: { userId: 3, fullName: 'Ingrid Sørensen' }, attemptNumber: 1 },
    displayHtml: '9.50&nbsp;/&nbsp;10.00',
  })
  expect(result?.feedback.map(({ plugin, files }) => [plugin, files.map(({ area }) => area)])).toEqual([
    ['comments', ['feedback']],
    ['editpdf', ['download']],
    ['file', ['feedback_files']],
  ])
  const files = [...(attempt?.parts ?? []), ...(result?.feedback ?? [])].flatMap((part) => [...part.files])
  for (const { address, sizeBytes } of files) expect(await sizeOf(address)).toBe(sizeBytes)
  expect(serviceAnswers.map(({ function: name }) => name)).toEqual([
    'mod_assign_get_submission_status',
    'core_comment_get_comments',
    'core_comment_get_comments',
  ])
})

test('late is what was handed in after the due date, an extension or an override of one person', async () => {
  const late = async (entryId: string): Promise<unknown> => {
    const { dueAt, attempts } = await read(diary, entryId)
    return [dueAt, attempts.at(-1)?.lateBySeconds]
  }
  expect(await late('user-5')).toEqual(['2026-10-05T21:59:00.000Z', null])
  expect(await late('user-6')).toEqual(['2026-10-08T21:59:00.000Z', null])
  expect(await late('user-10')).toEqual(['2026-10-05T21:59:00.000Z', 11 * 3600])
  expect(await late('user-14')).toEqual(['2026-10-12T21:59:00.000Z', null])
  expect(await late('user-18')).toEqual(['2026-10-05T21:59:00.000Z', null])
})

test('earlier attempts keep their grades; a re-opened one has none of its own', async () => {
  const twice = await read(diary, 'user-7')
  expect(twice.attempts.map(({ number, results }) => [number, results[0]?.grade?.grade])).toEqual([
    [1, 2],
    [2, 8],
  ])
  const reopened = await read(diary, 'user-9')
  expect(reopened.entry).toMatchObject({ state: 'reopened', grade: null })
  expect(reopened.attempts.map(({ state, results }) => [state, results.length])).toEqual([
    ['submitted', 1],
    ['reopened', 0],
  ])
  expect(reopened.unread).toEqual([])
})

test('what is there without a submission', async () => {
  const graded = await read(diary, 'user-11')
  expect(graded.attempts).toMatchObject([{ state: 'new', results: [{ grade: { grade: 0 } }] }])
  const nothing = await read(diary, 'user-12')
  expect(nothing).toMatchObject({ attempts: [], unread: [], serviceAnswers: [] })
})

test('a team is one entry with a result for each member, and says who has not handed in', async () => {
  const entries = await collect(assignments.listSubmissions(await assignments.getAssignment(courseId, telescope)))
  expect(entries.map(({ id, state }) => [id, state])).toEqual([
    ['team-0', 'none'],
    ['team-71', 'submitted'],
    ['team-72', 'draft'],
  ])
  const members = entries.map((entry) => (entry.kind === 'team' ? entry.members : []))
  expect(members[0]?.map(({ person }) => person.id)).toEqual(['user-7', 'user-16'])
  expect(members[2]?.map(({ person, state }) => [person.id, state])).toEqual([
    ['user-8', 'submitted'],
    ['user-9', 'draft'],
    ['user-11', 'none'],
    ['user-12', 'none'],
    ['user-15', 'none'],
  ])
  const { attempts, unread } = await read(telescope, 'team-71')
  expect(attempts).toHaveLength(1)
  expect(attempts[0]?.parts[1]?.files[0]?.folder).toBe('/plans/')
  expect(attempts[0]?.comments).toMatchObject([{ authorPersonId: 'user-5' }])
  expect(attempts[0]?.results.map(({ personId, grade }) => [personId, grade?.grade])).toEqual([
    ['user-5', 8],
    ['user-6', 8],
    ['user-10', 10],
  ])
  expect(unread).toEqual(['user-5', 'user-6', 'user-10'].map((personId) => ({ part: 'grading_form', personId })))
})

test('of a team, results can be read of some or of nobody, and only their status is asked for', async () => {
  const assignment = await assignments.getAssignment(courseId, telescope)
  const whole = await read(telescope, 'team-71')
  const statusCalls = () => moodle.stats().calls['mod_assign_get_submission_status'] ?? 0
  const personIdsOf = ({ attempts }: Submission) => attempts[0]?.results.map(({ personId }) => personId)
  const before = statusCalls()
  const ofOne = await assignments.getSubmission(assignment, 'team-71', { resultsOf: ['user-6'] })
  expect(statusCalls() - before).toBe(1)
  expect(personIdsOf(ofOne)).toEqual(['user-6'])
  expect(ofOne.unread).toEqual([{ part: 'grading_form', personId: 'user-6' }])
  const ofNobody = await assignments.getSubmission(assignment, 'team-71', { resultsOf: [] })
  expect(statusCalls() - before).toBe(1)
  expect(personIdsOf(ofNobody)).toEqual([])
  const withoutResults = ({ attempts }: Submission) => attempts.map((attempt) => ({ ...attempt, results: [] }))
  expect(withoutResults(ofOne)).toEqual(withoutResults(whole))
  expect(withoutResults(ofNobody)).toEqual(withoutResults(whole))
  expect(JSON.stringify(ofNobody.serviceAnswers)).not.toContain('feedback')
})

test('earlier attempts of a team are read of one member where nobody’s results are wanted', async () => {
  await using own = await startSampleMoodle({ alterAnswer: reopenTelescope })
  await using connected = connectTo(own)
  const assignment = await assignmentsOf(connected).getAssignment(courseId, telescope)
  const { attempts, unread, serviceAnswers } = await assignmentsOf(connected).getSubmission(assignment, 'team-71', {
    resultsOf: [],
  })
  expect(attempts.map(({ number, parts, results }) => [number, parts.length, results])).toEqual([
    [1, 2, []],
    [2, 2, []],
  ])
  expect([unread, serviceAnswers.filter(({ function: name }) => name.includes('status'))]).toEqual([[], []])
  expect(own.stats().calls['mod_assign_get_submission_status']).toBe(1)
})

/** As if all teams had begun a second attempt, which looks like the first. */
function reopenTelescope(name: string, answer: unknown): unknown {
  if (name !== 'mod_assign_get_submissions' && name !== 'mod_assign_get_submission_status') return answer
  const again: unknown = JSON.parse(JSON.stringify(answer).replaceAll('"attemptnumber":0', '"attemptnumber":1'))
  const { lastattempt } = statusShape.parse(answer)
  if (!lastattempt || !again || typeof again !== 'object') return again
  return { ...again, previousattempts: [{ attemptnumber: 0, submission: lastattempt.teamsubmission }] }
}

const statusShape = z.looseObject({ lastattempt: z.looseObject({ teamsubmission: z.unknown() }).optional() })

test('hidden identities stay hidden, in comments too, and also of one who has left', async () => {
  const assignment = await assignments.getAssignment(courseId, abstract)
  const entries = await collect(assignments.listSubmissions(assignment))
  const submissions = await Promise.all(entries.map(({ id }) => assignments.getSubmission(assignment, id)))
  const everything = JSON.stringify({ entries, submissions })
  for (const secret of ['Łękawska', 'Zuzanna', 's1001', 'AST-1001', 'Weber', 'Καραγιάννη', 'user-5', 'user/view']) {
    expect(everything).not.toContain(secret)
  }
  expect(entries.map(({ id }) => id)).toContain('submission-2304')
  const talked = submissions.find(({ attempts }) => attempts.some(({ comments }) => comments.length > 0))
  const shownName = talked?.entry.kind === 'person' ? talked.entry.person.shownName : ''
  expect(shownName).toMatch(/^Participant \d+$/)
  expect(talked?.attempts[0]?.comments.map(({ authorName }) => authorName)).toEqual([shownName, 'Ingrid Sørensen'])
  expect(talked?.attempts[0]?.comments.map(({ authorUserId }) => authorUserId)).toEqual([null, null])
  expect(talked?.attempts[0]?.results[0]?.feedback[0]?.texts[0]?.html).toBe('<p>Clear.</p>')
  const numbers = entries.flatMap((entry) => (entry.kind === 'person' ? (entry.person.participantNumber ?? []) : []))
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
})

test('reading everything makes no submission, and asks for a status only where it must', async () => {
  await using own = await startSampleMoodle()
  await using connected = connectTo(own)
  const rowsBefore = await callSample(own, 'mod_assign_get_submissions', allIds)
  for (const id of [diary, telescope, abstract]) {
    const assignment = await assignmentsOf(connected).getAssignment(courseId, id)
    for await (const { id: entryId } of assignmentsOf(connected).listSubmissions(assignment)) {
      await assignmentsOf(connected).getSubmission(assignment, entryId)
    }
  }
  // Diary: five with a row of grades and one whose earlier attempt is to be read; three of a team; one that is released.
  expect(own.stats().calls['mod_assign_get_submission_status']).toBe(6 + 3 + 1)
  expect(own.stats().calls['mod_assign_get_submissions']).toBe(1 + 3 + 4 + 1 + 3)
  expect(await callSample(own, 'mod_assign_get_submissions', allIds)).toEqual(rowsBefore)
  expect(own.stats().misses).toEqual([])
})

test('a refused list is told, or ends the listing', async () => {
  await using own = await startSampleMoodle({
    alterAnswer: (name, answer) => (name === 'mod_assign_list_participants' ? [] : answer),
  })
  await using connected = connectTo(own)
  const assignment = await assignmentsOf(connected).getAssignment(courseId, diary)
  const refused = await errorOf(collect(assignmentsOf(connected).listSubmissions(assignment)))
  expect(refused).toMatchObject({ code: 'source_denied', details: { reason: 'groups' } })
  const told: string[] = []
  const entries = await collect(
    assignmentsOf(connected).listSubmissions(assignment, { onRefused: (list) => told.push(list) }),
  )
  expect(told).toEqual(['participants'])
  expect(entries.map(({ id }) => id)).toContain('user-5')
  expect(entries.map(({ id }) => id)).not.toContain('user-12')
})

test('a warning of a list is a refusal', async () => {
  const denied = { assignments: [], warnings: [{ item: 'module', itemid: 21, warningcode: '1', message: 'No access' }] }
  const refused = await withAlteredAnswer('mod_assign_get_grades', denied, async (altered) => {
    const assignment = await altered.getAssignment(courseId, diary)
    return await errorOf(collect(altered.listSubmissions(assignment)))
  })
  expect(refused).toMatchObject({ code: 'source_denied', details: { function: 'mod_assign_get_grades' } })
})

test('a refused status or comment leaves a submission that says so', async () => {
  const refusal = { exception: 'required_capability_exception', errorcode: 'nopermissions', message: 'No' }
  const withoutStatus = await withAlteredAnswer('mod_assign_get_submission_status', refusal, async (altered) =>
    altered.getSubmission(await altered.getAssignment(courseId, diary), 'user-7'),
  )
  expect(withoutStatus.unread).toEqual([
    { part: 'feedback_refused', personId: null },
    { part: 'earlier_attempts', personId: null },
  ])
  expect(withoutStatus.attempts).toMatchObject([{ number: 2, parts: [{ plugin: 'onlinetext' }, { plugin: 'file' }] }])
  const withoutComments = await withAlteredAnswer('core_comment_get_comments', refusal, async (altered) =>
    altered.getSubmission(await altered.getAssignment(courseId, diary), 'user-5'),
  )
  expect(withoutComments.unread).toEqual([{ part: 'comments_refused', personId: null }])
})

test('comments are each taken once while others are written, and said to be incomplete if some are missing', async () => {
  let page = 0
  const pages = [
    { comments: [17, 16, 15].map(commentRow), count: 5, perpage: 3 },
    { comments: [15, 14].map(commentRow), count: 6, perpage: 3 },
    { comments: [], count: 6, perpage: 3 },
  ]
  await using own = await startSampleMoodle({
    alterAnswer: (name, answer) => (name === 'core_comment_get_comments' ? pages[page++] : answer),
  })
  await using connected = connectTo(own)
  const assignment = await assignmentsOf(connected).getAssignment(courseId, diary)
  const { attempts, unread } = await assignmentsOf(connected).getSubmission(assignment, 'user-10')
  expect(attempts[0]?.comments.map(({ id }) => id)).toEqual([14, 15, 16, 17])
  expect(unread).toEqual([{ part: 'comments_incomplete', personId: null }])
})

test('an empty submission that someone has made by looking counts as none', async () => {
  await using own = await startSampleMoodle()
  await using connected = connectTo(own)
  const assignment = await assignmentsOf(connected).getAssignment(courseId, diary)
  const readNow = async (): Promise<unknown> => {
    const entries = await collect(assignmentsOf(connected).listSubmissions(assignment))
    return [entries, await assignmentsOf(connected).getSubmission(assignment, 'user-12')]
  }
  const before = await readNow()
  await callSample(own, 'mod_assign_get_submission_status', { assignid: String(diary), userid: '12' })
  const rows = await callSample(own, 'mod_assign_get_submissions', { 'assignmentids[0]': String(diary), status: 'new' })
  expect(JSON.stringify(rows)).toContain('"userid":12')
  expect(await readNow()).toEqual(before)
})

test('many who ask at once share one reading of the lists', async () => {
  await using own = await startSampleMoodle()
  await using connected = connectTo(own)
  const assignment = await assignmentsOf(connected).getAssignment(courseId, diary)
  const ids = ['user-12', 'user-15', 'user-16', 'user-17']
  await Promise.all(ids.map((id) => assignmentsOf(connected).getSubmission(assignment, id)))
  expect(own.stats().calls['mod_assign_get_grades']).toBe(1)
})

test('a submission that is changed while it is read is read as it is then', async () => {
  let asked = 0
  await using own = await startSampleMoodle({
    alterAnswer: (name, answer) =>
      // The first list is of before: its rows have another time of change.
      name === 'mod_assign_get_submissions' && asked++ === 0
        ? JSON.parse(JSON.stringify(answer).replaceAll(/"timemodified":1791/g, '"timemodified":1790'))
        : answer,
  })
  await using connected = connectTo(own)
  const assignment = await assignmentsOf(connected).getAssignment(courseId, diary)
  const submission = await assignmentsOf(connected).getSubmission(assignment, 'user-8')
  expect(submission.attempts[0]?.modifiedAt).toBe('2026-10-05T20:59:00.000Z')
})

test('an assignment elsewhere is refused, one that is not there missing', async () => {
  expect(await errorOf(assignments.getAssignment(8, diary))).toMatchObject({ code: 'source_denied' })
  expect(await errorOf(assignments.getAssignment(courseId, 99))).toMatchObject({ code: 'source_missing' })
})

function commentRow(id: number): object {
  return { id, content: `<p>${id}</p>`, timecreated: 1_790_000_000 + id, fullname: 'Someone', userid: 99 }
}

function connectTo(site: SampleMoodle): ActivitySource {
  return connectMoodle({ ...testHttp, siteUrl: site.url, token: site.token })
}

function assignmentsOf(from: ActivitySource): AssignmentSource {
  if (!from.assignments) throw new Error('A Moodle site has assignments.')
  return from.assignments
}

async function read(assignmentId: number, entryId: string): Promise<Submission> {
  const assignment: Assignment = await assignments.getAssignment(courseId, assignmentId)
  return await assignments.getSubmission(assignment, entryId)
}

async function sizeOf(address: string): Promise<number> {
  const { content } = await source.openFile(address)
  let size = 0
  for await (const chunk of content) size += chunk.byteLength
  return size
}

async function withAlteredAnswer<Result>(
  functionName: string,
  answer: unknown,
  use: (altered: AssignmentSource) => Promise<Result>,
): Promise<Result> {
  const alterAnswer: SampleMoodleOptions['alterAnswer'] = (name, given) => (name === functionName ? answer : given)
  await using own = await startSampleMoodle({ alterAnswer })
  await using connected = connectTo(own)
  return await use(assignmentsOf(connected))
}
