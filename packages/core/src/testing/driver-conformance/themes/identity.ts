import assert from 'node:assert/strict'
import type { ActivityArchiver } from '../../../driver/activity-archiver.ts'
import { driverFaults } from '../../../driver/driver-faults.ts'
import { DriverRegistry } from '../../../driver/driver-registry.ts'
import { ConformanceBench } from '../conformance-bench.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertRefused } from '../expectations.ts'

export const identity: ConformanceTheme = {
  number: 1,
  name: 'identity',
  sentence: 'is the same driver at every start, can be registered once, and takes activities of its kind only',
  async check(options) {
    await using bench = await ConformanceBench.open(options)
    const { driver } = bench
    const another = options.createDriver(bench.engine.tasks)
    assert.deepEqual(whatItIs(another), whatItIs(driver), 'Two instances of the driver say different things of it.')
    assert.deepEqual(driverFaults(driver), [], 'No installation takes such a driver.')
    const registry = new DriverRegistry()
    registry.register(driver)
    await assertRefused(async () => registry.register(another), 'state_conflict', 'A second driver of the same id')
    assert.equal(registry.get(driver.id), driver)
    const site = options.openSite({ items: 1 })
    const activity = await bench.connect(site)
    assert.equal(activity.activityKind, driver.activityKind, 'The site’s activity is of another kind.')
    const other = { ...activity, activityKind: `${driver.activityKind}x` }
    await assertRefused(() => driver.createTask(other), 'input_invalid', 'An activity of another kind')
    assert.equal(await driver.tasks.count(), 0, 'A refused task was stored.')
  },
}

function whatItIs({ id, name, activityKind, itemColumns, ...driver }: ActivityArchiver): unknown {
  const { availableTaskSettings, settingsPresets } = driver
  return structuredClone({ id, name, activityKind, itemColumns, availableTaskSettings, settingsPresets })
}
