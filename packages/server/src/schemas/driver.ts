import { z } from 'zod'
import { localizedText } from './localized-text.ts'

export const driverOrigin = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('built-in') }).meta({ id: 'BuiltInOrigin', description: 'It comes with Muniment.' }),
    z
      .object({
        kind: z.literal('package'),
        packageName: z.string(),
        version: z.string(),
        folder: z.string().describe('Folder of the package, links resolved.'),
      })
      .meta({ id: 'PackageOrigin', description: 'It comes from an npm package that was installed.' }),
  ])
  .meta({ id: 'DriverOrigin', description: 'Where a driver comes from.' })

export const driverProblem = z
  .object({
    packageName: z.string(),
    version: z.string().describe('Empty if the package does not tell it.'),
    folder: z.string().describe('Folder of the package, links resolved.'),
    message: z.string().describe('What is wrong and what to do, in sentences that name the package.'),
  })
  .meta({ id: 'DriverProblem', description: 'A package with drivers, or a driver of it, that cannot be used.' })

export const driverDescription = z
  .object({
    id: z.string().describe('Name in code, command line and RPC: `quiz`. Never changes.'),
    name: localizedText.describe('Name for people.'),
    activityKind: z.string().describe('Module name of the LMS whose activities it archives: `quiz`, `assign` …'),
    origin: driverOrigin,
  })
  .meta({ id: 'DriverDescription', description: 'A driver: what archives one kind of activity.' })
