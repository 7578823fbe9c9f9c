import { logKinds, logLevels } from '@muniment/core'
import { z } from 'zod'
import { identifier } from './identifier.ts'
import { localizedText } from './localized-text.ts'
import { pageOf, pageOptions } from './page.ts'
import { taskStatus } from './task.ts'

const logLevel = z.enum(logLevels).meta({ id: 'LogLevel', description: 'How grave an entry of a log is.' })

const logKind = z.enum(logKinds).meta({
  id: 'LogKind',
  description: 'What an entry of a log tells, as one closed table. A kind never changes its meaning.',
})

export const taskLogEntry = z
  .object({
    id: z.number().describe('Rises by time; the id of the event that carries it.'),
    taskId: z.string(),
    at: z.date(),
    level: logLevel,
    kind: logKind.nullable().describe('Null in an entry of a version that kept only the English sentence.'),
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .describe('What the sentence is made of; which names there are depends on the kind.'),
    message: z.string().describe('The sentence in English.'),
    text: localizedText.describe('The sentence in the languages of the product.'),
    itemKey: z.string().nullable().describe('The item it is about, or null.'),
  })
  .meta({ id: 'TaskLogEntry', description: 'One entry of the log of a task.' })

export const taskLogPage = pageOf('TaskLogPage', taskLogEntry)

export const listLogRequest = z
  .strictObject({
    ...pageOptions,
    taskId: identifier,
    newestFirst: z.boolean().optional().describe('From the newest entry back; else from the oldest one on.'),
  })
  .meta({ id: 'ListLogRequest', description: 'Which page of the log of which task.' })

const logEvent = z
  .object({ id: z.number(), kind: z.literal('log'), entry: taskLogEntry })
  .meta({ id: 'TaskLogEvent', description: 'Something was written to the log of a task.' })

const statusEvent = z
  .object({ id: z.number(), kind: z.literal('status'), status: taskStatus })
  .meta({ id: 'TaskStatusEvent', description: 'The status of a task changed. Only the latest is told.' })

export const taskEvent = z.discriminatedUnion('kind', [logEvent, statusEvent]).meta({
  id: 'TaskEvent',
  description:
    '`id` is that of the newest log entry told so far: handing it back as `after` resumes without gap or double.',
})

export const watchTasksRequest = z
  .strictObject({
    taskId: identifier.optional().describe('One task; all tasks unless given.'),
    after: z.int().min(0).optional().describe('Id of the last event seen; what came after it is told first.'),
    lastEventId: z
      .string()
      .regex(/^\d{1,15}$/u)
      .optional()
      .describe('The same as `after`, in the way in which event sources of browsers say it; it wins.'),
  })
  .meta({ id: 'WatchTasksRequest', description: 'Which tasks to watch, and from where on.' })
