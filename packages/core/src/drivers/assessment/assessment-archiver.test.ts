import { describe, expect, test } from 'vitest'
import type { Submission, TeamEntry } from '../../sources/assignment-source.ts'
import {
  archiveAssignment,
  assignmentWith,
  attemptWith,
  fileOf,
  hiddenPerson,
  participantWith,
  personOf,
  personSubmission,
  resultFor,
  stateOf,
  textPart,
  type AssignmentOnSite,
} from '../../testing/assignment-fixture.ts'

const zofia = personOf(participantWith(12, 'Zofia', 'Żółw'))
const omar = personOf(participantWith(13, 'Omar', 'Haddad'))

/** What one person's report is, with the settings given. */
async function reportOf(site: AssignmentOnSite, settings: Readonly<Record<string, unknown>> = {}, index = 0) {
  const { items } = await archiveAssignment(site, settings)
  const report = items.filter(({ data }) => data.kind === 'submission')[index]
  if (!report) throw new Error('no report')
  return report
}

const siteWith = (...submissions: readonly Submission[]): AssignmentOnSite => ({
  assignment: assignmentWith(),
  submissions,
})

describe('a submission', () => {
  test('is told with text, files, comments, grade and feedback, and its files lie beside the report', async () => {
    const parts = [
      textPart('<p>My text.</p>', [fileOf('assignsubmission_onlinetext', 'submissions_onlinetext', '/chart.txt')]),
      {
        plugin: 'file',
        name: 'File submissions',
        texts: [],
        files: [fileOf('assignsubmission_file', 'submission_files', '/sources/notes.txt')],
      },
    ]
    const feedback = [
      ...resultFor('user-12').feedback,
      {
        plugin: 'file',
        name: 'Feedback files',
        texts: [],
        files: [fileOf('assignfeedback_file', 'feedback_files', '/marked.txt')],
      },
      {
        plugin: 'editpdf',
        name: 'Annotate PDF',
        texts: [],
        files: [fileOf('assignfeedback_editpdf', 'download', '/annotated.pdf')],
      },
      { plugin: 'voice', name: 'Voice note', texts: [], files: [fileOf('assignfeedback_voice', 'audio', '/note.ogg')] },
    ]
    const comments = [
      {
        id: 5,
        authorName: 'Anna Marker',
        authorPersonId: null,
        authorUserId: 3,
        writtenAt: '2026-10-22T10:00:00.000Z',
        html: 'When?',
      },
    ]
    const report = await reportOf(
      siteWith(
        personSubmission(zofia, [attemptWith({ parts, comments, results: [resultFor('user-12', { feedback })] })]),
      ),
    )
    expect(report.paths).toEqual([
      'attachments/text/chart.txt',
      'attachments/files/sources/notes.txt',
      'attachments/feedback/marked.txt',
      'attachments/feedback/annotated/annotated.pdf',
      'attachments/feedback/voice/note.ogg',
      'Essay 1 attempt 1.pdf',
      'Essay 1 attempt 1.submission-status.json.gz',
    ])
    for (const told of [
      'My text.',
      'notes.txt',
      'Anna Marker · 22 October 2026',
      'When?',
      'Well argued.',
      'stars',
      'Annotate PDF',
    ])
      expect(report.document).toContain(told)
    expect(report).toMatchObject({
      key: 'user-12-attempt-1',
      title: 'Zofia Żółw',
      folder: 'Żółw Zofia 26-12',
      remarks: [],
    })
    expect(report.row).toEqual({
      report: 'person',
      user_id: 12,
      user_name: 'zofia12',
      id_number: '26-12',
      first_name: 'Zofia',
      last_name: 'Żółw',
      groups: 'Group Two',
      enrolled: true,
      participant_number: null,
      team_id: null,
      team: null,
      submission_id: 71,
      attempt_number: 1,
      latest_attempt: true,
      state: 'submitted',
      submitted: '2026-10-19T12:00:00.000Z',
      modified: '2026-10-19T12:00:00.000Z',
      due: '2026-10-20T22:00:00.000Z',
      extended_to: null,
      late_seconds: null,
      locked: false,
      grade: 58,
      max_grade: 100,
      grade_text: '58.00 / 100.00',
      graded: '2026-11-01T09:00:00.000Z',
      grader: 'Anna Marker',
      marking_state: 'graded',
      marker_assigned: null,
      files_submitted: 2,
      bytes_submitted: 52,
      comments: 1,
      feedback_files: 3,
    })
    expect(report.record).toContain('"grade":58')
  })

  test.each([
    ['en', 'Nothing handed in', 'Nothing was handed in.', 'not graded yet'],
    ['de', 'Nichts abgegeben', 'Es wurde nichts abgegeben.', 'noch nicht bewertet'],
  ])('that was never made is told, too: %s', async (language, ...sentences) => {
    const report = await reportOf(siteWith(personSubmission(zofia, [])), { language })
    for (const sentence of sentences) expect(report.document).toContain(sentence)
    expect(report.row).toMatchObject({ state: 'none', attempt_number: null, submission_id: null, files_submitted: 0 })
  })

  test('is the same whether reading has made an empty row or not', async () => {
    const untouched = personSubmission(zofia, [], { serviceAnswers: [] })
    const touched: Submission = { ...untouched, attempts: [attemptWith({ state: 'new', parts: [] })] }
    const [one, two] = [await reportOf(siteWith(untouched)), await reportOf(siteWith(touched))]
    expect({ ...two, data: null }).toEqual({ ...one, data: null })
  })

  test.each([
    ['en', 'Draft, not submitted', 'Extended to', 'Late by', '1 d 2 h', 'prevented by a marker'],
    ['de', 'Entwurf, nicht abgegeben', 'Verlängert bis', 'Verspätet um', '1 T 2 Std.', 'von Bewertenden gesperrt'],
  ])('tells draft, extension, lateness and lock: %s', async (language, ...sentences) => {
    const state = { extendedTo: '2026-10-25T22:00:00.000Z', locked: true }
    const attempt = attemptWith({ state: 'draft', lateBySeconds: 93_600 })
    const report = await reportOf(siteWith(personSubmission(zofia, [attempt], { state, dueAt: state.extendedTo })), {
      language,
    })
    for (const sentence of sentences) expect(report.document).toContain(sentence)
    expect(report.document).not.toMatch(/Due here|Hier fällig/)
    expect(report.row).toMatchObject({
      state: 'draft',
      submitted: null,
      late_seconds: 93_600,
      locked: true,
      due: state.extendedTo,
    })
  })

  test('that was re-opened has a report for each attempt, with the grade of each; or the latest alone', async () => {
    const first = attemptWith({ latest: false, results: [resultFor('user-12')] })
    const second = attemptWith({ number: 2, submissionId: 80, state: 'reopened', modifiedAt: null, parts: [] })
    const submission = personSubmission(zofia, [first, second])
    const { items } = await archiveAssignment(siteWith(submission))
    expect(items.map(({ key }) => key)).toEqual(['assignment', 'user-12-attempt-1', 'user-12-attempt-2'])
    expect(items.map(({ row }) => [row['attempt_number'], row['grade'], row['state']])).toEqual([
      [undefined, undefined, undefined],
      [1, 58, 'submitted'],
      [2, null, 'reopened'],
    ])
    expect(items[1]?.document).toContain('1 of 2')
    expect(items.map(({ paths }) => paths.filter((path) => path.endsWith('.gz')).length)).toEqual([0, 0, 1])
    const latest = await archiveAssignment(siteWith(submission), { attempts: 'latest' })
    expect(latest.items.map(({ key }) => key)).toEqual(['assignment', 'user-12-attempt-2'])
    const told = latest.items.flatMap(({ paths }) => paths).filter((path) => path.endsWith('.gz'))
    expect(told, 'the service’s answer would tell the attempt that is left out').toEqual([])
  })

  test('says what the site does not give', async () => {
    const second = attemptWith({ number: 2, results: [resultFor('user-12', { displayHtml: '58.00 / 100.00' })] })
    const unread = [
      { part: 'earlier_attempts', personId: null },
      { part: 'feedback_refused', personId: 'user-12' },
      { part: 'grading_form', personId: 'user-12' },
      { part: 'comments_incomplete', personId: null },
    ] as const
    const site = siteWith(personSubmission(zofia, [second], { unread }))
    expect((await reportOf(site)).remarks).toEqual([
      'missing: Attempt 1 is missing: the site does not give it.',
      'missing: The site gave fewer comments on the submission than it told of.',
    ])
    const latest = await reportOf(site, {}, 1)
    expect(latest.remarks.map((remark) => remark.split(' ').slice(0, 5).join(' '))).toEqual([
      'missing: There is a grade,',
      'notice: This was marked with',
      'missing: The site gave fewer',
    ])
    expect(latest.document).toContain('chosen levels')
    const withoutGrade = await reportOf(site, { sections: ['header', 'submission'] }, 1)
    expect(withoutGrade.remarks).toEqual([])
  })

  test('shows words of a scale, and a filled form where the site gives one', async () => {
    const scale = await reportOf({
      assignment: assignmentWith({ grading: { kind: 'scale', scaleId: 3 }, acceptsSubmissions: false }),
      submissions: [
        personSubmission(zofia, [
          attemptWith({ state: 'new', parts: [], results: [resultFor('user-12', { displayHtml: 'Pass &amp; more' })] }),
        ]),
      ],
    })
    expect(scale.row).toMatchObject({ grade: 58, max_grade: null, grade_text: 'Pass & more' })
    expect(scale.document).toContain('Nothing is handed in on the site in this assignment.')
    const displayHtml = '<table><tr><td>Argument</td><td>Level 3</td></tr></table>'
    const form = await reportOf(
      siteWith(personSubmission(zofia, [attemptWith({ results: [resultFor('user-12', { displayHtml })] })])),
    )
    expect(form.document).toContain('Level 3')
    expect(form.document).toContain('58.00 / 100.00')
  })
})

