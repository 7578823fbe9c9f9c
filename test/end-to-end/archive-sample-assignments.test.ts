import { createHash } from 'node:crypto'
import { verifyArchive } from '@muniment/core'
import { expect, test } from 'vitest'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { assignments } from '../sample-course/assignments.ts'
import { groups, students, teacher, tutor } from '../sample-course/people.ts'
import { everyWord } from '../support/every-word.ts'
import { archiveActivity, findActivity, openCore, openWorkspace, readRows } from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'

const diary = { course: '7', kind: 'assign', activity: 'Observation diary' }
const telescope = { ...diary, activity: 'Telescope project' }
const abstract = { ...diary, activity: 'Anonymous abstract' }

/** Archives an assignment of the sample course and checks that the archive is intact. */
async function archiveSample(
  moodle: SampleMoodle,
  wanted: typeof diary,
  settings: Record<string, unknown> = {},
  preset?: string,
) {
  await using workspace = await openWorkspace()
  await using core = await openCore(workspace.path)
  const activity = await findActivity(core, moodle, wanted)
  const finished = await archiveActivity(core, activity, settings, preset === undefined ? {} : { preset })
  const { verdict, findings } = await verifyArchive(finished.archive.path, { deep: true })
  expect([verdict, ...findings.map(({ code }) => code).filter((code) => code !== 'incomplete')]).toEqual(['intact'])
  expect(moodle.stats().misses).toEqual([])
  const { entries } = await core.tasks.listLog(finished.task.id)
  const log = entries.map(({ message }) => message).join('\n')
  return { ...finished, log, rows: readRows(finished.payload), files: await readZip(finished.archive.path) }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Hashes of everything that was handed in and given back, and of the assignment's own files. */
function hashesOf(assignmentId: number): readonly string[] {
  const assignment = assignments.find(({ id }) => id === assignmentId)
  if (!assignment) throw new Error('no such assignment')
  const works = assignment.submissions.flatMap((submission) => submission.works)
  const files = [
    ...assignment.additionalFiles,
    ...assignment.instructionFiles,
    ...works.flatMap((work) => [...(work.inline ?? []), ...(work.files ?? [])]),
    ...assignment.grades.flatMap((grade) => [
      ...(grade.inline ?? []),
      ...(grade.files ?? []),
      ...(grade.annotated ? [grade.annotated] : []),
    ]),
  ]
  return files.map(({ bytes }) => sha256(bytes))
}

const keptHashes = (rows: ReturnType<typeof readRows>): readonly string[] =>
  rows
    .flatMap((row) => (Array.isArray(row['files']) ? row['files'] : []))
    .filter(({ role }) => role === 'attachment')
    .map((file) => file.sha256)

test('a diary: everyone, every attempt, every file, with grades and times', async () => {
  await using moodle = await startSampleMoodle()
  const { rows, archive, payload } = await archiveSample(moodle, diary, { htmlCopy: true })
  const hashes = keptHashes(rows)
  for (const hash of hashesOf(21)) expect(hashes).toContain(hash)
  for (const [path, bytes] of payload) if (path.includes('attachments/')) expect(hashes).toContain(sha256(bytes))
  expect(archive.complete).toBe(true)
  const told = Object.fromEntries(
    rows.map((row) => [
      JSON.stringify([row['user_id'] ?? null, row['attempt_number'] ?? null]),
      [row['state'], row['grade'], row['late_seconds']],
    ]),
  )
  expect(told).toMatchObject({
    '[5,1]': ['submitted', 9.5, null],
    '[6,1]': ['submitted', 7, null],
    '[7,1]': ['submitted', 2, null],
    '[7,2]': ['submitted', 8, null],
    '[8,1]': ['draft', null, null],
    '[9,1]': ['submitted', 4, null],
    '[9,2]': ['reopened', null, null],
    '[10,1]': ['submitted', null, 39_600],
    '[11,null]': ['none', 0, null],
    '[12,null]': ['none', null, null],
    '[18,1]': ['submitted', null, null],
  })
  const words = await everyWord(new Map([...payload].filter(([path]) => !path.includes('/attachments/'))))
  for (const text of [
    'A diary worth reading',
    'Ωραία.',
    'Was the fog on night 17?',
    'Use the template',
    'See me, please.',
  ])
    expect(words.includes(text), text).toBe(true)
  const pages = new Map([...payload].filter(([path]) => path.endsWith('.html')))
  expect(pages.size).toBe(rows.length + 1)
  expect((await everyWord(pages)).includes('window.attacked')).toBe(false)
})

test('the same source data twice, looked at in between, give the same payload', async () => {
  await using moodle = await startSampleMoodle()
  const [one, two] = [await archiveSample(moodle, telescope), await archiveSample(moodle, telescope)]
  const manifest = (payload: ReadonlyMap<string, Buffer>) =>
    [...payload].map(([path, bytes]) => `${path} ${sha256(bytes)}`)
  expect(manifest(two.payload)).toEqual(manifest(one.payload))
})

test('teams: the work once, each member’s grade in a folder of its own', async () => {
  await using moodle = await startSampleMoodle()
  const { rows, payload } = await archiveSample(moodle, telescope)
  expect(keptHashes(rows).toSorted()).toEqual(hashesOf(22).toSorted())
  const members = rows.filter((row) => row['report'] === 'member')
  const graded = members.filter((row) => row['grade'] !== null)
  expect(Object.fromEntries(graded.map((row) => [row['user_id'], row['grade']]))).toEqual({ 5: 8, 6: 8, 10: 10 })
  expect(new Set(members.map((row) => row['user_id'])).size).toBe(members.length)
  const ofOne = new Map([...payload].filter(([path]) => path.startsWith('Łękawska-Żądło')))
  const words = await everyWord(ofOne)
  expect(words).toContain('It shows the moons.')
  expect(words, 'what another member was told is not in this folder').not.toContain('You ground the lens.')
  const remarks = rows.flatMap((row) => JSON.stringify(row['remarks']).match(/chosen levels/gu) ?? [])
  expect(remarks).toHaveLength(3)
})

/** By which students are known; first names are too common to be looked for. */
const known = students.flatMap(({ username, firstName, lastName, idNumber }) =>
  [username, `${firstName} ${lastName}`, lastName, idNumber].filter((name) => name.length > 2),
)

test('hidden identities are nowhere, and nobody can be chosen by name', async () => {
  await using moodle = await startSampleMoodle()
  const { files, log, rows } = await archiveSample(moodle, abstract, { htmlCopy: true, language: 'de' })
  const told = `${await everyWord(files)}\n${log}`
  expect(told).toContain('On the age of starlight.')
  expect(known.filter((name) => told.includes(name))).toEqual([])
  expect(told.match(/\buser-\d+|user[-_ ]?id["' :=]+\d+/giu)).toBeNull()
  expect(rows.filter((row) => row['participant_number'] !== null && row['report'] === 'person').length).toBeGreaterThan(
    10,
  )
  await expect(archiveSample(moodle, abstract, { scope: { mode: 'users', ids: [5] } })).rejects.toThrow(
    /Identities are hidden/,
  )
})

test('the copy for the student: released grades only, and nobody who marked', async () => {
  await using moodle = await startSampleMoodle()
  const complete = await archiveSample(moodle, abstract)
  const all = await everyWord(complete.files)
  for (const name of [teacher.lastName, tutor.lastName, 'in marking']) expect(all).toContain(name)
  expect(complete.rows.filter((row) => typeof row['grade'] === 'number')).toHaveLength(2)
  const settings = {
    htmlCopy: true,
    sections: ['header', 'instructions', 'submission', 'attachments', 'grade', 'feedback'],
  }
  const { files, rows } = await archiveSample(moodle, abstract, settings, 'student-copy')
  const copy = await everyWord(new Map([...files].filter(([path]) => path.includes('/data/'))))
  for (const text of ['On the age of starlight.', 'Clear.', '9.00 / 10.00']) expect(copy).toContain(text)
  expect(copy.match(/Mensah|Not yet told|in marking|inmarking|6\.00 \/ 10/gu)).toBeNull()
  expect(rows.filter((row) => typeof row['grade'] === 'number')).toHaveLength(1)
  expect(rows.every((row) => row['grader'] === null || row['grader'] === undefined)).toBe(true)
  expect([...files.keys()].filter((path) => path.endsWith('.gz'))).toEqual([])
})

test.each([
  ['alone', diary],
  ['in teams', telescope],
])('an anonymised archive names nobody, no student, team or marker: %s', async (_name, wanted) => {
  await using moodle = await startSampleMoodle()
  const staff = [teacher, tutor].flatMap(({ username, lastName, idNumber }) => [username, lastName, idNumber])
  const { files, log } = await archiveSample(moodle, wanted, { anonymise: true, htmlCopy: true })
  // What was handed in is kept byte for byte, whatever it says: the archive says that names in it may remain.
  const ours = new Map([...files].filter(([path]) => !path.includes('/attachments/')))
  const told = `${await everyWord(ours)}\n${[...files.keys()].join('\n')}\n${log}`
  const names = [...known, ...staff, ...groups.map(({ name }) => name)]
  expect(names.filter((name) => told.includes(name))).toEqual([])
  expect(told.match(/\buser-\d+\b/gu)).toBeNull()
})

test('a file above the largest size is left out, and said to be', async () => {
  await using moodle = await startSampleMoodle({
    alterAnswer: (name, answer) =>
      name === 'mod_assign_get_submissions' || name === 'mod_assign_get_submission_status'
        ? JSON.parse(JSON.stringify(answer).replaceAll(/("filename":"telescope.pdf".*?"filesize":)\d+/gu, '$15000000'))
        : answer,
  })
  const { rows, archive } = await archiveSample(moodle, telescope, { maximumFileSize: 1 })
  expect(keptHashes(rows)).toEqual([])
  const told = rows.flatMap(
    (row) => JSON.stringify(row['remarks']).match(/telescope.pdf[^"]*larger than 1.0 MB/gu) ?? [],
  )
  expect(told).toHaveLength(1)
  expect(archive.complete).toBe(true)
})
