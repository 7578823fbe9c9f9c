import type { ActivityMetadata, Core } from '@muniment/core'
import { describe, expect, test } from 'vitest'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { coursePace, observingNight } from '../sample-course/choices.ts'
import { students, teacher } from '../sample-course/people.ts'
import { sampleWorkshop } from '../sample-course/workshop.ts'
import { everyWord } from '../support/every-word.ts'
import { archiveActivity, findActivity, openCore, openWorkspace, readRows, runTask } from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'

interface Sample extends AsyncDisposable {
  readonly core: Core
  readonly moodle: SampleMoodle
  activity(kind: string, activity: string): Promise<ActivityMetadata>
}

async function openSample(): Promise<Sample> {
  const stack = new AsyncDisposableStack()
  const workspace = stack.use(await openWorkspace())
  const moodle = stack.use(await startSampleMoodle())
  const core = stack.use(await openCore(workspace.path))
  return {
    core,
    moodle,
    activity: (kind, activity) => findActivity(core, moodle, { course: '7', kind, activity }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

/** Names of everybody but those who are told anyway: short ones are words too often. */
const names = [...students, teacher].flatMap(({ firstName, lastName, username, idNumber }) =>
  [`${firstName} ${lastName}`, username, idNumber].filter((name) => name.length > 3),
)

describe('a choice of the sample course', () => {
  test('tells who chose what, and when', async () => {
    await using sample = await openSample()
    const { core, moodle } = sample
    const activity = await sample.activity('choice', observingNight.name)
    const { archive, payload } = await archiveActivity(core, activity, { htmlCopy: true, language: 'de' })
    expect(await core.archives.verify(archive.id, { deep: true })).toMatchObject({ verdict: 'intact', findings: [] })
    const answers = observingNight.options.flatMap((option) => option.answers)
    expect(readRows(payload)).toMatchObject([{ options: 3, answers: answers.length, names_shown: true }])
    const [line = ''] = payload.get('items.jsonl')?.toString('utf8').split('\n') ?? []
    for (const { userId, at } of answers) {
      expect(line).toContain(`"userId":${userId}`)
      expect(line).toContain(new Date(at * 1_000).toISOString())
    }
    expect(moodle.stats().misses).toEqual([])
  })

  test('that hides names names nobody, and refuses to archive single people', async () => {
    await using sample = await openSample()
    const { core } = sample
    const activity = await sample.activity('choice', coursePace.name)
    const { archive, payload } = await archiveActivity(core, activity, { htmlCopy: true })
    expect(readRows(payload)).toMatchObject([{ options: 2, answers: 3, names_shown: false }])
    const said = await everyWord(await readZip(archive.path))
    expect(said).toContain('does not tell who chose what')
    for (const name of names.filter((one) => !one.includes(teacher.lastName) && one !== teacher.username))
      expect(said).not.toContain(name)
    const task = await core.tasks.create('choice', activity, { scope: { mode: 'users', ids: [6] } })
    expect((await runTask(core, task.id)).status).toMatchObject({
      state: 'failed',
      error: { code: 'settings_invalid' },
    })
  })
})

describe('a workshop of the sample course', () => {
  test('tells whom each person assessed, also one who handed in nothing, unless that is left out', async () => {
    await using sample = await openSample()
    const activity = await sample.activity('workshop', sampleWorkshop.name)
    const givenBy = (payload: ReadonlyMap<string, Buffer>, userId: number): unknown => {
      const row = readRows(payload).find((candidate) => candidate['user_id'] === userId)
      return Object(row?.['record'])['given']
    }
    const { payload } = await archiveActivity(sample.core, activity)
    expect(givenBy(payload, 12)).toMatchObject([
      { title: 'Pleiades & the calendar', author: { userId: 5 }, gradePercent: 90, assessingOverridePercent: 50 },
    ])
    expect(givenBy(payload, 5)).toMatchObject([{ title: 'سماء الليل', author: { userId: 8 }, weight: 1 }])
    expect(givenBy(payload, 6)).toEqual([])
    const copy = await archiveActivity(sample.core, activity, {}, { preset: 'student-copy' })
    expect(givenBy(copy.payload, 12)).toBeUndefined()
  })

  test('tells each submission with what was said of it, and who handed in nothing', async () => {
    await using sample = await openSample()
    const { core, moodle } = sample
    const activity = await sample.activity('workshop', sampleWorkshop.name)
    const { archive, payload } = await archiveActivity(core, activity, { htmlCopy: true })
    expect(await core.archives.verify(archive.id, { deep: true })).toMatchObject({ verdict: 'intact', findings: [] })
    const rows = readRows(payload)
    expect(rows.filter((row) => row['state'] === 'submitted')).toHaveLength(sampleWorkshop.submissions.length)
    expect(rows.filter((row) => row['state'] === 'nothing_submitted').length).toBeGreaterThan(0)
    expect(rows.find((row) => row['submission_id'] === 501)).toMatchObject({
      user_id: 5,
      assessments: 2,
      files_submitted: 2,
    })
    expect(rows.find((row) => row['submission_id'] === 502)).toMatchObject({ late: true, assessments: 1 })
    const kept = [...payload].filter(([path]) => path.includes('attachments/')).map(([, bytes]) => bytes)
    const given = [
      ...sampleWorkshop.submissions.flatMap(({ attachments }) => attachments),
      ...sampleWorkshop.assessments.flatMap(({ files }) => files),
    ]
    for (const { name, bytes } of given)
      expect(
        kept.some((file) => file.equals(bytes)),
        name,
      ).toBe(true)
    const said = await everyWord(await readZip(archive.path))
    for (const words of [
      'Good sources.',
      'Careful reading.',
      'The figure lacks a scale.',
      'Too short.',
      'Well observed',
    ])
      expect(said).toContain(words)
    expect(said).not.toContain('window.attacked')
    expect(moodle.stats().misses).toEqual([])
  })

  test('the copy for the student does not tell who assessed, nor what the assessing is worth', async () => {
    await using sample = await openSample()
    const { core } = sample
    const activity = await sample.activity('workshop', sampleWorkshop.name)
    const scope = { mode: 'submissions', ids: [501] }
    const { archive } = await archiveActivity(core, activity, { scope, htmlCopy: true }, { preset: 'student-copy' })
    const said = await everyWord(await readZip(archive.path))
    expect(said).toContain('Good sources.')
    expect(said).not.toContain('Careful reading.')
    const reviewers = students.filter(({ id }) => [8, 12].includes(id))
    expect(reviewers).toHaveLength(2)
    for (const { firstName, lastName } of reviewers) expect(said).not.toContain(`${firstName} ${lastName}`)
  })

  test('an anonymised copy names nobody', async () => {
    await using sample = await openSample()
    const { core } = sample
    const activity = await sample.activity('workshop', sampleWorkshop.name)
    const { archive } = await archiveActivity(core, activity, { anonymise: true, htmlCopy: true })
    const said = await everyWord(await readZip(archive.path))
    for (const name of names) expect(said).not.toContain(name)
  })
})

describe.skipIf(!hasSharedRecordings)(`the recorded course (${whySkipped} if skipped)`, () => {
  test.each([
    ['choice', 'Excursion date', 1],
    ['workshop', 'Peer review', 24],
  ])(
    '%s: archived whole, asking only what the recordings can answer, but for forms of assessments',
    async (kind, name, items) => {
      await using workspace = await openWorkspace()
      await using moodle = await startSharedStandIn()
      await using core = await openCore(workspace.path)
      const activity = await findActivity(core, moodle, { course: 'HIST101', kind, activity: name })
      const { archive } = await archiveActivity(core, activity, { htmlCopy: true, language: 'de' })
      expect(archive).toMatchObject({ complete: true, items })
      expect(await core.archives.verify(archive.id, { deep: true })).toMatchObject({ verdict: 'intact', findings: [] })
      const said = await everyWord(await readZip(archive.path))
      const expected =
        kind === 'choice'
          ? ['Samstag', '日曜日', '26-103-021']
          : ['Draft 1', 'Draft 2', 'Beurteilung von', 'wird von der Website nicht']
      for (const words of expected) expect(said).toContain(words)
      // The forms of assessments were not recorded; the archive says that they are not given.
      const misses = moodle.stats().misses.map((miss) => JSON.stringify(miss))
      expect(misses.filter((miss) => !miss.includes('mod_workshop_get_assessment_form_definition'))).toEqual([])
    },
  )
})
