import assert from 'node:assert/strict'
import { ConformanceBench } from '../conformance-bench.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished } from '../expectations.ts'

export const closedWorldTheme: ConformanceTheme = {
  number: 13,
  name: 'closed world',
  sentence: 'reaches nothing but its context: no clock, chance, environment, disk, network or program',
  async check(options) {
    await using bench = await ConformanceBench.open(options)
    const site = options.openSite({ items: 2 })
    // What is loaded at the first use of something is loaded now.
    await assertFinished(await bench.run(site), 'A site without faults')
    const { world } = bench.watch
    const task = await bench.create(site)
    using _traps = world.set()
    await assertFinished(await bench.execute(task.id), 'A site without faults')
    assert.deepEqual(world.reached, [], 'The driver reached what it was not given.')
  },
}
