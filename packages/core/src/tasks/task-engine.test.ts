import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { verifyArchive } from '../archive/verify-archive.ts'
import type { TaskEvent } from '../core.ts'
import { ArchivingError } from '../errors/index.ts'
import { openTestEngine, temporaryFolder, testActivity } from '../testing/open-test-engine.ts'

test('a task goes from created to finished and leaves an archive', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 3 }, { requestedBy: 'me' })
  expect(task).toMatchObject({ driverId: 'scripted', requestedBy: 'me', settings: { items: 3 }, archiveId: null })
  expect(task.status).toMatchObject({ state: 'created', progress: { itemsTotal: null, itemsFinished: 0 } })
  expect(await muniment.driver.executeTask(task.id)).toBe(true)
  await muniment.reached(task.id, 'finished')
  const finished = await muniment.driver.getTask(task.id)
  expect(finished.status).toMatchObject({ error: null, activity: null, progress: { itemsTotal: 3, itemsFinished: 3 } })
  const archive = await muniment.catalog.get(finished.archiveId ?? '')
  expect(archive).toMatchObject({ taskId: task.id, complete: true, items: 3, fileName: 'Midterm.zip' })
  expect(await readdir(muniment.archiveFolder)).toEqual(['Midterm.zip'])
  expect(await muniment.driver.executeTask(task.id), 'a finished task is not executed again').toBe(false)
})

test('names that clash are told apart in the order of listing', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 3 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'finished')
  const { entries } = await muniment.tasks.listItems(task.id)
  expect(entries.map((item) => item.path)).toEqual(['Text', 'Text (2)', 'Text (3)'])
})

test('an item whose trouble passes is tried again', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  let failures = 2
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-2' && failures-- > 0) throw new ArchivingError('source_unavailable', 'The site did not answer.')
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 3 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'finished')
  expect(muniment.driver.workedOn.filter((key) => key === 'item-2')).toHaveLength(3)
  const { entries } = await muniment.tasks.listLog(task.id)
  expect(entries.filter((entry) => entry.level === 'warning').map((entry) => entry.message)).toEqual([
    'Item 2: The site did not answer. Trying again in 1 second.',
    'Item 2: The site did not answer. Trying again in 1 second.',
  ])
})

test('an item that fails for good fails the task, and only it is tried again', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  let broken = true
  muniment.driver.script = async ({ key }) => {
    if (broken && key === 'item-2') throw new ArchivingError('source_denied', 'The site refuses this.')
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 4 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'failed')
  const failed = await muniment.driver.getTaskStatus(task.id)
  expect(failed).toMatchObject({
    error: { code: 'state_conflict', details: { failed: 1, total: 4 } },
    progress: { itemsFinished: 3, itemsFailed: 1 },
  })
  const { entries } = await muniment.tasks.listItems(task.id)
  expect(entries[0], 'trouble comes first').toMatchObject({
    key: 'item-2',
    error: { code: 'source_denied' },
    attempts: 1,
  })
  expect(await readdir(muniment.archiveFolder)).toEqual([])

  broken = false
  muniment.driver.workedOn.length = 0
  expect(await muniment.driver.executeTask(task.id)).toBe(true)
  await muniment.reached(task.id, 'finished')
  expect(muniment.driver.workedOn).toEqual(['item-2'])
})

test('a failed task can be sealed as incomplete, and the archive says so', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-2') throw new ArchivingError('source_denied', 'The site refuses this.')
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 3 })
  expect(await muniment.tasks.sealIncomplete(task.id), 'only a failed task').toBe(false)
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'failed')
  muniment.driver.workedOn.length = 0
  expect(await muniment.tasks.sealIncomplete(task.id)).toBe(true)
  await muniment.reached(task.id, 'finished')
  expect(muniment.driver.workedOn, 'nothing is tried again').toEqual([])
  const { archiveId, status } = await muniment.driver.getTask(task.id)
  expect(status.progress).toMatchObject({ itemsFinished: 2, itemsFailed: 1 })
  const archive = await muniment.catalog.get(archiveId ?? '')
  expect(archive).toMatchObject({ complete: false, items: 3 })
  const report = await verifyArchive(archive?.path ?? '')
  expect(report).toMatchObject({ verdict: 'intact', complete: false })
  expect(report.findings.map((finding) => finding.code)).toContain('incomplete')
})

