import assert from 'node:assert/strict'
import { taskStates, type TaskPriority } from '../../driver/activity-archiving-task.ts'
import { ArchivingError, toRecordedError } from '../../errors/index.ts'
import { canFollow } from '../../tasks/task-state-machine.ts'
import type { TaskStore } from '../../tasks/task-store.ts'
import { assertRefused } from '../driver-conformance/expectations.ts'
import { addTaskIn, claimOf, sampleArchive, sampleTask } from './sample-tasks.ts'
import type { TaskStoreSite, TaskStoreTheme } from './task-store-options.ts'

const keeping: TaskStoreTheme = {
  name: 'keeping',
  sentence: 'keeps a task as it was given, and refuses one of an unknown source',
  async check({ connect, sourceIds }) {
    await using connection = await connect()
    const { store } = connection
    const task = sampleTask(1, sourceIds[0])
    await store.insert(task)
    const kept = await store.get(task.id)
    assert.ok(kept, 'A task that was added is not there.')
    const fresh = {
      state: 'created',
      error: null,
      itemsListed: false,
      listedAt: null,
      sealIncomplete: false,
      archiveId: null,
      owner: null,
      startedAt: null,
      endedAt: null,
      description: null,
      sealing: null,
      predecessorTaskId: null,
      activityFingerprint: null,
      pace: null,
    }
    assert.deepEqual(kept, { ...task, ...fresh }, 'The task is not kept as it was given.')
    const stray = sampleTask(2, 'no such source')
    await assertRefused(() => store.insert(stray), 'not_found', 'A task of an unknown source')
    assert.equal(await store.get(stray.id), undefined, 'A refused task was kept.')
  },
}

const transitions: TaskStoreTheme = {
  name: 'transitions',
  sentence: 'moves a task only to a state that may follow, and tells whether it did',
  async check({ connect, sourceIds: [sourceId] }) {
    await using connection = await connect()
    const { store } = connection
    let number = 0
    for (const from of taskStates) {
      for (const to of taskStates) {
        const task = sampleTask(++number, sourceId)
        await addTaskIn(store, task, from)
        const moved = await store.transition(task.id, { to })
        assert.equal(moved, canFollow(from, to), `From ${from} to ${to}`)
        assert.equal((await store.get(task.id))?.state, moved ? to : from, `From ${from} to ${to}`)
        await emptyQueue(store)
      }
    }
    const task = sampleTask(++number, sourceId)
    await addTaskIn(store, task, 'running')
    assert.equal(await store.transition(task.id, { to: 'failed', from: ['finalizing'] }), false, 'From another state')
    assert.equal(await store.transition('no-such-task', { to: 'scheduled' }), false, 'No such task')
  },
}

/** Takes what is scheduled out of the way of the next task. */
async function emptyQueue(store: TaskStore): Promise<void> {
  while (await store.claimNext(claimOf('somebody'))) continue
}

const claims: TaskStoreTheme = {
  name: 'claims',
  sentence: 'gives each scheduled task to one of several workers',
  async check({ connect, sourceIds: [sourceId] }) {
    await using first = await connect()
    await using second = await connect()
    const count = 12
    for (let number = 1; number <= count; number++) {
      await addTaskIn(first.store, sampleTask(number, sourceId), 'scheduled')
    }
    const claimAll = async (store: TaskStore, owner: string): Promise<readonly string[]> => {
      const ids: string[] = []
      for (;;) {
        const task = await store.claimNext(claimOf(owner))
        if (!task) return ids
        assert.equal(task.state, 'running', 'A claimed task is not running.')
        assert.equal(task.owner, owner, 'A claimed task is somebody else’s.')
        ids.push(task.id)
      }
    }
    const workers = [first.store, second.store, first.store, second.store]
    const claimed = await Promise.all(workers.map((store, index) => claimAll(store, `worker-${index}`)))
    const ids = claimed.flat()
    assert.equal(ids.length, count, `${count} tasks were claimed ${ids.length} times.`)
    assert.equal(new Set(ids).size, count, 'A task was claimed twice.')
  },
}

