import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { taskStates } from '../driver/activity-archiving-task.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import { temporaryFolder } from '../testing/open-test-engine.ts'
import { MemoryTaskStore } from '../testing/task-store-conformance/memory-task-store.ts'
import { claimOf, sampleArchive, sampleTask } from '../testing/task-store-conformance/sample-tasks.ts'
import { openDatabase } from './open-database.ts'
import { SecretBox } from './secret-box.ts'
import { SqlSourceStore } from './sql-source-store.ts'
import { SqlTaskStore } from './sql-task-store.ts'

const taskCount = 3
const sourceIds = ['source-1', 'source-2'] as const

interface Step {
  readonly does: 'transition' | 'claim' | 'finish' | 'update' | 'renew'
  readonly task: number
  readonly state: (typeof taskStates)[number]
  readonly owner: string
  readonly byOwner: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom('transition', 'transition', 'transition', 'claim', 'claim', 'finish', 'update', 'renew'),
  task: fc.integer({ min: 1, max: taskCount }),
  state: fc.constantFrom(...taskStates),
  owner: fc.constantFrom('first', 'second'),
  byOwner: fc.boolean(),
})

/** Does a step. @returns what the store answered */
async function take(store: TaskStore, { does, task, state, owner, byOwner }: Step, base: number): Promise<unknown> {
  const { id } = sampleTask(base + task, sourceIds[0])
  switch (does) {
    case 'transition':
      return store.transition(id, { to: state, ...(byOwner && { owner }) })
    case 'claim':
      return (await store.claimNext(claimOf(owner)))?.id
    case 'finish':
      return store.finish(id, owner, sampleArchive(base + task))
    case 'update':
      return store.update(id, owner, { itemsListed: true })
    case 'renew':
      return store.renewLeases(claimOf(owner, 90_000))
  }
}

test('whatever is asked of it, the database answers as a list of tasks in memory would', async () => {
  await using folder = await temporaryFolder()
  await using database = await openDatabase(join(folder.path, 'muniment.db'))
  await database.fork().getConnection().execute('pragma synchronous = off')
  const sources = new SqlSourceStore(database, new SecretBox(new Uint8Array(32)))
  const site = { ownerId: 'local', kind: 'test', siteName: 'A site', siteUrl: 'https://site.example', release: '4.5' }
  const rest = { userFullName: 'A user', options: {}, connectedAt: new Date(0), secret: '' }
  for (const id of sourceIds) await sources.save({ ...site, ...rest, id, userName: id })
  const stored = new SqlTaskStore(database)
  const model = new MemoryTaskStore({ sourceIds: [...sourceIds], tasks: new Map() })
  let base = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const tasks = Array.from({ length: taskCount }, (_, index) => sampleTask(base + index + 1, sourceIds[0]))
      for (const store of [stored, model]) for (const task of tasks) await store.insert(task)
      for (const one of steps) {
        expect(await take(stored, one, base), JSON.stringify(one)).toEqual(await take(model, one, base))
        for (const { id } of tasks) expect(await stored.get(id)).toEqual(await model.get(id))
      }
      expect(await stored.listExecuting()).toEqual(await model.listExecuting())
      // What is left active must not be claimed in the next run.
      for (const store of [stored, model]) {
        while (await store.claimNext(claimOf('first'))) continue
        for (const { id } of tasks)
          for (const to of ['aborting', 'aborted'] as const) await store.transition(id, { to })
      }
      base += taskCount
    }),
    { numRuns: 40 },
  )
}, 60_000)
