import { taskPriorities, taskStates } from '@muniment/core'
import { z } from 'zod'
import { activityMetadata } from './activity.ts'
import { recordedError } from './error.ts'
import { identifier, sourceIdentifier } from './identifier.ts'
import { longPageOptions, pageOf, pageOptions } from './page.ts'
import { settingsOrigin, taskSettings, validatedTaskSettings } from './settings.ts'

const taskId = identifier.describe('Id of the task.')

export const taskReference = z.strictObject({ taskId }).meta({ id: 'TaskReference', description: 'Which task.' })

const taskState = z.enum(taskStates).meta({
  id: 'TaskState',
  description:
    'Paused, failed and aborted tasks can be executed again: only what is missing is done. A paused one with an error waits ' +
    'for a person, such as for a new sign-in, and then goes on by itself.',
})

const taskPriority = z.enum(taskPriorities).meta({
  id: 'TaskPriority',
  description: 'How soon a task gets its turn, compared with others; all of them go on.',
})

export const setPriorityRequest = z
  .strictObject({ taskId, priority: taskPriority })
  .meta({ id: 'SetPriorityRequest', description: 'Which task, and its new priority.' })

const taskProgress = z
  .object({
    itemsTotal: z.int().nullable().describe('Null until the source has been asked.'),
    itemsFound: z.int().describe('Items found so far: rises while they are listed.'),
    itemsFinished: z.int(),
    itemsReused: z
      .int()
      .describe('Those of the finished ones that had not changed and were taken from an earlier archive.'),
    itemsFailed: z.int(),
    bytes: z.number().describe('Bytes of artifacts made so far.'),
    itemsPerMinute: z
      .number()
      .nullable()
      .describe('Over the last while, without waiting for the source; null while too little is known.'),
    bytesPerSecond: z.number().nullable().describe('Over the last while; null while too little is known.'),
    secondsLeft: z
      .number()
      .nullable()
      .describe('An estimate for items, which moves in small steps; null while too little is known.'),
    sealedShare: z
      .number()
      .nullable()
      .describe('How much of the archive has been written, from 0 to 1; null unless it is being sealed.'),
  })
  .meta({ id: 'TaskProgress', description: 'How far a task is.' })

const taskActivity = z
  .enum(['connecting', 'listing', 'archiving', 'waiting', 'sealing', 'stopping'])
  .meta({ id: 'TaskActivity', description: 'What is being done now.' })

export const taskStatus = z
  .object({
    taskId: z.string(),
    state: taskState,
    progress: taskProgress,
    error: recordedError.nullable().describe('Why the task failed, or what it is paused for; else null.'),
    activity: taskActivity.nullable(),
  })
  .meta({ id: 'ActivityArchivingTaskStatus', description: 'How a task is doing.' })

export const task = z
  .object({
    id: z.string(),
    driverId: z.string(),
    activity: activityMetadata,
    settings: validatedTaskSettings,
    settingsOrigin: settingsOrigin.nullable().describe('Null for tasks of versions that did not keep it.'),
    requestedBy: z.string().describe('Who asked for it, as far as known.'),
    destinationFolder: z.string().nullable().describe('Folder of the archive, or null for the default one.'),
    reuseUnchanged: z.boolean().describe('Whether what has not changed since the archive before is taken from there.'),
    priority: taskPriority,
    createdAt: z.date(),
    startedAt: z.date().nullable().describe('When it last started running.'),
    endedAt: z.date().nullable().describe('When it reached a final state.'),
    archiveId: z
      .string()
      .nullable()
      .describe('The sealed archive, once there is one; an earlier one if nothing has changed since.'),
    status: taskStatus,
  })
  .meta({ id: 'ActivityArchivingTask', description: 'One request to archive one activity. A snapshot.' })

export const taskPage = pageOf('TaskPage', task)

export const createTaskRequest = z
  .strictObject({
    driverId: z.string().min(1).max(64).describe('`driverId` of the activity: `quiz` …'),
    activity: activityMetadata,
    settings: taskSettings.optional(),
    preset: z
      .string()
      .min(1)
      .max(100)
      .nullable()
      .optional()
      .describe(
        'Key of a preset, or name of one that is kept: its settings hold where none are given. Unless given, the ' +
          'default preset of the driver, if one was chosen; null for none.',
      ),
    requestedBy: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Who asks for it. Unless given, the name of the API key or program that calls.'),
    priority: taskPriority.optional().describe('`normal` unless given.'),
    destinationFolder: z
      .string()
      .min(1)
      .max(4_000)
      .optional()
      .describe(
        'Folder for the archive, which must exist. Default: the archive folder. Only for programs on the same computer.',
      ),
    reuseUnchanged: z
      .boolean()
      .optional()
      .describe(
        'True unless given: what has not changed since the newest archive of the same activity and settings is taken from ' +
          'there, the rest is read, and the archive names its predecessor; if nothing at all has changed, the task finishes ' +
          'with that archive. False: everything is read.',
      ),
  })
  .meta({ id: 'CreateTaskRequest', description: 'What to archive, and how.' })

const { driverId, activity, settings, preset } = createTaskRequest.shape

export const estimateTaskRequest = z
  .strictObject({ driverId, activity, settings, preset })
  .meta({ id: 'EstimateTaskRequest', description: 'What would be archived, and how.' })

export const taskEstimate = z
  .object({
    archiveName: z.string().nullable().describe('Without `.zip`; null if the source did not tell in time.'),
    itemCount: z.int().describe('Items counted.'),
    isCountComplete: z.boolean().describe('Whether these are all; else there are more than could be counted in time.'),
    examples: z
      .array(
        z
          .object({ title: z.string(), path: z.string().describe('Path of its report, without extension.') })
          .meta({ id: 'ExampleItem', description: 'An item that would be archived.' }),
      )
      .readonly()
      .describe('The first items.'),
    secondsPerItem: z
      .number()
      .nullable()
      .describe('What an item took in the newest tasks of the same driver on the same source; null if there are none.'),
    bytesPerItem: z.number().nullable().describe("Bytes of an item's artifacts in these tasks, or null."),
    basedOnItems: z.int().describe('How many items that is known from.'),
  })
  .meta({ id: 'TaskEstimate', description: 'What archiving an activity would come to, as far as it can be told.' })

export const listCandidatesRequest = z
  .strictObject({
    driverId,
    activity,
    setting: z.string().min(1).max(200).describe('Key of a scope setting that picks items.'),
    ...longPageOptions,
  })
  .meta({ id: 'ListCandidatesRequest', description: 'Which page of the items that a setting can pick.' })

const itemCandidate = z
  .object({ id: z.int().describe('What the value of the setting names it by.'), title: z.string() })
  .meta({ id: 'ItemCandidate', description: 'An item that a scope setting can pick.' })

export const candidatePage = pageOf('CandidatePage', itemCandidate)

export const listTasksRequest = z
  .strictObject({
    states: z.array(taskState).max(taskStates.length).readonly().optional(),
    sourceId: identifier.optional(),
    courseId: sourceIdentifier.optional(),
    courseModuleId: sourceIdentifier.optional(),
    driverId: identifier.optional(),
    ...pageOptions,
  })
  .meta({ id: 'ListTasksRequest', description: 'Which tasks, and which page of them. Filters add up.' })
