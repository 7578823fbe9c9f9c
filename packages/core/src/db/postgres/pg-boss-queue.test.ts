import { expect, test } from 'vitest'
import { openTestDatabase, testDatabaseAddress, testDatabaseServer } from '../../testing/open-test-database.ts'
import { openTestEngine, temporaryFolder, testActivity } from '../../testing/open-test-engine.ts'
import { openPgBossQueue } from './pg-boss-queue.ts'

test('a task that one process schedules is taken by another at once, though that one hardly ever looks', async () => {
  await using folder = await temporaryFolder()
  const address = await testDatabaseAddress(testDatabaseServer() ?? '', folder.path)
  await using _database = await openTestDatabase(folder.path)
  const queueOptions = { schema: 'queue_of_a_test', onDiagnostic: () => undefined }
  await using queue = await openPgBossQueue(address, queueOptions)
  await using other = await openPgBossQueue(address, queueOptions)
  await using worker = await openTestEngine(folder.path, { ports: { queue }, options: { pollMs: 3_600_000 } })
  await worker.engine.start()
  await using server = await openTestEngine(folder.path, { ports: { queue: other } })
  const { id } = await server.driver.createTask(testActivity, { items: 2 })
  await server.driver.executeTask(id)
  expect(await server.reached(id, 'finished')).toBe('finished')
})
