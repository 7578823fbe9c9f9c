import { ArchivingError, previewNamingPattern } from '@muniment/core'
import { z } from 'zod'
import { driverDescription, driverProblem } from '../schemas/driver.ts'
import { identifier } from '../schemas/identifier.ts'
import { namingPreview, previewNameRequest } from '../schemas/naming.ts'
import { taskSettingsDefinition } from '../schemas/settings.ts'
import { procedure, router } from '../trpc.ts'

const driverReference = z
  .strictObject({ driverId: identifier })
  .meta({ id: 'DriverReference', description: 'Which driver.' })

export const driversRouter = router({
  list: procedure
    .meta({
      permission: 'look',
      scope: 'installation',
      description: 'The drivers of this installation, built-in ones first.',
    })
    .output(z.array(driverDescription).readonly())
    .query(({ ctx: { core } }) =>
      [...core.drivers].map(({ id, name, activityKind }) => ({
        id,
        name,
        activityKind,
        origin: core.drivers.originOf(id),
      })),
    ),

  listProblems: procedure
    .meta({
      permission: 'look',
      scope: 'installation',
      description:
        'Packages with drivers that were found and cannot be used, and why. They keep no other driver from working.',
    })
    .output(z.array(driverProblem).readonly())
    .query(({ ctx }) => ctx.core.drivers.problems),

  getSettings: procedure
    .meta({
      permission: 'look',
      scope: 'installation',
      description: 'What can be set for a task of a driver. Throws `not_found`.',
    })
    .input(driverReference)
    .output(taskSettingsDefinition)
    .query(({ ctx, input }) => {
      const driver = ctx.core.drivers.get(input.driverId)
      return { definitions: driver.getTaskSettingsDefinition(), presets: driver.settingsPresets }
    }),

  previewName: procedure
    .meta({
      permission: 'look',
      scope: 'installation',
      description:
        'The name that a naming pattern makes of the examples of its variables, exactly as a task would, and what is ' +
        'wrong with it. Throws `not_found`; `settings_invalid` if the driver has no such naming pattern.',
    })
    .input(previewNameRequest)
    .output(namingPreview)
    .query(({ ctx, input: { driverId, setting, pattern } }) => {
      const definitions = ctx.core.drivers.get(driverId).getTaskSettingsDefinition()
      const definition = definitions.find(({ key }) => key === setting)
      if (definition?.kind === 'naming-pattern') return previewNamingPattern(definition, pattern)
      const patterns = definitions.filter(({ kind }) => kind === 'naming-pattern').map(({ key }) => key)
      throw new ArchivingError(
        'settings_invalid',
        `There is no naming pattern “${setting}”. There are: ${patterns.join(', ')}.`,
        { details: { setting } },
      )
    }),
})
