import type { DriverSettings } from './generated/settings.ts'
import type { CreateTaskRequest, TaskSettings } from './generated/types.ts'

/**
 * A request for a task of one driver. Of a driver that comes with Muniment, the settings are typed; of any other, they are
 * what `drivers.getSettings` says.
 */
export interface TypedTaskRequest<Driver extends string> extends Omit<CreateTaskRequest, 'driverId' | 'settings'> {
  /** `driverId` of the activity: `quiz` … */
  readonly driverId: Driver
  readonly settings?: Driver extends keyof DriverSettings ? DriverSettings[Driver] : TaskSettings
}
