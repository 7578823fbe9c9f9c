import { readdir } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealArchive } from '../archive/seal-archive.ts'
import { verifyArchive } from '../archive/verify-archive.ts'
import { ArchivingError } from '../errors/index.ts'
import { testDatabaseServer } from '../testing/open-test-database.ts'
import { openTestEngine, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'

/** Waits at an item until it is told to stop. @returns resolves when it waits */
function stallAt({ driver }: TestEngine, stalledKey: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  driver.script = async ({ key }, { signal }) => {
    if (key !== stalledKey) return
    resolve()
    await new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new ArchivingError('aborted', 'Stopped.')))
    })
  }
  return promise
}

const messagesOf = async ({ tasks }: TestEngine, taskId: string) =>
  (await tasks.listLog(taskId)).entries.map(({ message }) => message)

test('a running task pauses at once, stays paused after a restart, and goes on with the rest', async () => {
  await using folder = await temporaryFolder()
  let taskId = ''
  {
    await using muniment = await openTestEngine(folder.path, { options: { maximumItems: 1 } })
    const stalled = stallAt(muniment, 'item-3')
    await muniment.engine.start()
    taskId = (await muniment.driver.createTask(testActivity)).id
    expect(await muniment.tasks.pause(taskId), 'there is nothing to pause').toBe(false)
    expect(await muniment.tasks.resume(taskId), 'nothing is paused').toBe(false)
    await muniment.driver.executeTask(taskId)
    await stalled
    expect(await muniment.tasks.pause(taskId)).toBe(true)
    await muniment.reached(taskId, 'paused')
    expect(await muniment.tasks.pause(taskId), 'it is paused already').toBe(true)
    expect(await muniment.ports.items.counts(taskId)).toMatchObject({ finished: 2, pending: 3, running: 0 })
    expect(await muniment.tasks.get(taskId)).toMatchObject({ endedAt: null, status: { error: null, activity: null } })
    expect((await messagesOf(muniment, taskId)).at(-1)).toBe(
      'Paused. What was archived is kept; resume the task to go on.',
    )
  }
  await using later = await openTestEngine(folder.path)
  await later.engine.start()
  expect((await later.tasks.get(taskId)).status.state).toBe('paused')
  expect(await later.driver.getActiveTasks()).toEqual([])
  expect(await later.tasks.resume(taskId)).toBe(true)
  await later.reached(taskId, 'finished')
  expect(later.driver.workedOn.toSorted()).toEqual(['item-3', 'item-4', 'item-5'])
})

test('a task that waits for its turn pauses before it begins, and a paused one can be aborted or executed', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const [one, other] = [await muniment.driver.createTask(testActivity), await muniment.driver.createTask(testActivity)]
  for (const { id } of [one, other]) {
    await muniment.driver.executeTask(id)
    expect(await muniment.tasks.pause(id)).toBe(true)
  }
  await muniment.engine.start()
  expect(muniment.driver.workedOn).toEqual([])
  expect(await muniment.driver.abortTask(one.id)).toBe(true)
  expect(await muniment.tasks.get(one.id)).toMatchObject({ endedAt: expect.any(Date), status: { state: 'aborted' } })
  expect(await muniment.driver.executeTask(other.id)).toBe(true)
  await muniment.reached(other.id, 'finished')
})

test('a task that seals without what failed still does so after a pause', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-2') throw new ArchivingError('source_denied', 'The site refuses this.')
  }
  await muniment.engine.start()
  const { id } = await muniment.driver.createTask(testActivity, { items: 3 })
  await muniment.driver.executeTask(id)
  await muniment.reached(id, 'failed')
  await muniment.engine[Symbol.asyncDispose]()
  await muniment.tasks.sealIncomplete(id)
  await muniment.tasks.pause(id)
  await using later = await openTestEngine(folder.path)
  await later.engine.start()
  await later.driver.executeTask(id)
  await later.reached(id, 'finished')
  expect(later.driver.workedOn, 'nothing is tried again').toEqual([])
})

test('an abort that comes while a task pauses is kept, and a process that dies meanwhile leaves a paused task', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { driver, ports, tasks } = muniment
  const ids: string[] = []
  for (let count = 0; count < 2; count++) {
    const { id } = await driver.createTask(testActivity)
    ids.push(id)
    await driver.executeTask(id)
    await ports.tasks.claimNext({ owner: 'gone', leaseUntil: new Date(0), now: new Date() })
    await tasks.pause(id)
  }
  const [aborted = '', paused = ''] = ids
  expect((await tasks.get(aborted)).status).toMatchObject({ state: 'pausing', activity: 'stopping' })
  expect(await tasks.abort(aborted)).toBe(true)
  await muniment.engine.start()
  expect((await tasks.get(aborted)).status.state).toBe('aborted')
  expect((await tasks.get(paused)).status.state).toBe('paused')
})

