import type { ActivitySource, Assignment, AssignmentSource, Submission, SubmissionEntry } from '@muniment/core'
import { connectMoodle } from '@muniment/core'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collect, errorOf, testHttp } from '../support/moodle-connection.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped, type StandIn } from '../support/shared-recordings.ts'

const courseId = 2
const essay = 1
const nothingYet = 2
const rubric = 3
const guide = 4
const team = 5
const blind = 6
const scale = 7

const statusFunction = 'mod_assign_get_submission_status'

describe.skipIf(!hasSharedRecordings)(
  `assignments of a recorded Moodle 4.5${hasSharedRecordings ? '' : ` (${whySkipped})`}`,
  () => {
    let moodle: StandIn
    let source: ActivitySource
    let assignments: AssignmentSource

    function connectAs(userName: string): ActivitySource {
      return connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.users[userName] ?? '' })
    }

    async function readAll(from: AssignmentSource, assignmentId: number): Promise<WholeAssignment> {
      const assignment = await from.getAssignment(courseId, assignmentId)
      const entries = await collect(from.listSubmissions(assignment))
      const submissions = await Promise.all(entries.map(({ id }) => from.getSubmission(assignment, id)))
      return { assignment, entries, submissions }
    }

    const callsOf = (name: string): number => moodle.stats().functions[name]?.calls ?? 0

    beforeAll(async () => {
      moodle = await startSharedStandIn()
      source = connectAs('teacher1')
      assignments = assignmentsOf(source)
    })

    afterAll(async () => {
      expect(moodle.stats().misses).toEqual([])
      await source[Symbol.asyncDispose]()
      await moodle[Symbol.asyncDispose]()
    })

    test('reads what an assignment is', async () => {
      expect(await assignments.getAssignment(courseId, essay)).toMatchObject({
        name: 'Essay 1',
        courseModuleId: 3,
        introHtml: '<p>Write 1500 words. <strong>Cite</strong> sources.</p>',
        dueAt: '2026-10-20T22:00:00.000Z',
        cutOffAt: null,
        gradingDueAt: '2026-11-03T22:00:00.000Z',
        grading: { kind: 'points', maxGrade: 100 },
        acceptsSubmissions: true,
        draftsAreConfirmed: true,
        teams: null,
        identitiesHidden: false,
        maxAttempts: null,
        reopened: 'manually',
      })
      const { plugins, otherFacts } = await assignments.getAssignment(courseId, essay)
      expect(plugins.map(({ kind, plugin }) => `${kind} ${plugin}`)).toEqual([
        'submission onlinetext',
        'submission file',
        'submission comments',
        'feedback comments',
        'feedback file',
      ])
      expect(plugins[1]?.settings).toMatchObject({ maxfilesubmissions: '20', maxsubmissionsizebytes: '268435456' })
      expect(otherFacts).toMatchObject({ sendstudentnotifications: 1, completionsubmit: 0 })
      expect(await assignments.getAssignment(courseId, team)).toMatchObject({
        teams: { allMembersMustSubmit: false, groupingId: 1, groupRequired: false },
      })
      expect(await assignments.getAssignment(courseId, scale)).toMatchObject({
        grading: { kind: 'scale', scaleId: 3 },
        acceptsSubmissions: false,
      })
      expect(await errorOf(assignments.getAssignment(courseId, 99))).toMatchObject({ code: 'source_missing' })
      expect(await errorOf(assignments.getAssignment(4, 1))).toMatchObject({ code: 'source_denied' })
    })

    test('lists everyone, with those who handed in nothing, without asking for a status', async () => {
      const before = callsOf(statusFunction)
      for (const [assignmentId, states] of listedStates) {
        const assignment = await assignments.getAssignment(courseId, assignmentId)
        const entries = await collect(assignments.listSubmissions(assignment))
        expect(countsOf(entries)).toEqual(states)
      }
      expect(callsOf(statusFunction)).toBe(before)
    })

    test('gives all attempts of a re-opened submission, each with its own grade and feedback', async () => {
      const assignment = await assignments.getAssignment(courseId, essay)
      const { entry, attempts, unread } = await assignments.getSubmission(assignment, 'user-5')
      expect(entry).toMatchObject({ kind: 'person', state: 'reopened', attemptNumber: 3, grade: null })
      expect(attempts.map(({ number, state, latest }) => [number, state, latest])).toEqual([
        [1, 'submitted', false],
        [2, 'submitted', false],
        [3, 'reopened', true],
      ])
      expect(
        attempts.map(({ results }) => results.map(({ grade, displayHtml }) => [grade?.grade, displayHtml])),
      ).toEqual([[[31, '31.00&nbsp;/&nbsp;100.00']], [[71, '71.00&nbsp;/&nbsp;100.00']], []])
      expect(attempts[0]?.results[0]?.feedback).toEqual([
        {
          plugin: 'comments',
          name: 'Feedback comments',
          texts: [{ name: 'comments', description: 'Feedback comments', html: '<p>Please revise (attempt 1).</p>' }],
          files: [],
        },
      ])
      expect(attempts[0]?.results[0]?.grade?.marker).toEqual({ userId: 3, fullName: 'Anna Müller-Keller' })
      expect(attempts[0]?.parts.map(({ plugin, files }) => [plugin, files.map(({ folder }) => folder)])).toEqual([
        ['onlinetext', ['/']],
        ['file', ['/', '/sources/']],
      ])
      expect(attempts[1]).toMatchObject({ lateBySeconds: 432_000, modifiedAt: '2026-10-25T22:00:00.000Z' })
      expect(unread).toEqual([])
    })

    test('gives a grade with feedback to someone who handed in nothing', async () => {
      const assignment = await assignments.getAssignment(courseId, essay)
      const { entry, attempts } = await assignments.getSubmission(assignment, 'user-28')
      expect(entry).toMatchObject({ state: 'none', attemptNumber: null, modifiedAt: null, grade: { grade: 0 } })
      expect(attempts).toHaveLength(1)
      expect(attempts[0]).toMatchObject({ state: 'new', parts: [], results: [{ grade: { grade: 0 } }] })
      expect(attempts[0]?.results[0]?.feedback[0]?.texts[0]?.html).toBe('<p>Nothing handed in.</p>')
    })

    test('points to every file with its folder, and each opens whole', async () => {
      const { submissions } = await readAll(assignments, essay)
      const files = submissions.flatMap((submission) => filesOf(submission))
      expect(files.length).toBeGreaterThan(60)
      const awkward = 'semi;colon  amp #hash %20 percent.txt'
      expect(files.map(({ fileName }) => fileName)).toEqual(expect.arrayContaining([awkward, 'CON.txt']))
      expect(files.map(({ folder }) => folder)).toContain('/a/b/c/d/e/')
      for (const file of files) {
        const opened = await source.openFile(file.address)
        const hash = createHash('sha1')
        let size = 0
        for await (const chunk of opened.content) {
          hash.update(chunk)
          size += chunk.byteLength
        }
        expect({ size, sha1: hash.digest('hex') }).toEqual({ size: file.sizeBytes, sha1: opened.sha1 })
      }
    })

    test('says where a rubric or guide was used whose levels no service gives', async () => {
      for (const assignmentId of [rubric, guide]) {
        const { submissions } = await readAll(assignments, assignmentId)
        const graded = submissions.filter(({ attempts }) => attempts.some(({ results }) => results.length > 0))
        expect(graded.length).toBeGreaterThan(0)
        for (const { unread } of graded) expect(unread).toEqual([{ part: 'grading_form', personId: null }])
      }
      const { submissions } = await readAll(assignments, essay)
      expect(submissions.flatMap(({ unread }) => unread)).toEqual([])
    })

    test('gives the work of a team once, and each member a grade and feedback', async () => {
      const { entries, submissions } = await readAll(assignments, team)
      expect(entries.map(({ id, state }) => [id, state])).toEqual([
        ['team-0', 'none'],
        ['team-1', 'submitted'],
        ['team-2', 'submitted'],
        ['team-3', 'draft'],
      ])
      expect(entries[1]).toMatchObject({ kind: 'team', group: { id: 1, name: 'Group A', idNumber: 'G1' } })
      const [, first, second, third] = submissions
      expect(first?.attempts[0]?.parts.map(({ plugin }) => plugin)).toEqual(['onlinetext', 'file'])
      expect(first?.attempts[0]?.results.map(({ personId, grade }) => [personId, grade?.grade])).toEqual(
        [7, 10, 13, 16, 19, 22, 25].map((id) => [`user-${id}`, 88]),
      )
      expect(first?.attempts[0]?.results[0]?.feedback.map(({ plugin }) => plugin)).toEqual(['comments', 'file'])
      expect(second?.attempts[0]?.lateBySeconds).toBe(86_400)
      expect(second?.attempts[0]?.results.map(({ grade }) => grade?.grade)).toEqual([61])
      expect(third?.attempts[0]?.results).toEqual([])
    })

    test('keeps identities hidden that are hidden', async () => {
      const people = await collect(source.listParticipants(courseId))
      const { assignment, entries, submissions } = await readAll(assignments, blind)
      expect(assignment.identitiesHidden).toBe(true)
      expect(entries).toHaveLength(24)
      expect(entries[0]).toMatchObject({
        id: 'participant-97',
        person: { shownName: 'Participant 97', participant: null },
      })
      const everything = JSON.stringify({ assignment, entries, submissions })
      for (const { userId, userName, fullName, lastName, idNumber, email } of people.filter(
        ({ userId: id }) => id > 4,
      )) {
        for (const secret of [userName, fullName, lastName, email, idNumber].filter((text) => text.length > 3)) {
          expect(everything).not.toContain(secret)
        }
        expect(everything).not.toMatch(new RegExp(`"user(?:Id|id)":${userId}\\b|user-${userId}\\b`))
      }
      expect(submissions.flatMap(({ serviceAnswers }) => serviceAnswers)).toEqual([])
      expect(callsOf('mod_assign_get_user_mappings')).toBe(0)
    })

    test('says what is not released, and does not ask for it', async () => {
      const assignment = await assignments.getAssignment(courseId, blind)
      await collect(assignments.listSubmissions(assignment))
      const before = callsOf(statusFunction)
      const kept = await assignments.getSubmission(assignment, 'participant-106')
      expect(callsOf(statusFunction)).toBe(before)
      expect(kept.unread).toEqual([{ part: 'feedback_not_released', personId: null }])
      expect(kept.entry).toMatchObject({ workflowState: 'readyforrelease', grade: { grade: 51 } })
      const released = await assignments.getSubmission(assignment, 'participant-97')
      expect(released.unread).toEqual([])
      expect(released.attempts[0]?.results[0]?.feedback[0]?.texts[0]?.html).toBe('<p>blind comment</p>')
    })

    test('gives the word of a scale', async () => {
      const assignment = await assignments.getAssignment(courseId, scale)
      const { attempts } = await assignments.getSubmission(assignment, 'user-7')
      expect(attempts[0]?.results[0]).toMatchObject({ grade: { grade: 3 }, displayHtml: 'Distinction' })
    })

    test('asks for a status only where nothing else tells, and leaves the site as it was', async () => {
      await using untouched = await startSharedStandIn()
      await using own = connectMoodle({ ...testHttp, siteUrl: untouched.url, token: untouched.token })
      const rowsBefore = await submissionRows(untouched)
      const asked: number[] = []
      for (const assignmentId of [essay, nothingYet, rubric, guide, team, blind, scale]) {
        const before = untouched.stats().functions[statusFunction]?.calls ?? 0
        await readAll(assignmentsOf(own), assignmentId)
        asked.push((untouched.stats().functions[statusFunction]?.calls ?? 0) - before)
      }
      // Essay 1: 17 graded, and two whose earlier attempts are to be read; Blind: the one that is released.
      expect(asked).toEqual([19, 0, 6, 3, 8, 1, 3])
      expect(await submissionRows(untouched)).toEqual(rowsBefore)
    })

    test('gives the same for the same data, and keeps the answers of the services', async () => {
      const first = await readAll(assignments, essay)
      const again = await readAll(assignmentsOf(source), essay)
      expect(again).toEqual(first)
      const answers = first.submissions.flatMap(({ serviceAnswers }) => serviceAnswers)
      expect(new Set(answers.map(({ function: name }) => name))).toEqual(
        new Set([statusFunction, 'mod_assign_get_submissions']),
      )
      const kept = JSON.stringify(answers)
      expect(kept).not.toContain('gradingsummary"')
      expect(kept).not.toContain(moodle.token)
    })

    test('lists by group, also while identities are hidden', async () => {
      const essays = await assignments.getAssignment(courseId, essay)
      const ofGroup = await collect(assignments.listSubmissions(essays, { groupIds: [1] }))
      const groups = ofGroup.map((entry) => (entry.kind === 'person' ? entry.person.participant?.groups : []))
      expect(ofGroup).toHaveLength(7)
      expect(groups.every((of) => of?.some(({ id }) => id === 1))).toBe(true)
      const teams = await assignments.getAssignment(courseId, team)
      const ofTeam = await collect(assignments.listSubmissions(teams, { groupIds: [3] }))
      expect(ofTeam.map(({ id }) => id)).toEqual(['team-3'])
    })

    test('works for a non-editing teacher, too', async () => {
      await using tutor = connectAs('tutor1')
      const { entries, submissions } = await readAll(assignmentsOf(tutor), essay)
      expect(entries).toHaveLength(24)
      expect(submissions.flatMap(({ attempts }) => attempts)).toHaveLength(28)
    })

    test('says when an entry is no longer there', async () => {
      const assignment = await assignments.getAssignment(courseId, essay)
      expect(await errorOf(assignments.getSubmission(assignment, 'user-99'))).toMatchObject({ code: 'source_missing' })
    })

    async function submissionRows(site: StandIn): Promise<unknown> {
      const form = new URLSearchParams({ wstoken: site.token, moodlewsrestformat: 'json' })
      form.set('wsfunction', 'mod_assign_get_submissions')
      for (let id = 1; id <= 7; id++) form.set(`assignmentids[${id}]`, String(id))
      const response = await fetch(`${site.url}/webservice/rest/server.php`, { method: 'POST', body: form })
      return await response.json()
    }
  },
)

interface WholeAssignment {
  readonly assignment: Assignment
  readonly entries: readonly SubmissionEntry[]
  readonly submissions: readonly Submission[]
}

/** By assignment: how many entries there are of each state. */
const listedStates: readonly (readonly [number, Readonly<Record<string, number>>])[] = [
  [essay, { submitted: 20, reopened: 1, draft: 2, none: 1 }],
  [nothingYet, { none: 24 }],
  [rubric, { submitted: 8, none: 16 }],
  [guide, { submitted: 3, none: 21 }],
  [team, { submitted: 2, draft: 1, none: 1 }],
  [blind, { submitted: 6, none: 18 }],
  [scale, { none: 24 }],
]

function countsOf(entries: readonly SubmissionEntry[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state } of entries) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

function assignmentsOf(from: ActivitySource): AssignmentSource {
  if (!from.assignments) throw new Error('A Moodle site has assignments.')
  return from.assignments
}

function filesOf({ attempts }: Submission): { fileName: string; folder: string; sizeBytes: number; address: string }[] {
  return attempts.flatMap(({ parts, results }) =>
    [...parts, ...results.flatMap(({ feedback }) => feedback)].flatMap(({ files }) => [...files]),
  )
}
