import assert from 'node:assert/strict'
import { ArchivingError } from '../../../errors/index.ts'
import type { ItemStore } from '../../../tasks/item-store.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceSite, DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished, assertSamePayload } from '../expectations.ts'
import type { SealedContents } from '../sealed-contents.ts'

export const sameTaskTwice: ConformanceTheme = {
  number: 10,
  name: 'same task twice',
  sentence: 'executes a task once however often it is told to, and does an item again in the same way',
  async check(options) {
    const site = options.openSite({ items: 3 })
    const expected = await checkTwice(options, site)
    await checkLostSettlement(options, site, expected)
  },
}

async function checkTwice(options: DriverConformanceOptions, site: ConformanceSite): Promise<SealedContents> {
  await using bench = await ConformanceBench.open(options)
  const { driver } = bench
  const task = await bench.create(site)
  assert.equal(await driver.abortTask(task.id), false, 'A task that was not scheduled cannot be aborted.')
  const told = await Promise.all([driver.executeTask(task.id), driver.executeTask(task.id)])
  assert.deepEqual(told.filter(Boolean), [true], 'A task was scheduled twice.')
  const run = await bench.ended(task.id)
  await assertFinished(run, 'A site without faults')
  assert.equal(await driver.executeTask(task.id), false, 'A finished task was executed again.')
  assert.equal(await driver.abortTask(task.id), false, 'A finished task was aborted.')
  assert.equal((await driver.getTask(task.id)).id, task.id, 'Another task was given.')
  assert.equal(await driver.tasks.count(), 1, 'There is more than the one task that was made.')
  assert.deepEqual(await driver.getActiveTasks(), [], 'A finished task is active.')
  assert.deepEqual(await bench.leftovers(run), [], 'There is more than one archive of the task.')
  return await bench.sealed(run)
}

/** The driver did an item and the database could not keep that: it does the item again, to the same result. */
async function checkLostSettlement(
  options: DriverConformanceOptions,
  site: ConformanceSite,
  expected: SealedContents,
): Promise<void> {
  let losses = 1
  const lose = (items: ItemStore): ItemStore =>
    new Proxy(items, {
      get: (store, key) => {
        const value: unknown = Reflect.get(store, key)
        if (typeof value !== 'function') return value
        return (...given: readonly unknown[]) => {
          if (key === 'finish' && losses-- > 0) throw new ArchivingError('storage_busy', 'The database is busy.')
          return Reflect.apply(value, store, given)
        }
      },
    })
  await using bench = await ConformanceBench.open(options, {
    maximumItems: 1,
    ports: (ports) => ({ items: lose(ports.items) }),
  })
  const lost: EndedRun = await bench.run(site)
  assert.equal(lost.task.status.state, 'failed')
  const run = await bench.execute(lost.task.id)
  await assertFinished(run, 'An item was done a second time')
  assertSamePayload(await bench.sealed(run), expected, 'An item was done a second time')
}