const order: TaskStoreTheme = {
  name: 'order',
  sentence: 'gives the oldest scheduled task first, as one that has not failed yet',
  async check({ connect, sourceIds: [sourceId] }) {
    await using connection = await connect()
    const { store } = connection
    const again = sampleTask(2, sourceId)
    await addTaskIn(store, again, 'failed')
    const error = toRecordedError(new ArchivingError('source_denied', 'No.'))
    await addTaskIn(store, sampleTask(3, sourceId), 'running', 'first')
    assert.ok(await store.transition('task-003', { to: 'failed', facts: { error, owner: null, endedAt: new Date(5) } }))
    for (const number of [9, 4, 7]) await addTaskIn(store, sampleTask(number, sourceId), 'scheduled')
    for (const id of ['task-003', again.id]) assert.ok(await store.transition(id, { to: 'scheduled' }))
    const claimed = []
    for (;;) {
      const task = await store.claimNext(claimOf('first'))
      if (!task) break
      const { id, startedAt, endedAt } = task
      claimed.push(id)
      assert.deepEqual(
        { startedAt, endedAt, error: task.error },
        { startedAt: claimOf('').now, endedAt: null, error: null },
      )
    }
    assert.deepEqual(claimed, ['task-002', 'task-003', 'task-004', 'task-007', 'task-009'])
  },
}

const priorities: TaskStoreTheme = {
  name: 'priorities',
  sentence: 'looks through priorities in the order it is given, and lets them be changed until a task is finished',
  async check({ connect, sourceIds: [sourceId] }) {
    await using connection = await connect()
    const { store } = connection
    await addTaskIn(store, sampleTask(1, sourceId), 'finished')
    assert.equal(await store.setPriority('task-001', 'high'), false, 'A finished task has no priority.')
    assert.equal(await store.setPriority('no-such-task', 'high'), false, 'No such task')
    const wanted = ['low', 'normal', 'high', 'low', 'normal', 'high'] as const
    for (const [index, priority] of wanted.entries()) {
      await addTaskIn(store, sampleTask(index + 2, sourceId, { priority }), 'scheduled')
    }
    assert.equal((await store.get('task-002'))?.priority, 'low', 'A priority was not kept.')
    const claim = async (order?: readonly TaskPriority[]) =>
      (await store.claimNext({ ...claimOf('first'), ...(order && { priorities: order }) }))?.id
    assert.equal(await claim(), 'task-004', 'High comes first.')
    assert.equal(await claim(['low', 'high', 'normal']), 'task-002', 'Low comes first when it is named first.')
    assert.equal(await store.setPriority('task-005', 'high'), true)
    assert.deepEqual(
      [await claim(), await claim(), await claim(), await claim()],
      ['task-005', 'task-007', 'task-003', 'task-006'],
    )
    assert.equal(await claim(), undefined)
  },
}

const limits: TaskStoreTheme = {
  name: 'limits',
  sentence: 'gives an owner no more tasks of a source at once than it may have, whatever others have',
  async check({ connect, sourceIds: [sourceId, other] }) {
    await using first = await connect()
    await using second = await connect()
    for (let number = 1; number <= 5; number++) await addTaskIn(first.store, sampleTask(number, sourceId), 'scheduled')
    await addTaskIn(first.store, sampleTask(6, other), 'scheduled')
    const claim = async ({ store }: { readonly store: TaskStore }, owner = 'first') =>
      (await store.claimNext({ ...claimOf(owner), maximumTasksOfSource: 2 }))?.id
    const claimed = await Promise.all([first, second, first, second, first].map((one) => claim(one)))
    const ids = claimed.filter((id) => id !== undefined).toSorted()
    assert.deepEqual(ids, ['task-001', 'task-002', 'task-006'], 'A source has more tasks than it may have.')
    assert.ok(await first.store.transition('task-001', { to: 'failed' }))
    assert.equal(await claim(second), 'task-003', 'There is room again.')
    assert.equal(await claim(first), undefined, 'There is no more room.')
    assert.equal(await claim(second, 'second'), 'task-004', 'Tasks of another owner take its room.')
  },
}

