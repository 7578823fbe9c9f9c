import { describe, expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { archiveQuiz, findQuiz, openCore, openWorkspace, type FinishedArchive } from '../support/open-muniment.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'

const reuseUnchanged = { reuseUnchanged: true } as const
const review = 'mod_quiz_get_attempt_review'

function expectSamePayload({ payload }: FinishedArchive, expected: FinishedArchive): void {
  expect([...payload.keys()]).toEqual([...expected.payload.keys()])
  for (const [path, bytes] of payload)
    expect(bytes.equals(expected.payload.get(path) ?? Buffer.alloc(0)), path).toBe(true)
}

test('of a quiz in which one attempt was marked again, that attempt is read again, and no other', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, '7', 'Stars & Planets: final quiz')
  const first = await archiveQuiz(core, activity, { htmlCopy: true }, reuseUnchanged)
  const reviewsOf = () => moodle.stats().calls[review] ?? 0
  const readBefore = reviewsOf()
  const again = await archiveQuiz(core, activity, { htmlCopy: true }, reuseUnchanged)
  expect(reviewsOf()).toBe(readBefore)
  expect(again.archive.id).toBe(first.archive.id)

  moodle.regrade(104, 'essay', 9)
  const version = await archiveQuiz(core, activity, { htmlCopy: true }, reuseUnchanged)
  expect(reviewsOf()).toBe(readBefore + 1)
  const { itemsTotal, itemsReused } = version.task.status.progress
  expect(itemsReused).toBe(Number(itemsTotal) - 1)
  expect(version.archive).toMatchObject({ predecessorId: first.archive.id, complete: true })
  expectSamePayload(version, await archiveQuiz(core, activity, { htmlCopy: true }))
  expect(moodle.stats().misses).toEqual([])
})

test('an attempt that is marked again while the quiz is archived is read again before it is sealed', async () => {
  await using workspace = await openWorkspace()
  let read = 0
  await using moodle = await startSampleMoodle({
    alterAnswer: (name, answer) => {
      // Once several attempts were read, the first one among them.
      if (name === review && ++read === 4) moodle.regrade(104, 'essay', 9)
      return answer
    },
  })
  await using core = await openCore(workspace.path, { listAgainAfterMs: 0, concurrency: 1 })
  const activity = await findQuiz(core, moodle, '7', 'Stars & Planets: final quiz')
  const settings = { scope: { mode: 'attempts', ids: [104, 105, 106, 107] } }
  const archive = await archiveQuiz(core, activity, settings)
  const { entries } = await core.tasks.listLog(archive.task.id)
  expect(entries.filter(({ message }) => message.includes('is read again'))).toHaveLength(1)
  const readAgain = read
  expectSamePayload(archive, await archiveQuiz(core, activity, settings))
  expect(readAgain).toBe(read / 2 + 0.5)
  expect(moodle.stats().misses).toEqual([])
})

describe.skipIf(!hasSharedRecordings)(`a recorded quiz${hasSharedRecordings ? '' : ` (${whySkipped})`}`, () => {
  test('of which one attempt was marked again is read again in that one alone', async () => {
    await using workspace = await openWorkspace()
    await using moodle = await startSharedStandIn()
    await using core = await openCore(workspace.path)
    const activity = await findQuiz(core, moodle, 'HIST101', 'Midterm')
    const settings = { scope: { mode: 'attempts', ids: [4, 5, 7, 8] } }
    const first = await archiveQuiz(core, activity, settings, reuseUnchanged)
    const reviewsOf = () => moodle.stats().functions[review]?.calls ?? 0
    const readBefore = reviewsOf()
    moodle.set({ mutateAttempt: [4] })
    const version = await archiveQuiz(core, activity, settings, reuseUnchanged)
    expect(reviewsOf()).toBe(readBefore + 1)
    expect(version.archive.predecessorId).toBe(first.archive.id)
    expectSamePayload(version, await archiveQuiz(core, activity, settings))
    expect(moodle.stats().missCount).toBe(0)
  })
})