test('a fault of the driver is kept without its text', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  muniment.driver.script = () => Promise.reject(new TypeError('the inner secret'))
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 1 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'failed')
  const items = await muniment.tasks.listItems(task.id)
  const log = await muniment.tasks.listLog(task.id)
  expect(items.entries[0]).toMatchObject({ error: { code: 'driver_fault' } })
  expect(JSON.stringify([items, log])).not.toContain('the inner secret')
  expect(muniment.diagnostics.some(({ cause }) => cause instanceof Error && cause.cause instanceof TypeError)).toBe(
    true,
  )
})

test('trouble that concerns the whole task stops it at once and gives no item up', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { options: { maximumItems: 1 } })
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-2') throw new ArchivingError('source_unauthenticated', 'The token is not valid any more.')
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 50 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'paused')
  const status = await muniment.driver.getTaskStatus(task.id)
  expect(status).toMatchObject({
    error: { code: 'source_unauthenticated' },
    progress: { itemsFinished: 1, itemsFailed: 0 },
  })
})

test('an abort stops a driver that does not listen, and what was done is kept', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { options: { maximumItems: 1 } })
  const stuck = Promise.withResolvers<void>()
  const reachedStuckItem = Promise.withResolvers<void>()
  muniment.driver.script = async ({ key }) => {
    if (key !== 'item-3') return
    reachedStuckItem.resolve()
    await stuck.promise
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 5 })
  await muniment.driver.executeTask(task.id)
  await reachedStuckItem.promise
  expect(await muniment.driver.abortTask(task.id)).toBe(true)
  await muniment.reached(task.id, 'aborted')
  expect(await muniment.driver.abortTask(task.id), 'there is nothing left to stop').toBe(false)
  expect(await muniment.ports.items.counts(task.id)).toMatchObject({ finished: 2, pending: 3, running: 0 })

  stuck.resolve()
  muniment.driver.script = async () => {}
  expect(await muniment.driver.executeTask(task.id)).toBe(true)
  await muniment.reached(task.id, 'finished')
  expect(await muniment.ports.items.counts(task.id)).toMatchObject({ finished: 5, total: 5 })
})

test('an abort that comes while trouble stops the task is not left hanging', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { options: { maximumItems: 2, abortGraceMs: 300 } })
  const slow = Promise.withResolvers<void>()
  const troubled = Promise.withResolvers<void>()
  muniment.driver.script = async ({ key }) => {
    if (key === 'item-1') await slow.promise
    else {
      troubled.resolve()
      throw new ArchivingError('source_unauthenticated', 'The token is not valid any more.')
    }
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity)
  await muniment.driver.executeTask(task.id)
  await troubled.promise
  await muniment.driver.abortTask(task.id)
  slow.resolve()
  await muniment.reached(task.id, 'aborted', 'paused')
})

test('a process that another one took a task from leaves it alone', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, {
    // Room for no other task, or the engine takes this one up again itself.
    options: { maximumItems: 1, maximumTasks: 1 },
  })
  const stuck = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  muniment.driver.script = async () => {
    started.resolve()
    await stuck.promise
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity)
  await muniment.driver.executeTask(task.id)
  await started.promise
  const execution = muniment.engine.executionOf(task.id)
  const lost = new Promise<void>((resolve) => execution?.signal.addEventListener('abort', () => resolve()))
  const leaseUntil = new Date(Date.now() + 60_000)
  await muniment.ports.tasks.transition(task.id, { to: 'scheduled', from: ['running'], facts: { owner: null } })
  await muniment.ports.tasks.claimNext({ owner: 'another', leaseUntil, now: new Date() })
  await lost
  expect(execution?.stopReason).toBe('lost')
  stuck.resolve()
  await muniment.engine[Symbol.asyncDispose]()
  expect(await muniment.ports.tasks.get(task.id)).toMatchObject({ state: 'running', owner: 'another' })
})

test('a task whose failure the database cannot keep is told as failed, and goes on once it can', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { items } = muniment.ports
  const full = new ArchivingError('storage_full', 'The disk is full.')
  const finish = items.finish.bind(items)
  const reset = items.reset.bind(items)
  let broken = true
  items.finish = (...given) => (broken ? Promise.reject(full) : finish(...given))
  let resets = 0
  items.reset = (...given) => (broken && resets++ > 0 ? Promise.reject(full) : reset(...given))
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 2 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'failed')
  expect(await muniment.driver.getTaskStatus(task.id)).toMatchObject({
    state: 'failed',
    error: { code: 'storage_full' },
  })
  broken = false
  const state = async () => (await muniment.driver.getTaskStatus(task.id)).state
  await expect.poll(state, { timeout: 20_000 }).toBe('finished')
})

