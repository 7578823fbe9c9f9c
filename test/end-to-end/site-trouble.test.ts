import { expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { archiveQuiz, findQuiz, openCore, openWorkspace, readPayload, runTask } from '../support/open-muniment.ts'

const quiz = 'Stars & Planets: final quiz'
const outagePolicy = { suspectedAfter: 2, firstPauseMs: 20, longestPauseMs: 50, patienceMs: 60_000 }

/** What a site in maintenance answers to everything (`sitemaintenance`, with status 200). */
const maintenance = {
  exception: 'moodle_exception',
  errorcode: 'sitemaintenance',
  message: 'The site is undergoing maintenance.',
}
/** What a site answers once a token is no longer valid. */
const tokenGone = {
  exception: 'moodle_exception',
  errorcode: 'invalidtoken',
  message: 'Invalid token - token not found',
}

/** A site whose answers a test can replace from some review on. */
async function startChangingMoodle() {
  const state = { answersAll: undefined as object | undefined, afterReviews: 3, reviews: 0, refused: 0 }
  const moodle = await startSampleMoodle({
    alterAnswer(name, answer) {
      if (name === 'mod_quiz_get_attempt_review') state.reviews++
      if (state.answersAll === undefined || state.reviews <= state.afterReviews) return answer
      state.refused++
      return state.answersAll
    },
  })
  return { moodle, state }
}

test('a site that goes into maintenance in the middle is waited for, and the archive is whole', async () => {
  await using workspace = await openWorkspace()
  const { moodle, state } = await startChangingMoodle()
  await using _moodle = moodle
  await using core = await openCore(workspace.path, { outagePolicy, concurrency: 1 })
  const activity = await findQuiz(core, moodle, '7', quiz)
  const undisturbed = await archiveQuiz(core, activity, { archiveName: 'undisturbed' })

  state.reviews = 0
  state.answersAll = maintenance
  const task = await core.tasks.create('quiz', activity, { archiveName: 'undisturbed' })
  const running = runTask(core, task.id)
  await expect.poll(() => state.refused, { timeout: 30_000 }).toBeGreaterThan(20)
  const { status } = await core.tasks.get(task.id)
  expect(status).toMatchObject({ state: 'running', activity: 'waiting', progress: { itemsFailed: 0 } })
  state.answersAll = undefined
  const finished = await running
  expect(finished.status.state).toBe('finished')
  const archive = await core.archives.get(finished.archiveId ?? '')
  const payload = await readPayload(archive.path)
  expect([...payload.keys()].toSorted()).toEqual([...undisturbed.payload.keys()].toSorted())
  for (const [path, bytes] of payload)
    expect(bytes.equals(undisturbed.payload.get(path) ?? Buffer.from('')), path).toBe(true)
})

test('whoever looks at a site that is back ends the wait of its tasks at once', async () => {
  await using workspace = await openWorkspace()
  const { moodle, state } = await startChangingMoodle()
  await using _moodle = moodle
  const hourMs = 3_600_000
  const patient = { suspectedAfter: 1, firstPauseMs: hourMs, longestPauseMs: hourMs, patienceMs: 3 * hourMs }
  await using core = await openCore(workspace.path, { outagePolicy: patient, concurrency: 1 })
  const activity = await findQuiz(core, moodle, '7', quiz)
  state.answersAll = maintenance
  const task = await core.tasks.create('quiz', activity)
  const running = runTask(core, task.id)
  const doing = async () => (await core.tasks.get(task.id)).status.activity
  await expect.poll(doing, { timeout: 30_000 }).toBe('waiting')
  await expect(core.sources.check(activity.sourceId)).rejects.toMatchObject({ code: 'source_unavailable' })
  expect(await doing()).toBe('waiting')
  state.answersAll = undefined
  await core.sources.check(activity.sourceId)
  expect((await running).status.state).toBe('finished')
})

test('a token that is no longer valid pauses the task, which goes on by itself after signing in again', async () => {
  await using workspace = await openWorkspace()
  const { moodle, state } = await startChangingMoodle()
  await using _moodle = moodle
  await using core = await openCore(workspace.path, { concurrency: 1 })
  const activity = await findQuiz(core, moodle, '7', quiz)
  state.answersAll = tokenGone
  const task = await core.tasks.create('quiz', activity)
  const stopped = await runTask(core, task.id)
  expect(stopped.status).toMatchObject({
    state: 'paused',
    error: { code: 'source_unauthenticated' },
    progress: { itemsFinished: 3, itemsFailed: 0 },
  })
  const { entries } = await core.tasks.listLog(task.id)
  expect(entries.at(-1)?.message).toBe('Sign in to the site again: the task then goes on by itself with what is left.')

  state.answersAll = undefined
  const before = moodle.stats().calls['mod_quiz_get_attempt_review'] ?? 0
  const credentials = { kind: 'token', token: moodle.token } as const
  const source = await core.sources.connectMoodle({ address: moodle.url, credentials })
  expect(source.id).toBe(activity.sourceId)
  for await (const event of core.tasks.watch({ taskId: task.id, after: 0 }, AbortSignal.timeout(60_000))) {
    if (event.kind === 'status' && event.status.state === 'finished') break
  }
  const { status } = await core.tasks.get(task.id)
  const reviews = (moodle.stats().calls['mod_quiz_get_attempt_review'] ?? 0) - before
  expect(status.state).toBe('finished')
  expect(reviews).toBe((status.progress.itemsTotal ?? 0) - 3)
})