const ownership: TaskStoreTheme = {
  name: 'ownership',
  sentence: 'lets only the owner of a task settle it',
  async check({ connect, sourceIds: [sourceId] }) {
    await using connection = await connect()
    const { store } = connection
    const { id } = sampleTask(1, sourceId)
    await addTaskIn(store, sampleTask(1, sourceId), 'finalizing', 'first')
    assert.equal(await store.transition(id, { to: 'failed', owner: 'second' }), false, 'A stranger moved the task.')
    assert.equal(await store.update(id, 'second', { itemsListed: true }), false, 'A stranger changed the task.')
    assert.equal(await store.finish(id, 'second', sampleArchive(1)), false, 'A stranger finished the task.')
    const untouched = await store.get(id)
    assert.equal(untouched?.state, 'finalizing')
    assert.equal(untouched?.itemsListed, false, 'A refused change was kept.')
    assert.equal(untouched?.archiveId, null, 'A refused archive was entered.')
    assert.equal(await store.update(id, 'first', { itemsListed: true }), true, 'The owner cannot change the task.')
    assert.equal(await store.finish(id, 'first', sampleArchive(1)), true, 'The owner cannot finish the task.')
    assert.equal(await store.finish(id, 'first', sampleArchive(2)), false, 'A task was finished twice.')
    const { owner, state, archiveId, itemsListed } = (await store.get(id)) ?? {}
    assert.deepEqual(
      { owner, state, archiveId, itemsListed },
      { owner: null, state: 'finished', archiveId: 'archive-1', itemsListed: true },
    )
    await addTaskIn(store, sampleTask(2, sourceId), 'finalizing', 'first')
    const other = sampleTask(2, sourceId).id
    const known = { archiveId: 'archive-1', endedAt: new Date(9_000) }
    assert.equal(await store.finishWith(other, 'second', known), false, 'A stranger finished the task.')
    const gone = { ...known, archiveId: 'archive-9' }
    assert.equal(
      await store.finishWith(other, 'first', gone),
      false,
      'A task was finished with an archive that is gone.',
    )
    assert.equal(
      await store.finishWith(other, 'first', known),
      true,
      'It cannot be finished with an archive that is there.',
    )
    assert.equal((await store.get(other))?.archiveId, 'archive-1')
  },
}

const leases: TaskStoreTheme = {
  name: 'leases',
  sentence: 'tells who holds what until when, and lets what a dead worker held be taken over once',
  async check({ connect, sourceIds: [sourceId] }) {
    await using first = await connect()
    await using second = await connect()
    await addTaskIn(first.store, sampleTask(1, sourceId), 'running', 'dead')
    await addTaskIn(first.store, sampleTask(2, sourceId), 'running', 'alive')
    assert.deepEqual(await second.store.renewLeases(claimOf('alive', 90_000)), [
      { id: 'task-002', state: 'running', priority: 'normal' },
    ])
    assert.deepEqual(await second.store.listExecuting(), [
      { id: 'task-001', state: 'running', owner: 'dead', leaseUntil: claimOf('').leaseUntil },
      { id: 'task-002', state: 'running', owner: 'alive', leaseUntil: claimOf('', 90_000).leaseUntil },
    ])
    const recover = ({ store }: { readonly store: TaskStore }) =>
      store.transition('task-001', { to: 'scheduled', from: ['running'], owner: 'dead', facts: { owner: null } })
    const recovered = await Promise.all([first, second, first, second].map(recover))
    assert.deepEqual(recovered.filter(Boolean), [true], 'What a dead worker held was taken over more than once.')
    const held = (await first.store.listExecuting()).map(({ id }) => id)
    assert.deepEqual(held, ['task-002'], 'A recovered task is still held.')
    assert.equal((await second.store.claimNext(claimOf('second')))?.id, 'task-001', 'It cannot be claimed again.')
    assert.deepEqual(await first.store.renewLeases(claimOf('dead')), [], 'The dead worker still holds it.')
  },
}

