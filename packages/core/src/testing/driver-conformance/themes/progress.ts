import assert from 'node:assert/strict'
import type { ActivityArchivingTaskStatus } from '../../../driver/activity-archiving-task.ts'
import { ArchivingError } from '../../../errors/index.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceSite } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished } from '../expectations.ts'

export const progress: ConformanceTheme = {
  number: 15,
  name: 'progress',
  sentence: 'tells of progress that never falls, and is whole only when all is done',
  async check(options) {
    await using bench = await ConformanceBench.open(options, { maximumItems: 1, maximumAttempts: 1 })
    const site = options.openSite({ items: 4 })
    const { run, told } = await runAndAsk(bench, site, undefined)
    await assertFinished(run, 'A site without faults')
    const end = await bench.driver.getTaskStatus(run.task.id)
    checkCourse([...told, end])
    assert.equal(end.state, 'finished')
    assert.equal(end.progress.itemsFinished, site.items.length, 'A finished task has not finished all of its items.')
    assert.equal(end.progress.itemsTotal, site.items.length, 'A finished task has another number of items.')
    const number = bench.watch.calls.findLast((call) => call.of === 'source')?.number
    const broken = await runAndAsk(bench, site, number)
    const status = await bench.driver.getTaskStatus(broken.run.task.id)
    checkCourse([...broken.told, status])
    assert.equal(status.state, 'failed', 'The last item could not be read.')
    assert.equal(status.progress.itemsFinished, site.items.length - 1, 'An item that failed counts as finished.')
  },
}

async function runAndAsk(bench: ConformanceBench, site: ConformanceSite, failAt: number | undefined) {
  const task = await bench.create(site)
  const told: ActivityArchivingTaskStatus[] = []
  bench.watch.before = async (call) => {
    told.push(await bench.driver.getTaskStatus(task.id))
    if (call.number === failAt) throw new ArchivingError('source_unavailable', 'The site did not answer.')
  }
  const run: EndedRun = await bench.execute(task.id)
  bench.watch.before = () => {}
  return { run, told }
}

function checkCourse(told: readonly ActivityArchivingTaskStatus[]): void {
  let finished = 0
  let bytes = 0
  for (const { state, progress } of told) {
    assert.ok(progress.itemsFinished >= finished, 'The number of finished items fell.')
    assert.ok(progress.bytes >= bytes, 'The number of bytes fell.')
    finished = progress.itemsFinished
    bytes = progress.bytes
    const isWhole = progress.itemsTotal !== null && progress.itemsTotal > 0 && finished >= progress.itemsTotal
    const mayBeWhole = state === 'finalizing' || state === 'finished'
    assert.ok(!isWhole || mayBeWhole, `All items are finished, says a task that is ${state}.`)
  }
}
