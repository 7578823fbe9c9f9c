import assert from 'node:assert/strict'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ConformanceBench } from '../conformance-bench.ts'
import type { DriverConformanceOptions, SiteRequest } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished, assertSamePayload } from '../expectations.ts'
import type { SealedContents } from '../sealed-contents.ts'

export const stateless: ConformanceTheme = {
  number: 16,
  name: 'no state',
  sentence: 'carries nothing from one task into another, reads nothing after its end, and can be closed twice',
  async check(options) {
    const [change] = options.capabilities.changes
    const second: SiteRequest = { items: 3, ...(change !== undefined && { change }) }
    const expected = await archiveAlone(options, second)
    await using bench = await ConformanceBench.open(options)
    await assertFinished(await bench.run(options.openSite({ items: 2 })), 'A first task')
    const run = await bench.run(options.openSite(second))
    await assertFinished(run, 'A second task')
    assertSamePayload(await bench.sealed(run), expected, 'After another task')
    await checkSideBySide(bench, options, expected)
    await checkQuiet(bench)
    for (let time = 0; time < 2; time++) await close(bench.driver)
    await bench.engine[Symbol.asyncDispose]()
    await checkQuiet(bench)
  },
}

async function archiveAlone(options: DriverConformanceOptions, request: SiteRequest): Promise<SealedContents> {
  await using bench = await ConformanceBench.open(options)
  const run = await bench.run(options.openSite(request))
  await assertFinished(run, 'A site without faults')
  return await bench.sealed(run)
}

/** Two tasks of different data at once do not mix. */
async function checkSideBySide(
  bench: ConformanceBench,
  options: DriverConformanceOptions,
  expected: SealedContents,
): Promise<void> {
  const [change] = options.capabilities.changes
  const sites = [
    options.openSite({ items: 2 }),
    options.openSite({ items: 3, ...(change !== undefined && { change }) }),
  ]
  const runs = await Promise.all(sites.map((site) => bench.run(site)))
  for (const run of runs) await assertFinished(run, 'Two tasks at once')
  const [, second] = runs
  assert.ok(second)
  assertSamePayload(await bench.sealed(second), expected, 'Beside another task')
}

async function checkQuiet({ watch }: ConformanceBench): Promise<void> {
  const before = watch.calls.length
  for (let turn = 0; turn < 20; turn++) await nextTurn()
  assert.equal(watch.calls.length, before, 'The driver goes on reading after its task has ended.')
  assert.equal(watch.isWorking, false, 'A method of the driver has not come to its end.')
  assert.deepEqual(watch.openHandles, [], 'These were left open.')
}

async function close(driver: object): Promise<void> {
  for (const symbol of [Symbol.asyncDispose, Symbol.dispose]) {
    const dispose: unknown = Reflect.get(driver, symbol)
    if (typeof dispose === 'function') await Reflect.apply(dispose, driver, [])
  }
}
