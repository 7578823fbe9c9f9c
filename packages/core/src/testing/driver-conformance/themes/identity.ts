import assert from 'node:assert/strict'
import { areOwnColumns } from '../../../archive/item-lists.ts'
import type { ActivityArchiver } from '../../../driver/activity-archiver.ts'
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
    const registry = new DriverRegistry()
    assert.doesNotThrow(() => registry.register(driver), `“${driver.id}” cannot be registered.`)
    await assertRefused(async () => registry.register(another), 'state_conflict', 'A second driver of the same id')
    assert.equal(registry.get(driver.id), driver)
    assert.notEqual(driver.name.en.trim(), '', 'The driver has no name.')
    assert.match(driver.activityKind, /^[a-z][a-z0-9_]*$/u, 'The kind of activity is not the name of a module.')
    assert.ok(areOwnColumns(driver.itemColumns), 'A column is there twice, or is one of the engine’s.')
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
