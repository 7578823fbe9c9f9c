import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { verifyArchive } from '@muniment/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { askProgram, isInstalled } from '../pdf/pdf-judges.ts'
import { everyWord } from '../support/every-word.ts'
import {
  archiveActivity,
  findActivity,
  openCore,
  openWorkspace,
  readRows,
  type FinishedArchive,
  type TestSite,
} from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'
import {
  hashRecordedFiles,
  hasSharedRecordings,
  listRecordedAnswers,
  readRecordedAnswer,
  startSharedStandIn,
  whySkipped,
} from '../support/shared-recordings.ts'
import { readRecordedAssignment, wordsOfHtml, type RecordedGrade } from './recorded-assignment.ts'

type Row = ReturnType<typeof readRows>[number]

/** Archives an assignment of the recordings in a folder that is removed. */
async function archiveRecorded(
  moodle: TestSite,
  activity: string | number,
  settings: Record<string, unknown> = {},
): Promise<FinishedArchive & { readonly files: ReadonlyMap<string, Buffer>; readonly log: string }> {
  await using workspace = await openWorkspace()
  await using core = await openCore(workspace.path, {
    sourceRequests: {
      timeouts: { connectMs: 2_000, firstByteMs: 1_000, idleMs: 1_000 },
      retry: { tries: 4, firstDelayMs: 5, maxDelayMs: 50 },
    },
  })
  const found = await findActivity(core, moodle, { course: 'HIST101', kind: 'assign', activity })
  const finished = await archiveActivity(core, found, settings)
  const report = await verifyArchive(finished.archive.path, { deep: true })
  expect(report.verdict).toBe('intact')
  // That something is missing is found, too; which, is each test's own matter.
  expect(report.findings.filter(({ code }) => code !== 'incomplete')).toEqual([])
  const { entries } = await core.tasks.listLog(finished.task.id)
  return {
    ...finished,
    files: await readZip(finished.archive.path),
    log: entries.map(({ message }) => message).join('\n'),
  }
}

const attachmentsOf = (
  row: Row,
): readonly { readonly path: string; readonly sha256: string; readonly role: string }[] =>
  (Array.isArray(row['files']) ? row['files'] : []).filter(({ role }) => role === 'attachment')

/** Each grade with its feedback: as a number in the lists, in the data and in words on the pages. */
async function expectGrades({ payload }: FinishedArchive, grades: readonly RecordedGrade[]): Promise<void> {
  const rows = readRows(payload)
  const csv = payload.get('items.csv')?.toString('utf8') ?? ''
  for (const { userId, attempt, grade, feedback } of grades) {
    // A grade without a submission hangs on no attempt.
    const row = rows.find((one) => one['user_id'] === userId && (one['attempt_number'] ?? 1) === attempt)
    expect(row, `user ${userId}, attempt ${attempt}`).toMatchObject({ grade })
    expect(csv).toContain(`,${grade},`)
    const record = JSON.stringify(row?.['record'])
    const page = await textOfReport(payload, row)
    for (const word of feedback.flatMap(wordsOfHtml)) {
      expect(record).toContain(word)
      if (page !== undefined) expect(page).toContain(word)
    }
    if (page !== undefined && feedback.length > 0) expect(page).toMatch(/Grade and feedback/)
  }
}

const poppler = await isInstalled('pdftotext', '-v')

async function textOfReport(payload: ReadonlyMap<string, Buffer>, row: Row | undefined): Promise<string | undefined> {
  const files = z.array(z.object({ path: z.string(), role: z.string() })).parse(row?.['files'])
  const bytes = payload.get(files.find(({ role }) => role === 'report')?.path ?? '')
  if (!poppler || !bytes) return undefined
  const folder = await mkdtemp(path.join(tmpdir(), 'muniment-page-'))
  const file = path.join(folder, 'report.pdf')
  await writeFile(file, bytes)
  const text = await askProgram('pdftotext', ['-enc', 'UTF-8', file, '-'])
  await rm(folder, { recursive: true })
  return text
}

