import { z } from 'zod'
import { identifier } from './identifier.ts'

export const collectDiagnosticsRequest = z
  .strictObject({ taskId: identifier.optional().describe('The task that the report is about, if it is about one.') })
  .meta({ id: 'CollectDiagnosticsRequest', description: 'What the report is about.' })

export const diagnostics = z
  .object({ content: z.string().describe('JSON, to be looked at before it is sent to anyone.') })
  .meta({ id: 'Diagnostics', description: 'What helps to find a fault: it names nobody and holds no secret.' })
