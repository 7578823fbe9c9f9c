import { z } from 'zod'
import { driverDescription } from '../schemas/driver.ts'
import { identifier } from '../schemas/identifier.ts'
import { taskSettingsDefinition } from '../schemas/settings.ts'
import { procedure, router } from '../trpc.ts'

const driverReference = z
  .strictObject({ driverId: identifier })
  .meta({ id: 'DriverReference', description: 'Which driver.' })

export const driversRouter = router({
  list: procedure
    .meta({ description: 'The drivers of this installation.' })
    .output(z.array(driverDescription).readonly())
    .query(({ ctx }) => [...ctx.core.drivers].map(({ id, name, activityKind }) => ({ id, name, activityKind }))),

  getSettings: procedure
    .meta({ description: 'What can be set for a task of a driver. Throws `not_found`.' })
    .input(driverReference)
    .output(taskSettingsDefinition)
    .query(({ ctx, input }) => {
      const driver = ctx.core.drivers.get(input.driverId)
      return { definitions: driver.getTaskSettingsDefinition(), presets: driver.settingsPresets }
    }),
})