test('an item that ends the program every time is given up in the end', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const task = await muniment.driver.createTask(testActivity, { items: 1 })
  const { items } = muniment.ports
  const hold = { taskId: task.id, owner: null }
  await items.add(hold, [{ key: 'item-1', title: 'Item 1', folder: '', fileName: 'Text', data: 1 }])
  for (let ended = 0; ended < 13; ended++) {
    await items.claimNext(hold, new Date())
    await items.reset(hold, ['running', 'failed'])
  }
  expect(await items.claimNext(hold, new Date()), 'attempts are counted over starts').toMatchObject({ attempt: 14 })
})

test('a scheduled task that is aborted never starts', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const task = await muniment.driver.createTask(testActivity)
  await muniment.driver.executeTask(task.id)
  expect(await muniment.driver.abortTask(task.id)).toBe(true)
  await muniment.engine.start()
  expect((await muniment.driver.getTaskStatus(task.id)).state).toBe('aborted')
  expect(muniment.driver.workedOn).toEqual([])
})

test('closing puts a running task back, and the next start does only the rest', async () => {
  await using folder = await temporaryFolder()
  let taskId = ''
  {
    await using first = await openTestEngine(folder.path, { options: { maximumItems: 1 } })
    const third = Promise.withResolvers<void>()
    first.driver.script = async ({ key }, { signal }) => {
      if (key !== 'item-3') return
      third.resolve()
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new ArchivingError('aborted', 'Stopped.')))
      })
    }
    await first.engine.start()
    taskId = (await first.driver.createTask(testActivity)).id
    await first.driver.executeTask(taskId)
    await third.promise
  }
  await using second = await openTestEngine(folder.path)
  expect((await second.driver.getTaskStatus(taskId)).state).toBe('scheduled')
  await second.engine.start()
  await second.reached(taskId, 'finished')
  expect(second.driver.workedOn.toSorted()).toEqual(['item-3', 'item-4', 'item-5'])
})

test('what a dead process held is taken up; what a living one holds is left alone', async () => {
  await using folder = await temporaryFolder()
  await using dead = await openTestEngine(folder.path)
  const task = await dead.driver.createTask(testActivity)
  await dead.driver.executeTask(task.id)
  const leaseUntil = new Date(Date.now() + 60_000)
  await dead.ports.tasks.claimNext({ owner: 'dead', leaseUntil, now: new Date() })
  const hold = { taskId: task.id, owner: 'dead' }
  await dead.ports.items.add(hold, [{ key: 'item-1', title: 'Item 1', folder: '', fileName: 'Text', data: 1 }])
  await dead.ports.items.claimNext(hold, new Date())

  await using careful = await openTestEngine(folder.path)
  await careful.engine.start()
  expect((await careful.driver.getTaskStatus(task.id)).state).toBe('running')
  await careful.engine[Symbol.asyncDispose]()

  await using heir = await openTestEngine(folder.path, { ports: { isOwnerGone: (owner) => owner === 'dead' } })
  await heir.engine.start()
  await heir.reached(task.id, 'finished')
  expect(heir.driver.workedOn.toSorted()).toEqual(['item-1', 'item-2', 'item-3', 'item-4', 'item-5'])
})

test('two engines on one database never execute a task twice', async () => {
  await using folder = await temporaryFolder()
  await using one = await openTestEngine(folder.path)
  await using two = await openTestEngine(folder.path)
  await Promise.all([one.engine.start(), two.engine.start()])
  const tasks = await Promise.all(Array.from({ length: 6 }, () => one.driver.createTask(testActivity, { items: 4 })))
  for (const { id } of tasks) await one.driver.executeTask(id)
  for (const { id } of tasks) await one.reached(id, 'finished')
  expect(one.driver.workedOn.length + two.driver.workedOn.length).toBe(24)
})

test('watching tells each log entry once and ends with the final status', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const task = await muniment.driver.createTask(testActivity)
  const began = Promise.withResolvers<void>()
  const watch = async (after: number) => {
    const events: TaskEvent[] = []
    for await (const event of muniment.tasks.watch({ taskId: task.id, after }, AbortSignal.timeout(20_000))) {
      began.resolve()
      events.push(event)
    }
    return events
  }
  const watching = watch(0)
  // What it tells first is how things were when it looked.
  await began.promise
  await muniment.engine.start()
  await muniment.driver.executeTask(task.id)
  const events = await watching
  const entries = events.flatMap((event) => (event.kind === 'log' ? [event.entry] : []))
  const log = await muniment.tasks.listLog(task.id)
  expect(entries).toEqual(log.entries)
  expect(events.at(-1)).toMatchObject({ kind: 'status', status: { state: 'finished' } })
  expect(events[0]).toMatchObject({ kind: 'status', status: { state: 'created' } })

  const half = entries[1]?.id ?? 0
  const rest = await watch(half)
  expect(rest.flatMap((event) => (event.kind === 'log' ? [event.entry] : []))).toEqual(entries.slice(2))
})

