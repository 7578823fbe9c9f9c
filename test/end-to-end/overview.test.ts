import type { ActivityOverview, Core } from '@muniment/core'
import { expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import {
  archiveActivity,
  archiveQuiz,
  findActivity,
  findQuiz,
  openCore,
  openWorkspace,
} from '../support/open-muniment.ts'

const quiz = 'Stars & Planets: final quiz'

async function overviewOf(core: Core, sourceId: string, name: string): Promise<ActivityOverview> {
  const { entries } = await core.sources.listOverview(sourceId)
  const found = entries.flatMap(({ activities }) => activities).find(({ activity }) => activity.name === name)
  if (!found) throw new Error(`There is no activity ${name}.`)
  return found
}

test('an overview tells what was never archived, what is archived, and what has changed since', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, '7', quiz)
  const { sourceId } = activity
  const before = await core.sources.listOverview(sourceId)
  expect(before.entries).toHaveLength(1)
  expect(before.entries[0]).toMatchObject({ course: { id: 7 }, error: null })
  expect(await overviewOf(core, sourceId, quiz)).toMatchObject({
    state: 'never_archived',
    archive: null,
    changed: null,
    taskId: null,
    reason: null,
  })

  const { archive } = await archiveQuiz(core, activity, { scope: { mode: 'attempts', ids: [101] } })
  const requests = sum(moodle.stats().calls)
  expect(await overviewOf(core, sourceId, quiz)).toMatchObject({
    state: 'archived',
    changed: false,
    archive: { id: archive.id, fileName: archive.fileName, complete: true },
  })
  // Courses, course page, id numbers within one request, and the look at the quiz.
  const idNumbers = before.entries[0]?.activities.length ?? 0
  expect(sum(moodle.stats().calls) - requests - idNumbers).toBeLessThanOrEqual(8)

  moodle.regrade(104, 'essay', 9)
  expect(await overviewOf(core, sourceId, quiz)).toMatchObject({
    state: 'changed',
    changed: true,
    archive: { id: archive.id },
  })
  expect(moodle.stats().misses).toEqual([])
})

test('a task that failed shows with its reason, and an earlier archive beside it', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const { sourceId } = await findQuiz(core, moodle, '7', quiz)
  const choice = (await core.sources.listActivities(sourceId, 7)).find(({ kind }) => kind === 'choice')
  const name = choice?.name ?? ''
  const activity = await findActivity(core, moodle, { course: '7', kind: 'choice', activity: name })
  const { archive } = await archiveActivity(core, activity)
  // It was removed from the course, say.
  const task = await core.tasks.create('choice', { ...activity, activityId: 999 }, {})
  await core.tasks.execute(task.id)
  for await (const _event of core.tasks.watch({ taskId: task.id }, AbortSignal.timeout(20_000))) {
    // Watched to the end.
  }
  expect(await overviewOf(core, sourceId, name)).toMatchObject({
    state: 'failed',
    taskId: task.id,
    reason: { en: expect.stringContaining('choice') },
    archive: { id: archive.id },
  })
})

const sum = (calls: Readonly<Record<string, number>>): number => Object.values(calls).reduce((all, one) => all + one, 0)
