import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabaseAddress, testDatabaseServer, useTestDatabaseServer } from '../../testing/open-test-database.ts'
import { openTestEngine, temporaryFolder, testActivity } from '../../testing/open-test-engine.ts'
import { moveDatabase } from '../move-database.ts'
import { openDatabase } from '../open-database.ts'

/** An installation on SQLite, in the middle of its work. */
async function fill(folder: string): Promise<void> {
  const server = testDatabaseServer()
  useTestDatabaseServer(undefined)
  try {
    await using muniment = await openTestEngine(folder)
    await muniment.engine.start()
    const activity = { ...testActivity, activityName: "A title with \0 and '" }
    const { id } = await muniment.driver.createTask(activity, { items: 3 }, { requestedBy: 'somebody \uE000' })
    await muniment.driver.executeTask(id)
    await muniment.reached(id, 'finished')
    const listed = await muniment.driver.createTask(testActivity, { items: 2 })
    await muniment.ports.items.add(
      { taskId: listed.id, owner: null },
      Array.from({ length: 260 }, (_, number) => newItem(number)),
    )
    await muniment.driver.createTask(testActivity, { items: 2 })
    await muniment.access.create({ name: 'a key', role: 'viewer' })
  } finally {
    useTestDatabaseServer(server)
  }
}

const newItem = (number: number) => ({
  key: `item-${number}`,
  title: `Item ${number}`,
  folder: '',
  fileName: `Text ${number}`,
  data: { number },
})

test('an installation goes on in PostgreSQL with all that it had, once', async () => {
  await using folder = await temporaryFolder()
  await fill(folder.path)
  const address = await testDatabaseAddress(testDatabaseServer() ?? '', folder.path)
  const tables = new Map<string, number>()
  const options = { dataFolder: folder.path, databaseAddress: address }
  {
    await using _user = await openDatabase(join(folder.path, 'muniment.db'))
    await expect(moveDatabase(options)).rejects.toMatchObject({ code: 'storage_busy' })
  }
  await expect(moveDatabase({ ...options, dataFolder: join(folder.path, 'none') })).rejects.toMatchObject({
    code: 'not_found',
  })
  await moveDatabase({ ...options, onTable: (table, rows) => tables.set(table, rows) })
  expect(Object.fromEntries(tables)).toMatchObject({ source: 1, task: 3, item: 263, archive: 1, access_key: 1 })
  expect(await readdir(folder.path)).toContain('muniment.db.moved')
  expect(await readdir(folder.path)).not.toContain('muniment.db')

  await using muniment = await openTestEngine(folder.path)
  await muniment.engine.start()
  const { entries } = await muniment.tasks.all.page()
  expect(entries.map(({ activity, requestedBy }) => [activity.activityName, requestedBy])).toEqual([
    ['Midterm', 'unknown'],
    ['Midterm', 'unknown'],
    ["A title with \0 and '", 'somebody \uE000'],
  ])
  const id = entries[0]?.id ?? ''
  await muniment.driver.executeTask(id)
  expect(await muniment.reached(id, 'finished')).toBe('finished')
  expect((await muniment.catalog.page()).entries).toHaveLength(2)

  {
    await using _another = await openDatabase(join(folder.path, 'muniment.db'))
  }
  await expect(moveDatabase(options)).rejects.toMatchObject({ code: 'state_conflict', message: /Give an empty one/u })
  expect(await readdir(folder.path)).toContain('muniment.db')
})