test.each([
  ['an unknown setting', { itemz: 3 }, 'itemz'],
  ['a wrong type', { items: '3' }, 'items'],
  ['a value out of range', { items: 10_001 }, 'items'],
])('%s is refused by name and stores nothing', async (_name, settings, setting) => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  await expect(muniment.driver.createTask(testActivity, settings)).rejects.toMatchObject({
    code: 'settings_invalid',
    details: { setting },
  })
  expect(await muniment.driver.tasks.count()).toBe(0)
})

test('an activity of another kind, an unknown source and a folder that is not there are refused', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { driver } = muniment
  await expect(driver.createTask({ ...testActivity, activityKind: 'quiz' })).rejects.toMatchObject({
    code: 'input_invalid',
  })
  await expect(driver.createTask({ ...testActivity, sourceId: 'none' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(driver.createTask(testActivity, {}, { destinationFolder: 'relative' })).rejects.toMatchObject({
    code: 'input_invalid',
  })
  await expect(driver.createTask(testActivity, {}, { destinationFolder: `${folder.path}/none` })).rejects.toMatchObject(
    { code: 'input_invalid' },
  )
  await expect(driver.getTask('none')).rejects.toMatchObject({ code: 'not_found' })
})

test('tasks are a collection that is read from the database', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { driver } = muniment
  const made: string[] = []
  for (let number = 0; number < 7; number++) made.push((await driver.createTask(testActivity)).id)
  await driver.executeTask(made[2] ?? '')
  const ids = async (tasks: AsyncIterable<{ id: string }>) => {
    const found: string[] = []
    for await (const { id } of tasks) found.push(id)
    return found
  }
  expect(await ids(driver.tasks)).toEqual(made.toReversed())
  expect(await ids(driver.tasks.where({ states: ['scheduled'] }))).toEqual([made[2]])
  expect(await ids(driver.tasks.where({ driverId: 'another' })), 'filters add up').toEqual([])
  expect((await driver.getActiveTasks()).map((task) => task.id)).toEqual([made[2]])
  const first = await driver.tasks.page({ limit: 3 })
  const second = await driver.tasks.page({ limit: 4, ...(first.nextCursor && { cursor: first.nextCursor }) })
  expect([...first.entries, ...second.entries].map((task) => task.id)).toEqual(made.toReversed())
  expect(second.nextCursor).toBeUndefined()
})

test('a source that is cut off under a running task is trouble that passes, not an endless round', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  let cutOff = 1
  muniment.driver.script = async () => {
    if (cutOff-- > 0) throw new ArchivingError('aborted', 'The connection to the site was closed.')
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 2 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'finished')
  expect(muniment.driver.workedOn).toHaveLength(3)

  cutOff = Number.POSITIVE_INFINITY
  const hopeless = await muniment.driver.createTask(testActivity, { items: 1 })
  await muniment.driver.executeTask(hopeless.id)
  await muniment.reached(hopeless.id, 'failed')
  const { entries } = await muniment.tasks.listItems(hopeless.id)
  expect(entries[0]).toMatchObject({ state: 'failed', attempts: 3, error: { code: 'source_unavailable' } })
})

test('a small task does not wait until a big one has ended', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { options: { maximumTasks: 2, maximumItems: 1 } })
  const big = await muniment.driver.createTask(testActivity, { items: 40 })
  const small = await muniment.driver.createTask(testActivity, { items: 2 })
  let smallIsThere: () => void = () => undefined
  const smallWasScheduled = new Promise<void>((resolve) => (smallIsThere = resolve))
  const order: string[] = []
  muniment.driver.script = async (_item, { task }) => {
    order.push(task.id === big.id ? 'big' : 'small')
    if (order.length === 3) await smallWasScheduled
  }
  await muniment.engine.start()
  await muniment.driver.executeTask(big.id)
  await muniment.driver.executeTask(small.id)
  const total = async () => (await muniment.driver.getTaskStatus(small.id)).progress.itemsTotal
  await expect.poll(total, { timeout: 20_000 }).toBe(2)
  smallIsThere()
  await muniment.reached(small.id, 'finished')
  await muniment.reached(big.id, 'finished')
  expect(order.lastIndexOf('small')).toBeLessThan(10)
  expect(order).toHaveLength(42)
})
