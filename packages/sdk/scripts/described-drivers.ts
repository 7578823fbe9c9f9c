import { builtInDrivers, type DriverHost } from '@muniment/core'
import type { DescribedDriver } from './write-settings.ts'

/** The drivers that come with Muniment. Nobody hosts them, for they are only asked what can be set. */
export function describedDrivers(): readonly DescribedDriver[] {
  return builtInDrivers.map((makeDriver) => {
    const driver = makeDriver(nobody)
    return {
      id: driver.id,
      settingsName: driver.constructor.name.replace(/Archiver$/u, 'Settings'),
      name: driver.name,
      definitions: driver.getTaskSettingsDefinition(),
    }
  })
}

const refuse = (): never => {
  throw new Error('There are no tasks while code is generated.')
}

const nobody: DriverHost = {
  tasksOf: refuse,
  createTask: refuse,
  executeTask: refuse,
  abortTask: refuse,
  getTask: refuse,
  getTaskStatus: refuse,
}