describe.skipIf(!hasSharedRecordings)(
  `assignments of a recorded Moodle${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}`,
  () => {
    test.each([
      ['Essay 1', 1, 3],
      ['Source critique, without submissions', 2, 4],
      ['Source critique, with a rubric', 3, 16],
      ['with a marking guide', 4, 17],
      ['with a scale and nothing handed in', 7, 20],
    ])('%s: each person, attempt, file, grade and feedback', async (_name, assignmentId, courseModuleId) => {
      await using moodle = await startSharedStandIn()
      const archived = await archiveRecorded(moodle, courseModuleId)
      const recorded = await readRecordedAssignment(assignmentId)
      const rows = readRows(archived.payload)
      expect(new Set(rows.flatMap((row) => row['user_id'] ?? [])).size).toBe(recorded.participants)
      const hashes = await hashRecordedFiles()
      const kept = rows.flatMap(attachmentsOf).map(({ sha256 }) => sha256)
      expect(kept.toSorted()).toEqual(recorded.files.map((file) => hashes.get(file) ?? file).toSorted())

      await expectGrades(archived, recorded.grades)
      const told = archived.payload.get('items.jsonl')?.toString('utf8') ?? ''
      for (const word of recorded.texts.flatMap(wordsOfHtml).filter((one) => /^[\p{L}\p{N}]+$/u.test(one)))
        expect(told).toContain(word)
      expect(archived.archive.complete).toBe(true)
      expect(moodle.stats().missCount).toBe(0)
    })

    test('a rubric: the archive says that the levels are not in it', async () => {
      await using moodle = await startSharedStandIn()
      const { payload } = await archiveRecorded(moodle, 16, { scope: { mode: 'graded' } })
      const remarks = readRows(payload).flatMap((row) => JSON.stringify(row['remarks']).match(/chosen levels/gu) ?? [])
      expect(remarks.length).toBe(6)
    })

    test('Team project: the work once a team, and a row with the own grade for each member', async () => {
      await using moodle = await startSharedStandIn()
      const archived = await archiveRecorded(moodle, 'Team project')
      const recorded = await readRecordedAssignment(5)
      const rows = readRows(archived.payload)
      const ofKind = (kind: string) => rows.filter((row) => row['report'] === kind)
      const teams = new Set(ofKind('team').map((row) => row['team']))
      expect(teams, 'those without a group are a team, too').toEqual(
        new Set(['Group A', 'Group C / late', 'Gruppe Ä', null]),
      )
      expect(new Set(ofKind('member').map((row) => row['user_id'])).size).toBe(24)
      expect(ofKind('member').every((row) => typeof row['team'] === 'string' || row['team'] === null)).toBe(true)
      const hashes = await hashRecordedFiles()
      const expected = recorded.files.map((file) => hashes.get(file) ?? file)
      expect(
        rows
          .flatMap(attachmentsOf)
          .map(({ sha256 }) => sha256)
          .toSorted(),
      ).toEqual(expected.toSorted())
      await expectGrades(archived, recorded.grades)
      // One status a member who has a grade, in the listing and with the item, and none for the reports of teams.
      expect(moodle.stats().functions['mod_assign_get_submission_status']?.calls).toBe(2 * recorded.grades.length)
      expect(moodle.stats().missCount).toBe(0)
    })

    test('Blind: nobody is named anywhere', async () => {
      await using moodle = await startSharedStandIn()
      const archived = await archiveRecorded(moodle, 'Blind', { htmlCopy: true })
      const rows = readRows(archived.payload)
      expect(rows.filter((row) => /^Participant \d+$/u.test(String(row['last_name'])))).toHaveLength(24)
      const recorded = await readRecordedAssignment(6, (userId) => userId === 7)
      const hashes = await hashRecordedFiles()
      const kept = rows.flatMap(attachmentsOf).map(({ sha256 }) => sha256)
      expect(kept.toSorted()).toEqual(recorded.files.map((file) => hashes.get(file) ?? file).toSorted())
      expect(rows.filter((row) => typeof row['grade'] === 'number')).toHaveLength(4)
      const missing = rows.flatMap((row) => JSON.stringify(row['remarks']).match(/marking workflow releases/gu) ?? [])
      expect([missing.length, archived.archive.complete], 'three grades are not released').toEqual([3, false])
      const told = `${await everyWord(archived.files)}\n${[...archived.files.keys()].join('\n')}\n${archived.log}`
      for (const text of recorded.grades.flatMap(({ feedback }) => feedback.flatMap(wordsOfHtml)))
        expect(told).toContain(text)
      const identities = await recordedIdentities()
      expect(identities.length).toBeGreaterThan(90)
      expect(identities.filter((identity) => told.includes(identity))).toEqual([])
      expect(told.match(/user[-_ ]?id["' :=]+\d+/giu)).toBeNull()
      expect(told.match(/\buser-\d+/gu)).toBeNull()
      expect([...archived.files.keys()].filter((file) => file.endsWith('.json.gz'))).toEqual([])
      expect(moodle.stats().functions['mod_assign_get_user_mappings']).toBeUndefined()
      expect(moodle.stats().missCount).toBe(0)
    })

    test('a non-editing teacher archives what that role may see', async () => {
      await using moodle = await startSharedStandIn()
      const site = { url: moodle.url, token: moodle.users['tutor1'] ?? '' }
      const { payload, archive } = await archiveRecorded(site, 'Essay 1')
      const rows = readRows(payload)
      expect(rows.length).toBeGreaterThan(20)
      expect(archive.complete).toBe(rows.every((row) => !JSON.stringify(row['remarks']).includes('"missing"')))
      expect(moodle.stats().missCount).toBe(0)
    })
  },
)

/** Names, user names, id numbers and e-mail addresses of all students. */
async function recordedIdentities(): Promise<readonly string[]> {
  const person = z.object({
    username: z.string().default(''),
    fullname: z.string(),
    lastname: z.string().default(''),
    email: z.string().default(''),
    roles: z.array(z.object({ shortname: z.string() })).default([]),
  })
  const people = z
    .object({ body: z.array(person) })
    .parse(await readRecordedAnswer('core_enrol_get_enrolled_users', 'courseid=2'))
  const gradeItems = await listRecordedAnswers('gradereport_user_get_grade_items')
  const numbers = z
    .object({ body: z.object({ usergrades: z.array(z.object({ useridnumber: z.string().default('') })) }) })
    .parse(
      await readRecordedAnswer(
        'gradereport_user_get_grade_items',
        gradeItems.find((name) => name === 'courseid=2') ?? '',
      ),
    )
  const students = people.body.filter(({ roles }) => roles.every(({ shortname }) => shortname === 'student'))
  return [
    ...students.flatMap(({ username, fullname, lastname, email }) => [username, fullname, lastname, email]),
    ...numbers.body.usergrades.map(({ useridnumber }) => useridnumber),
    ...Array.from({ length: 24 }, (_, index) => `hist${String(index + 1).padStart(2, '0')}`),
  ].filter((identity) => identity.length > 3)
}
