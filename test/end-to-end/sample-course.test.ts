import type { ActivityMetadata, Core, SampleLanguage } from '@muniment/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveActivity, openCore, openWorkspace, readRows, type Workspace } from '../support/open-muniment.ts'

let workspace: Workspace
let core: Core

beforeAll(async () => {
  workspace = await openWorkspace()
  // No address at all may be connected to, and none needs to be.
  core = await openCore(workspace.path, { allowedAddresses: [] })
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await workspace[Symbol.asyncDispose]()
})

async function activitiesOf(language: SampleLanguage): Promise<readonly ActivityMetadata[]> {
  const { id: sourceId } = await core.sources.addSample(language)
  const [course] = await core.sources.listCourses(sourceId)
  const activities = await core.sources.listActivities(sourceId, course!.id)
  return activities.map((activity) => ({
    sourceId,
    courseId: course!.id,
    courseName: course!.name,
    courseShortName: course!.shortName,
    activityKind: activity.kind,
    activityId: activity.instanceId,
    courseModuleId: activity.courseModuleId,
    activityName: activity.name,
  }))
}

test('the sample course is added once a language, and says that it is one', async () => {
  const first = await core.sources.addSample('en')
  expect(await core.sources.addSample('en')).toMatchObject({ id: first.id, kind: 'sample' })
  expect(await core.sources.addSample('de')).not.toMatchObject({ id: first.id })
  expect(await core.sources.check(first.id)).toMatchObject({ siteName: 'Sample site', language: 'en' })
  for (const language of ['en', 'de'] as const) {
    for (const { courseName, activityName } of await activitiesOf(language)) {
      expect(`${courseName} ${activityName}`).toMatch(/(?:Sample.*Sample|Beispiel.*Beispiel)/u)
    }
  }
})

test('its exam and its assignment become archives that are whole, without a network', async () => {
  const [quiz, assignment, page] = await activitiesOf('en')
  const exam = await archiveActivity(core, quiz!, { htmlCopy: true })
  expect(exam.archive).toMatchObject({ complete: true })
  const verified = await core.archives.verify(exam.archive.id, { deep: true })
  expect(verified).toMatchObject({ verdict: 'intact', findings: [] })
  const paths = [...exam.payload.keys()]
  expect(paths.filter((path) => path.endsWith('.pdf')).length).toBe(readRows(exam.payload).length)
  expect(paths.some((path) => path.endsWith('notes.csv'))).toBe(true)

  const journals = await archiveActivity(core, assignment!)
  expect(journals.archive).toMatchObject({ complete: true })
  expect((await core.archives.verify(journals.archive.id, { deep: true })).verdict).toBe('intact')
  expect([...journals.payload.keys()].some((path) => path.endsWith('journal.txt'))).toBe(true)

  const { entries } = await core.sources.listOverview(quiz!.sourceId)
  const states = Object.fromEntries(entries[0]!.activities.map(({ activity, state }) => [activity.kind, state]))
  expect(states).toEqual({ quiz: 'archived', assign: 'archived', page: 'not_supported' })
  expect(await core.sources.getCourseOverview(quiz!.sourceId, quiz!.courseId)).toEqual(entries[0])
  await expect(core.sources.getCourseOverview(quiz!.sourceId, 404)).rejects.toMatchObject({ code: 'not_found' })
  expect(page?.activityKind).toBe('page')
})

test('reports tell marks as they follow from the answers', async () => {
  const [quiz] = await activitiesOf('de')
  const { payload } = await archiveActivity(core, quiz!, { htmlCopy: true, scope: { mode: 'attempts', ids: [1002] } })
  const html = [...payload].find(([path]) => path.endsWith('.html') && path !== 'index.html')
  const text = html![1].toString('utf8')
  for (const words of ['Rotbuche', 'Richtig', 'Falsch', 'Wo ist diese Wiese?', 'Bartosz Sample']) {
    expect(text).toContain(words)
  }
  // 0 of 2, 2, 1, 2, 1 and 3 of 4: 9 of 12.
  expect(readRows(payload)).toMatchObject([{ grade: 75 }])
})
