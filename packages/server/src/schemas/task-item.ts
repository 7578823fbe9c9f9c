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
