import assert from 'node:assert/strict'
import { ArchivingError } from '../../../errors/index.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceSite, DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { firstOfEach, lastOfEach } from '../call-places.ts'
import type { WatchedCall } from '../driver-watch.ts'
import { assertFinished, assertSamePayload } from '../expectations.ts'

export const flaky: ConformanceTheme = {
  number: 8,
  name: 'flaky once',
  sentence: 'comes to the same archive if a call fails once, whether the engine or a person tries it again',
  async check(options) {
    const site = options.openSite({ items: 2 })
    await checkTriedAgain(options, site)
    if (options.effort !== 'quick') await checkExecutedAgain(options, site)
  },
}

async function checkTriedAgain(options: DriverConformanceOptions, site: ConformanceSite): Promise<void> {
  await using bench = await ConformanceBench.open(options, { maximumItems: 1 })
  const undisturbed = await bench.run(site)
  await assertFinished(undisturbed, 'A site without faults')
  const expected = await bench.sealed(undisturbed)
  for (const call of firstOfEach(sourceCalls(bench))) {
    const what = `Call ${call.number} (${call.name}) failed once`
    const run = await runFailingOnce(bench, call.number, async () => (await bench.create(site)).id)
    if (!run) continue
    await assertFinished(run, what)
    const isTold = run.items.some(({ attempts }) => attempts > 1) || run.log.some((line) => line.includes('again'))
    assert.ok(isTold, `${what}: it is not told that it was tried again.`)
    assertSamePayload(await bench.sealed(run), expected, what)
  }
}

async function checkExecutedAgain(options: DriverConformanceOptions, site: ConformanceSite): Promise<void> {
  await using bench = await ConformanceBench.open(options, { maximumItems: 1, maximumAttempts: 1 })
  const undisturbed = await bench.run(site)
  await assertFinished(undisturbed, 'A site without faults')
  const expected = await bench.sealed(undisturbed)
  for (const call of lastOfEach(sourceCalls(bench))) {
    const what = `Call ${call.number} (${call.name}) failed, and the task was executed again`
    const failed = await runFailingOnce(bench, call.number, async () => (await bench.create(site)).id)
    if (!failed || failed.task.status.state !== 'failed') continue
    const run = await bench.execute(failed.task.id)
    await assertFinished(run, what)
    assertSamePayload(await bench.sealed(run), expected, what)
  }
}

const sourceCalls = ({ watch }: ConformanceBench): readonly WatchedCall[] =>
  watch.calls.filter((call) => call.of === 'source')

/** @returns undefined if there was no such call. */
async function runFailingOnce(
  bench: ConformanceBench,
  number: number,
  create: () => Promise<string>,
): Promise<EndedRun | undefined> {
  let reached = false
  bench.watch.before = (call) => {
    if (reached || call.number !== number) return
    reached = true
    throw new ArchivingError('source_unavailable', 'The site did not answer.')
  }
  const run = await bench.execute(await create())
  return reached ? run : undefined
}
