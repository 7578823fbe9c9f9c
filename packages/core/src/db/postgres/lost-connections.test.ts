import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabaseServer, useTestDatabaseServer } from '../../testing/open-test-database.ts'
import { openTestEngine, temporaryFolder, testActivity } from '../../testing/open-test-engine.ts'

const applicationName = 'lost connections'
const server = testDatabaseServer()
beforeEach(() => {
  if (server === undefined) return
  const address = new URL(server)
  address.searchParams.set('application_name', applicationName)
  useTestDatabaseServer(address.href)
})
afterEach(() => useTestDatabaseServer(server))

test('a task whose connections to the database break again and again finishes with all of its items, once', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const breaker = new Client({ connectionString: server })
  await breaker.connect()
  try {
    const items = 40
    let begun = 0
    muniment.driver.script = async () => {
      // In the middle of other items, which read and write meanwhile.
      if (++begun % 8 !== 0) return
      await breaker.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [
        applicationName,
      ])
    }
    await muniment.engine.start()
    const { id } = await muniment.driver.createTask(testActivity, { items })
    await muniment.driver.executeTask(id)
    expect(await muniment.reached(id, 'finished')).toBe('finished')
    const [archive] = (await muniment.catalog.page()).entries
    expect(archive).toMatchObject({ items, complete: true })
    expect((await muniment.ports.items.counts(id)).finished).toBe(items)
    const broken = muniment.diagnostics.filter(({ level }) => level === 'error').map(({ message }) => message)
    expect(broken).toEqual([])
  } finally {
    await breaker.end()
  }
})