describe('what is asked for', () => {
  const graded = personSubmission(zofia)
  const nothing = personSubmission(omar, [])
  const keys = async (scope: object) =>
    (await archiveAssignment(siteWith(graded, nothing), { scope })).items.map(({ key }) => key)

  test('is a scope', async () => {
    expect(await keys({ mode: 'all' })).toEqual(['assignment', 'user-12-attempt-1', 'user-13-attempt-1'])
    expect(await keys({ mode: 'submitted' })).toEqual(['assignment', 'user-12-attempt-1'])
    expect(await keys({ mode: 'graded' })).toEqual(['assignment', 'user-12-attempt-1'])
    expect(await keys({ mode: 'users', ids: [13] })).toEqual(['assignment', 'user-13-attempt-1'])
  })

  test('leaves out what a section leaves out, everywhere', async () => {
    const { items, description } = await archiveAssignment(siteWith(graded), { sections: ['header', 'submission'] })
    const told = JSON.stringify([items.map(({ data: _data, ...item }) => item), description])
    expect(items).toHaveLength(1)
    expect(told).toContain('What I wrote.')
    expect(told.match(/58|Well argued|Anna Marker|stars/g)).toBeNull()
  })

  test('in a copy for the student, grades that are not released are not told, and nobody who marked', async () => {
    const site = (workflowState: string): AssignmentOnSite => ({
      assignment: assignmentWith({ markingWorkflow: true }),
      submissions: [
        personSubmission(zofia, undefined, {
          state: { workflowState, allocatedMarker: { userId: 4, fullName: 'Béla Second' } },
        }),
      ],
    })
    const sections = ['header', 'instructions', 'submission', 'attachments', 'comments', 'grade', 'feedback']
    const kept = await reportOf(site('inreview'), { sections })
    expect(JSON.stringify({ ...kept, data: null })).not.toMatch(/58|Well argued|Anna|Béla|review/)
    const released = await reportOf(site('released'), { sections })
    expect(released.document).toContain('Well argued')
    expect(released.document).not.toMatch(/Anna|Béla/)
    const complete = await reportOf(site('inreview'))
    for (const told of ['58.00', 'in review', 'Anna Marker', 'Béla Second']) expect(complete.document).toContain(told)
  })

  test('tells a list that the source refuses', async () => {
    const { items, log } = await archiveAssignment({ ...siteWith(graded), refuses: ['flags'] })
    expect(items.at(-1)).toMatchObject({
      key: 'refused-flags',
      remarks: ['missing: You may not see the list of flags.'],
    })
    expect(log).toContain('the list of flags')
  })
})