const pages: TaskStoreTheme = {
  name: 'pages',
  sentence: 'gives pages of tasks, newest first, that new tasks do not shift',
  async check({ connect, sourceIds: [sourceId, other] }) {
    await using connection = await connect()
    const { store } = connection
    assert.deepEqual(await store.page({}), { entries: [] })
    for (let number = 1; number <= 7; number++) {
      await store.insert(sampleTask(number, number % 2 === 0 ? other : sourceId))
    }
    const newestFirst = [7, 6, 5, 4, 3, 2, 1].map((number) => `task-00${number}`)
    for (const limit of [1, 6, 7, 8]) assert.deepEqual(await readPages(store, limit), newestFirst, `Pages of ${limit}`)
    const first = await store.page({}, { limit: 3 })
    await store.insert(sampleTask(8, sourceId))
    const second = await store.page({}, { limit: 3, cursor: first.nextCursor ?? '' })
    assert.deepEqual(
      second.entries.map(({ id }) => id),
      newestFirst.slice(3, 6),
      'A new task shifted the pages.',
    )
    assert.equal(await store.count({ sourceId: other }), 3)
    assert.equal(await store.count({ states: ['finished'] }), 0)
    assert.equal(await store.count({ driverId: 'sample', courseId: 7, courseModuleId: 33 }), 8)
    const filtered = await store.page({ sourceId: other }, { limit: 500 })
    assert.deepEqual(
      filtered.entries.map(({ id }) => id),
      ['task-006', 'task-004', 'task-002'],
    )
    for (const limit of [0, 501, 1.5]) {
      await assertRefused(() => store.page({}, { limit }), 'input_invalid', `A page of ${limit}`)
    }
  },
}

async function readPages(store: TaskStore, limit: number): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.page({}, { limit, ...(cursor !== undefined && { cursor }) })
    assert.ok(page.entries.length <= limit, 'A page is longer than was asked for.')
    ids.push(...page.entries.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return ids
}

const restart: TaskStoreTheme = {
  name: 'restart',
  sentence: 'has everything again after a restart',
  async check(site: TaskStoreSite) {
    const [sourceId] = site.sourceIds
    const facts = {
      description: { title: 'A title', facts: { nested: [1, 'two', null] }, archiveName: 'Name' },
      itemsListed: true,
      sealIncomplete: true,
      pace: { workedMs: 12_345, items: 6, bytes: 789 },
      error: toRecordedError(new ArchivingError('timed_out', 'Too slow.', { details: { seconds: 3 } })),
    } as const
    await using first = await site.connect()
    await addTaskIn(first.store, sampleTask(1, sourceId), 'running', 'first')
    assert.ok(await first.store.update('task-001', 'first', facts))
    const before = await first.store.get('task-001')
    const executing = await first.store.listExecuting()
    await first[Symbol.asyncDispose]()
    await using second = await site.connect()
    assert.deepEqual(await second.store.get('task-001'), before, 'After a restart the task differs.')
    assert.deepEqual(await second.store.listExecuting(), executing, 'After a restart others hold the tasks.')
    const { description, itemsListed, sealIncomplete, pace, error } = before ?? {}
    assert.deepEqual({ description, itemsListed, sealIncomplete, pace, error }, facts, 'Facts were not kept.')
  },
}

/** All themes of the kit, in their order. */
export const taskStoreThemes: readonly TaskStoreTheme[] = [
  keeping,
  transitions,
  claims,
  order,
  priorities,
  limits,
  ownership,
  leases,
  pages,
  restart,
]
