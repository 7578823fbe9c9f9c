import { describe, expect, test } from 'vitest'
import { ArchivingError } from '../errors/index.ts'
import type { TaskEngine } from './task-engine.ts'
import { openTestEngine, temporaryFolder, testActivity } from '../testing/open-test-engine.ts'

const silent = () => new ArchivingError('source_unavailable', 'The site did not answer.')

/** A site that can be switched off, and remembers how often it was asked whether it answers. */
function switchableSite() {
  const site = { isUp: true, asked: 0 }
  const checkSource = async (): Promise<void> => {
    site.asked++
    if (!site.isUp) throw silent()
  }
  return { site, ports: { checkSource } }
}

describe('a site that goes down while a task runs', () => {
  test('is waited for, and no item loses its attempts', async () => {
    const { site, ports } = switchableSite()
    await using folder = await temporaryFolder()
    await using muniment = await openTestEngine(folder.path, { ports })
    let worked = 0
    muniment.driver.script = async () => {
      if (worked++ === 4) site.isUp = false
      if (!site.isUp) throw silent()
    }
    await muniment.engine.start()
    const task = await muniment.driver.createTask(testActivity, { items: 12 })
    await muniment.driver.executeTask(task.id)
    // Long enough that every item would have used up its attempts many times over.
    await expect.poll(() => site.asked, { timeout: 20_000 }).toBeGreaterThan(20)
    const waiting = await muniment.driver.getTaskStatus(task.id)
    expect(waiting).toMatchObject({ state: 'running', activity: 'waiting', progress: { itemsFailed: 0 } })
    site.isUp = true
    await muniment.reached(task.id, 'finished')
    const { entries } = await muniment.tasks.listLog(task.id)
    const told = entries.map(({ message }) => message).filter((message) => message.startsWith('The site'))
    expect(told).toEqual([
      'The site does not answer. The task waits for it, and goes on by itself.',
      'The site answers again.',
    ])
  })

  test('is waited for while items are listed, too', async () => {
    const { site, ports } = switchableSite()
    await using folder = await temporaryFolder()
    await using muniment = await openTestEngine(folder.path, { ports })
    site.isUp = false
    muniment.driver.listingScript = async () => {
      if (!site.isUp) throw silent()
    }
    await muniment.engine.start()
    const task = await muniment.driver.createTask(testActivity, { items: 3 })
    await muniment.driver.executeTask(task.id)
    await expect.poll(() => site.asked, { timeout: 20_000 }).toBeGreaterThan(5)
    expect((await muniment.driver.getTaskStatus(task.id)).activity).toBe('waiting')
    site.isUp = true
    await muniment.reached(task.id, 'finished')
  })

  test.each([
    ['somebody has reached it by hand', (engine: TaskEngine) => engine.sourceAnswered(testActivity.sourceId)],
    ['the computer has slept', (engine: TaskEngine) => engine.afterSleep()],
  ])('is waited for no longer once %s', async (_name, wake) => {
    const { site, ports } = switchableSite()
    await using folder = await temporaryFolder()
    const hourMs = 3_600_000
    const outagePolicy = { suspectedAfter: 1, firstPauseMs: hourMs, longestPauseMs: hourMs, patienceMs: 3 * hourMs }
    await using muniment = await openTestEngine(folder.path, { ports, options: { outagePolicy } })
    muniment.driver.script = async () => {
      if (!site.isUp) throw silent()
    }
    site.isUp = false
    await muniment.engine.start()
    const task = await muniment.driver.createTask(testActivity, { items: 3 })
    await muniment.driver.executeTask(task.id)
    const activity = async () => (await muniment.driver.getTaskStatus(task.id)).activity
    await expect.poll(activity, { timeout: 20_000 }).toBe('waiting')
    site.isUp = true
    muniment.engine.sourceAnswered('another source')
    expect(await activity()).toBe('waiting')
    wake(muniment.engine)
    await muniment.reached(task.id, 'finished')
    expect(site.asked, 'nobody had to ask the site again').toBe(1)
  })

  test('is given up after a while, and the task can be executed again', async () => {
    const { site, ports } = switchableSite()
    await using folder = await temporaryFolder()
    const outagePolicy = { suspectedAfter: 2, firstPauseMs: 2, longestPauseMs: 5, patienceMs: 50 }
    await using muniment = await openTestEngine(folder.path, { ports, options: { outagePolicy } })
    muniment.driver.script = async ({ key }) => {
      if (key === 'item-3') site.isUp = false
      if (!site.isUp) throw silent()
    }
    await muniment.engine.start()
    const task = await muniment.driver.createTask(testActivity, { items: 5 })
    await muniment.driver.executeTask(task.id)
    await muniment.reached(task.id, 'failed')
    const failed = await muniment.driver.getTaskStatus(task.id)
    expect(failed).toMatchObject({ error: { code: 'source_unavailable' }, progress: { itemsFailed: 0 } })
    expect(failed.error?.message).toContain('execute the task again')
    site.isUp = true
    muniment.driver.script = async () => {}
    await muniment.driver.executeTask(task.id)
    await muniment.reached(task.id, 'finished')
  })

  test('does not hold up an abort', async () => {
    const { site, ports } = switchableSite()
    await using folder = await temporaryFolder()
    const outagePolicy = { suspectedAfter: 2, firstPauseMs: 60_000, longestPauseMs: 60_000, patienceMs: 600_000 }
    await using muniment = await openTestEngine(folder.path, { ports, options: { outagePolicy } })
    site.isUp = false
    muniment.driver.script = () => Promise.reject(silent())
    await muniment.engine.start()
    const task = await muniment.driver.createTask(testActivity, { items: 5 })
    await muniment.driver.executeTask(task.id)
    const activity = async () => (await muniment.driver.getTaskStatus(task.id)).activity
    await expect.poll(activity, { timeout: 20_000 }).toBe('waiting')
    await muniment.driver.abortTask(task.id)
    await muniment.reached(task.id, 'aborted')
  })
})

test('items that fail on a site that answers are their own trouble, and are given up', async () => {
  const { site, ports } = switchableSite()
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngine(folder.path, { ports })
  muniment.driver.script = async ({ key }) => {
    if (key !== 'item-1') throw silent()
  }
  await muniment.engine.start()
  const task = await muniment.driver.createTask(testActivity, { items: 4 })
  await muniment.driver.executeTask(task.id)
  await muniment.reached(task.id, 'failed')
  expect(await muniment.driver.getTaskStatus(task.id)).toMatchObject({ progress: { itemsFinished: 1, itemsFailed: 3 } })
  expect(site.asked).toBeGreaterThan(0)
})
