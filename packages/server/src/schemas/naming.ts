import { namingProblemKinds } from '@muniment/core'
import { z } from 'zod'
import { identifier } from './identifier.ts'

export const previewNameRequest = z
  .strictObject({
    driverId: identifier,
    setting: z.string().min(1).max(200).describe('Key of a naming pattern among the settings of the driver.'),
    pattern: z.string().max(1_000),
  })
  .meta({ id: 'PreviewNameRequest', description: 'A naming pattern to try.' })

const namingProblem = z
  .object({
    kind: z
      .enum(namingProblemKinds)
      .describe('`invalid`: the pattern is refused. All others: it is taken, and this is what happens to a name.'),
    message: z.string().describe('For people.'),
  })
  .meta({ id: 'NamingProblem', description: 'What is wrong with a naming pattern, or worth knowing.' })

export const namingPreview = z
  .object({
    example: z
      .string()
      .nullable()
      .describe(
        'The name that the pattern makes of the examples of its variables: of an archive with `.zip`, of a file without ' +
          'its extension. Null if the pattern is refused.',
      ),
    problems: z.array(namingProblem).readonly(),
  })
  .meta({ id: 'NamingPreview', description: 'What a naming pattern makes of examples.' })