describe('a team', () => {
  const team: TeamEntry = {
    kind: 'team',
    id: 'team-2',
    state: 'submitted',
    attemptNumber: 1,
    submissionId: 71,
    modifiedAt: '2026-10-19T12:00:00.000Z',
    group: { id: 2, name: 'Group Two', idNumber: 'G2' },
    members: [stateOf(zofia, { grade: resultFor('user-12').grade }), stateOf(omar, { state: 'none' })],
  }
  const attempt = attemptWith({
    parts: [
      {
        plugin: 'file',
        name: 'Files',
        texts: [],
        files: [fileOf('assignsubmission_file', 'submission_files', '/r.txt')],
      },
    ],
    results: [resultFor('user-12')],
  })
  const submission: Submission = { entry: team, dueAt: null, attempts: [attempt], unread: [], serviceAnswers: [] }
  const site: AssignmentOnSite = {
    assignment: assignmentWith({ teams: { allMembersMustSubmit: false, groupingId: null, groupRequired: false } }),
    submissions: [submission],
  }

  test('has its work once, and each member a report with the own grade', async () => {
    const { items } = await archiveAssignment(site)
    expect(items.map(({ key, title, folder }) => [key, title, folder])).toEqual([
      ['assignment', 'Assignment: Essay 1', ''],
      ['team-2-attempt-1', 'Group Two', 'Group Two G2'],
      ['user-12-attempt-1', 'Zofia Żółw', 'Żółw Zofia 26-12'],
      ['user-13-attempt-1', 'Omar Haddad', 'Haddad Omar 26-13'],
    ])
    const [, ofTeam, ofZofia, ofOmar] = items
    expect(items.map(({ paths }) => paths.filter((path) => path.includes('r.txt')).length)).toEqual([0, 1, 0, 0])
    for (const member of ['Zofia Żółw', 'Omar Haddad', '26-13']) expect(ofTeam?.document).toContain(member)
    expect(ofTeam?.document).not.toMatch(/58\.00|Well argued/)
    expect(ofZofia?.document).toMatch(/stands in the report of the team Group Two.*Well argued/)
    expect(ofOmar?.document).not.toMatch(/58\.00|Well argued|Zofia/)
    expect(items.map(({ row }) => [row['report'], row['team'], row['grade']])).toEqual([
      ['assignment', undefined, undefined],
      ['team', 'Group Two', undefined],
      ['member', 'Group Two', 58],
      ['member', 'Group Two', null],
    ])
  })

  test('in which all must hand in says who has', async () => {
    const teams = { allMembersMustSubmit: true, groupingId: null, groupRequired: false }
    const { items } = await archiveAssignment({ ...site, assignment: assignmentWith({ teams }) })
    expect(items[1]?.document).toMatch(/Omar Haddad.*Nothing handed in/)
    expect(items[2]?.document).not.toContain('Nothing handed in')
    expect(items[3]?.document).toMatch(/Own part.*Nothing handed in/)
  })

  test('comes along with a member who is chosen, and no other member does', async () => {
    const { items } = await archiveAssignment(site, { scope: { mode: 'users', ids: [13] }, language: 'de' })
    expect(items.map(({ key }) => key)).toEqual(['assignment', 'team-2-attempt-1', 'user-13-attempt-1'])
    expect(items[2]?.document).toContain('im Bericht des Teams Group Two')
  })

  test('of those without a group has a name', async () => {
    const loose = { ...submission, entry: { ...team, id: 'team-0', group: null } }
    const { items } = await archiveAssignment({ ...site, submissions: [loose] })
    expect(items[1]).toMatchObject({ title: 'Without a group', folder: 'Without a group' })
  })

  test('has a pseudonym where nobody is named, and so has everyone in it', async () => {
    const { items, log } = await archiveAssignment(site, { anonymise: true })
    const told = JSON.stringify([items.map(({ data: _data, ...item }) => item), log])
    expect(told.match(/Zofia|Żółw|Omar|Haddad|Anna|Marker|Group Two|zofia|"26-1|user-1/gu)).toBeNull()
    expect(items[1]?.row).toMatchObject({ team: 'P2-group', team_id: null, submission_id: null })
    expect(items[2]?.row).toMatchObject({ user_id: null, last_name: 'P12-user', grader: 'P3-user', grade: 58 })
  })
})

describe('hidden identities', () => {
  const site: AssignmentOnSite = {
    assignment: assignmentWith({ blindMarking: true, identitiesHidden: true }),
    submissions: [personSubmission(hiddenPerson(106), undefined, { serviceAnswers: [] })],
  }

  test('stay hidden: the number stands for the person', async () => {
    const report = await reportOf(site)
    expect(report).toMatchObject({
      key: 'participant-106-attempt-1',
      title: 'Participant 106',
      folder: 'Participant 106',
    })
    expect(report.row).toMatchObject({ last_name: 'Participant 106', participant_number: 106, grade: 58 })
    expect(report.row['user_id']).toBeUndefined()
  })

  test('are not undone by choosing people', async () => {
    await expect(archiveAssignment(site, { scope: { mode: 'users', ids: [12] } })).rejects.toThrow(
      /Identities are hidden/,
    )
  })

  test('have another name where nobody is named: numbers can be revealed later', async () => {
    const report = await reportOf(site, { anonymise: true })
    expect(JSON.stringify({ ...report, data: null })).not.toContain('Participant 106')
  })
})

test('someone whom the source knows by id alone is called by it', async () => {
  const unknown = {
    ...zofia.participant,
    userId: 99,
    userName: '',
    firstName: '',
    lastName: '',
    fullName: '',
    idNumber: '',
  }
  const person = {
    id: 'user-99',
    shownName: '',
    participant: { ...participantWith(99, '', ''), ...unknown },
    participantNumber: null,
  }
  const report = await reportOf(siteWith(personSubmission(person)))
  expect(report).toMatchObject({ title: 'user-99', folder: 'user-99' })
})

describe('the assignment itself', () => {
  const assignment = assignmentWith({
    introHtml:
      '<p>See <a href="https://moodle.test/webservice/pluginfile.php/40/mod_assign/intro/0/plan.pdf">the plan</a>.</p>',
    instructionsHtml: '<p>Work <i>alone</i>.</p>',
    additionalFiles: [fileOf('mod_assign', 'introattachment', '/template.docx')],
    opensAt: '2026-10-01T08:00:00.000Z',
    maxAttempts: 3,
  })

  test('has a report with its files, once; the description stands in each report', async () => {
    const { items } = await archiveAssignment({ assignment, submissions: [personSubmission(zofia)] })
    const [own, submission] = items
    expect(own?.paths).toEqual([
      'attachments/files/template.docx',
      'attachments/description/plan.pdf',
      'Assignment.pdf',
    ])
    expect(submission?.paths.filter((path) => path.startsWith('attachments/'))).toEqual([])
    for (const told of ['the plan', 'alone', 'online text', '3, re-opened by hand', '1 October 2026'])
      expect(own?.document).toContain(told)
    expect(submission?.document).toContain('the plan')
    expect(own?.document).not.toContain('annotated PDF')
  })

  test('in German; a very long description stands in its own report only', async () => {
    const long = assignmentWith({ introHtml: `<p>${'Sterne. '.repeat(7_000)}</p>` })
    const { items } = await archiveAssignment(
      { assignment: long, submissions: [personSubmission(zofia)] },
      { language: 'de' },
    )
    expect(items[0]).toMatchObject({ title: 'Aufgabe: Essay 1', fileName: 'Aufgabe' })
    expect(items[0]?.document).toContain('Sterne.')
    expect(items[1]?.document).not.toContain('Sterne.')
    expect(items[1]?.document).toContain('steht im Bericht der Aufgabe selbst')
  })
})