test('a pause that another process asks for is seen', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { options: { maximumItems: 1 } })
  await using other = await openTestEngine(folder.path)
  const stalled = stallAt(muniment, 'item-2')
  await muniment.engine.start()
  const { id } = await muniment.driver.createTask(testActivity)
  await muniment.driver.executeTask(id)
  await stalled
  expect(await other.tasks.pause(id)).toBe(true)
  await muniment.reached(id, 'paused')
})

test('a task that is told to stop when its archive is in its place is finished', async () => {
  await using folder = await temporaryFolder()
  for (const ask of ['pause', 'abort'] as const) {
    let taskId = ''
    await using muniment: TestEngine = await openTestEngine(`${folder.path}/${ask}`, {
      ports: {
        sealArchive: async (request, signal) => {
          const sealed = await sealArchive(request, signal)
          await muniment.tasks[ask](taskId)
          return sealed
        },
      },
    })
    await muniment.engine.start()
    taskId = (await muniment.driver.createTask(testActivity)).id
    await muniment.driver.executeTask(taskId)
    await muniment.reached(taskId, 'finished')
    expect((await messagesOf(muniment, taskId)).at(-1)).toMatch(/^Finished/u)
    expect(await readdir(muniment.archiveFolder)).toEqual(['Midterm.zip'])
  }
})

test('a task that needs a new sign-in pauses, says so, and goes on after one', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { options: { maximumItems: 1 } })
  let isSignedIn = false
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-3' && !isSignedIn) throw new ArchivingError('source_unauthenticated', 'The token has expired.')
  }
  await muniment.engine.start()
  const { id } = await muniment.driver.createTask(testActivity)
  await muniment.driver.executeTask(id)
  await muniment.reached(id, 'paused')
  expect((await muniment.tasks.get(id)).status.error).toMatchObject({ code: 'source_unauthenticated' })
  const other = await muniment.driver.createTask(testActivity)
  await muniment.driver.executeTask(other.id)
  await muniment.reached(other.id, 'paused')
  isSignedIn = true
  await muniment.tasks.goOnAfterSignIn(testActivity.sourceId)
  await muniment.reached(id, 'finished')
  await muniment.reached(other.id, 'finished')
})

const orders = ['pause', 'resume', 'abort', 'execute', 'restart'] as const

test('however it is paused, resumed, aborted and restarted, a task loses nothing and does nothing twice', async () => {
  const order = fc.record({ order: fc.constantFrom(...orders), afterMs: fc.integer({ min: 0, max: 40 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(order, { maxLength: 8 }), async (asked) => {
      await using folder = await temporaryFolder()
      let muniment = await openTestEngine(folder.path, { durable: false })
      try {
        const { id } = await muniment.driver.createTask(testActivity, { items: 9 })
        await muniment.engine.start()
        await muniment.tasks.execute(id)
        for (const { order: kind, afterMs } of asked) {
          await delay(afterMs)
          if (kind === 'restart') {
            await muniment[Symbol.asyncDispose]()
            muniment = await openTestEngine(folder.path, { durable: false })
            await muniment.engine.start()
          } else await muniment.tasks[kind](id)
        }
        const settled = await muniment.reached(id, 'paused', 'aborted', 'finished')
        if (settled !== 'finished') await muniment.tasks.execute(id)
        await muniment.reached(id, 'finished')
        expect(await muniment.ports.items.counts(id)).toMatchObject({ total: 9, finished: 9, running: 0, pending: 0 })
        const { archiveId } = await muniment.tasks.get(id)
        const archive = await muniment.catalog.get(archiveId ?? '')
        expect(await readdir(muniment.archiveFolder)).toEqual(['Midterm.zip'])
        expect(await verifyArchive(archive?.path ?? '')).toMatchObject({ verdict: 'intact', complete: true })
      } finally {
        await muniment[Symbol.asyncDispose]()
      }
    }),
    // On PostgreSQL each access is a message there and back.
    { numRuns: testDatabaseServer() === undefined ? 12 : 4 },
  )
}, 60_000)
