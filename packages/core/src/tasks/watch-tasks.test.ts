import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { TaskEvent } from '../core.ts'
import { openTestEngine, temporaryFolder, testActivity } from '../testing/index.ts'

test('a watcher of all tasks that comes back hears how a task ended meanwhile', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  await muniment.engine.start()
  const { id } = await muniment.driver.createTask(testActivity, { items: 1 })
  await muniment.driver.executeTask(id)
  await muniment.reached(id, 'finished')
  const events: TaskEvent[] = []
  for await (const event of muniment.tasks.watch({ after: 0 }, AbortSignal.timeout(500))) events.push(event)
  expect(events.filter((event) => event.kind === 'status')).toMatchObject([
    { status: { taskId: id, state: 'finished' } },
  ])
})

test('the last entry of the log comes before the final status, however slow the log is', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path)
  const { log } = muniment.ports
  const append = log.append.bind(log)
  log.append = async (entry) => {
    if (entry.message.startsWith('Finished')) await delay(400)
    return append(entry)
  }
  await muniment.engine.start()
  const { id } = await muniment.driver.createTask(testActivity, { items: 1 })
  await muniment.driver.executeTask(id)
  const events: TaskEvent[] = []
  for await (const event of muniment.tasks.watch({ taskId: id, after: 0 }, AbortSignal.timeout(20_000)))
    events.push(event)
  const told = events.flatMap((event) => (event.kind === 'log' ? [event.entry.message] : []))
  expect(told.at(-1)).toMatch(/^Finished/)
})
