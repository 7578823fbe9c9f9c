import { z } from 'zod'
import { localizedText } from './localized-text.ts'

export const driverDescription = z
  .object({
    id: z.string().describe('Name in code, command line and RPC: `quiz`. Never changes.'),
    name: localizedText.describe('Name for people.'),
    activityKind: z.string().describe('Module name of the LMS whose activities it archives: `quiz`, `assign` …'),
  })
  .meta({ id: 'DriverDescription', description: 'A driver: what archives one kind of activity.' })
