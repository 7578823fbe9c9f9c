import { itemStates } from '@muniment/core'
import { z } from 'zod'
import { recordedError } from './error.ts'
import { identifier } from './identifier.ts'
import { pageOf, pageOptions } from './page.ts'

const itemState = z.enum(itemStates).meta({ id: 'ItemState', description: 'How an item is doing.' })

const itemRemark = z
  .object({
    severity: z
      .enum(['missing', 'notice'])
      .describe('`missing`: something that belongs to the item is not in the archive. `notice`: something to know.'),
    message: z.string().describe('For people.'),
  })
  .meta({ id: 'ItemRemark', description: 'What is missing or must be known about an item.' })

export const taskItem = z
  .object({
    key: z.string(),
    title: z.string(),
    ordinal: z.int().describe('Place in the order in which the source lists them, from 0.'),
    state: itemState,
    attempts: z.number().describe('How often it was tried.'),
    error: recordedError.nullable(),
    remarks: z.array(itemRemark).readonly(),
    path: z.string().describe('Path of the report below `data/`, without extension.'),
    artifacts: z.number(),
    bytes: z.number(),
  })
  .meta({ id: 'TaskItem', description: 'The unit of work within a task: one attempt, one submission, one discussion.' })

export const taskItemPage = pageOf('TaskItemPage', taskItem)

export const listItemsRequest = z
  .strictObject({ ...pageOptions, taskId: identifier, states: z.array(itemState).readonly().optional() })
  .meta({ id: 'ListItemsRequest', description: 'Which items of which task.' })

export const taskItemChanges = z
  .object({
    entries: z.array(taskItem).readonly().describe('As they are now, the one that changed last at the end.'),
    cursor: z.string().describe('Asks for what changed after these; also where there are none.'),
    hasMore: z.boolean().describe('Whether more is there already.'),
  })
  .meta({ id: 'TaskItemChanges', description: 'Items in the order in which they last changed.' })

export const listItemChangesRequest = z
  .strictObject({
    taskId: identifier,
    after: z.string().max(40).optional().describe('`cursor` of what was read before; from the beginning without it.'),
    limit: pageOptions.limit,
  })
  .meta({ id: 'ListItemChangesRequest', description: 'Which changes of the items of which task.' })
