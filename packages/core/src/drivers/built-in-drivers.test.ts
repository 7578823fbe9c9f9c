import { expect, test } from 'vitest'
import { driverFaults } from '../driver/driver-faults.ts'
import { openTestEngine, temporaryFolder } from '../testing/open-test-engine.ts'
import { builtInDrivers } from './built-in-drivers.ts'

test('built-in drivers are as drivers from elsewhere must be', async () => {
  await using folder = await temporaryFolder()
  await using engine = await openTestEngine(folder.path)
  for (const makeDriver of builtInDrivers) {
    const driver = makeDriver(engine.tasks)
    expect(driverFaults(driver), driver.id).toEqual([])
  }
})
