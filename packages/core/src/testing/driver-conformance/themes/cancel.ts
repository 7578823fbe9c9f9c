import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { ConformanceBench } from '../conformance-bench.ts'
import type { ConformanceSite } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { firstOfEach } from '../call-places.ts'
import type { WatchedCall } from '../driver-watch.ts'
import { assertFinished, assertNothingLeft } from '../expectations.ts'

/** So soon after an abort must the driver have stopped; far less than the engine's patience. */
const longestMs = 2_000

export const cancel: ConformanceTheme = {
  number: 9,
  name: 'cancel',
  sentence: 'stops soon wherever it is when the task is aborted, closes what it opened, and can go on later',
  async check(options) {
    await using bench = await ConformanceBench.open(options, { maximumItems: 1 })
    const site = options.openSite({ items: 2 })
    await assertFinished(await bench.run(site), 'A site without faults')
    const calls = [...bench.watch.calls]
    const firsts = firstOfEach(calls)
    for (const call of options.effort === 'quick' ? firsts : calls) {
      const task = await checkAbortAt(call, bench, site)
      if (task && firsts.includes(call)) await checkGoesOn(call, bench, task)
    }
  },
}

/** @returns the task that was aborted; undefined if there was no such call. */
async function checkAbortAt(
  { number, name }: WatchedCall,
  bench: ConformanceBench,
  site: ConformanceSite,
): Promise<string | undefined> {
  const what = `Aborted at call ${number} (${name})`
  const task = await bench.create(site)
  const stalled = stallAt(number, bench)
  const ending = bench.execute(task.id)
  const signal = await Promise.race([stalled, ending.then(() => 'ended' as const)])
  if (signal === 'ended') return undefined
  assert.ok(signal, `${what}: the call was not given the signal.`)
  assert.equal(await bench.driver.abortTask(task.id), true, `${what}: the abort was not taken.`)
  const inTime = await Promise.race([bench.watch.idle().then(() => true), delay(longestMs, false, { ref: false })])
  assert.ok(inTime, `${what}: the driver has not stopped after ${longestMs / 1_000} s.`)
  const run = await ending
  assert.equal(run.task.status.state, 'aborted', what)
  await assertNothingLeft(bench, run, what)
  return task.id
}

async function checkGoesOn({ number, name }: WatchedCall, bench: ConformanceBench, taskId: string): Promise<void> {
  bench.watch.before = () => {}
  await assertFinished(await bench.execute(taskId), `Aborted at call ${number} (${name}), and executed again`)
}

/** @returns the signal that the call was given, once the driver waits for it. */
function stallAt(number: number, { watch }: ConformanceBench): Promise<AbortSignal | undefined> {
  const { promise, resolve } = Promise.withResolvers<AbortSignal | undefined>()
  watch.before = async (call) => {
    if (call.number !== number) return
    resolve(call.signal)
    const { promise: aborted, reject } = Promise.withResolvers<never>()
    const stop = () => reject(new DOMException('This operation was aborted', 'AbortError'))
    if (call.signal?.aborted || !call.signal) stop()
    else call.signal.addEventListener('abort', stop, { once: true })
    await aborted
  }
  return promise
}
