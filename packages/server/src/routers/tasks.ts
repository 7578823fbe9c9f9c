import { ArchivingError } from '@muniment/core'
import { z } from 'zod'
import { eventStreamOf } from '../event-stream.ts'
import { additionalFile, additionalFileReference } from '../schemas/additional-file.ts'
import { listLogRequest, taskEvent, taskLogPage, watchTasksRequest } from '../schemas/task-event.ts'
import { listItemChangesRequest, listItemsRequest, taskItemChanges, taskItemPage } from '../schemas/task-item.ts'
import {
  candidatePage,
  createTaskRequest,
  estimateTaskRequest,
  listCandidatesRequest,
  listTasksRequest,
  setPriorityRequest,
  task,
  taskEstimate,
  taskPage,
  taskReference,
  taskStatus,
} from '../schemas/task.ts'
import { procedure, router } from '../trpc.ts'
import { pageByOffset } from './page-by-offset.ts'
import type { RequestContext } from '../request-context.ts'

const neverAborted = new AbortController().signal

export const tasksRouter = router({
  create: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Makes a task; `execute` starts it. Throws `settings_invalid` naming the setting in `details.setting`, ' +
        '`input_invalid` if the activity is of another kind, `not_found` if driver or source is unknown, `forbidden` for ' +
        'a `destinationFolder` over the network.',
    })
    .input(createTaskRequest)
    .output(task)
    .mutation(({ ctx, input: { driverId, activity, settings, ...options } }) => {
      const { reuseUnchanged = true, destinationFolder } = options
      const requestedBy = requesterOf(ctx, options.requestedBy)
      if (destinationFolder !== undefined) assertMayNameFolders(ctx)
      return ctx.core.tasks.create(driverId, activity, settings, { ...options, requestedBy, reuseUnchanged })
    }),

  estimate: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'What archiving an activity would come to, without making a task: how many items, how they are called, what such ' +
        'items took before. Asks the source for at most 10 seconds. Throws as `create`, and what the source throws.',
    })
    .input(estimateTaskRequest)
    .output(taskEstimate)
    .query(({ ctx, input, signal }) => ctx.core.tasks.estimate(input, signal)),

  listCandidates: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'The items of an activity among which a scope setting can pick, page by page. Throws `not_found`, `input_invalid` ' +
        'as `create`, `settings_invalid` if the setting picks none, and what the source throws.',
    })
    .input(listCandidatesRequest)
    .output(candidatePage)
    .query(({ ctx, input: { limit, cursor, ...request }, signal }) =>
      pageByOffset(ctx.core.tasks.listCandidates(request, signal), { limit, cursor }),
    ),

  execute: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Schedules a created, paused, failed or aborted task. A task that ran before does only what is missing. Returns false ' +
        'if its state does not allow it. Throws `not_found`.',
    })
    .input(taskReference)
    .output(z.boolean())
    .mutation(({ ctx, input }) => ctx.core.tasks.execute(input.taskId)),

  abort: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Gracefully stops a scheduled, running or paused task; what was done is kept. Returns false if there is nothing to ' +
        'stop. Throws `not_found`.',
    })
    .input(taskReference)
    .output(z.boolean())
    .mutation(({ ctx, input }) => ctx.core.tasks.abort(input.taskId)),

  pause: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Stops a scheduled or running task for a while; it stays paused, also after a restart, until it is resumed or ' +
        'executed. Returns true if it is paused or pausing, false if there is nothing to pause. Throws `not_found`.',
    })
    .input(taskReference)
    .output(z.boolean())
    .mutation(({ ctx, input }) => ctx.core.tasks.pause(input.taskId)),

  resume: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description: 'Lets a paused task go on where it was. Returns false unless it was paused. Throws `not_found`.',
    })
    .input(taskReference)
    .output(z.boolean())
    .mutation(({ ctx, input }) => ctx.core.tasks.resume(input.taskId)),

  setPriority: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Changes how soon a waiting or running task gets its turn, compared with others. Returns false if it is finished. ' +
        'Throws `not_found`.',
    })
    .input(setPriorityRequest)
    .output(z.boolean())
    .mutation(({ ctx, input }) => ctx.core.tasks.setPriority(input.taskId, input.priority)),

  sealIncomplete: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Schedules a failed task to be sealed without the items that could not be archived. The archive says that it ' +
        'is incomplete and what is missing. Returns false unless the task has failed. Throws `not_found`.',
    })
    .input(taskReference)
    .output(z.boolean())
    .mutation(({ ctx, input }) => ctx.core.tasks.sealIncomplete(input.taskId)),

  get: procedure
    .meta({ permission: 'look', scope: 'source', description: 'One task. Throws `not_found`.' })
    .input(taskReference)
    .output(task)
    .query(({ ctx, input }) => ctx.core.tasks.get(input.taskId)),

  getStatus: procedure
    .meta({ permission: 'look', scope: 'source', description: 'How a task is doing. Throws `not_found`.' })
    .input(taskReference)
    .output(taskStatus)
    .query(async ({ ctx, input }) => (await ctx.core.tasks.get(input.taskId)).status),

  list: procedure
    .meta({ permission: 'look', scope: 'source', description: 'Tasks, newest first.' })
    .input(listTasksRequest.optional())
    .output(taskPage)
    .query(({ ctx, input: { limit, cursor, ...filter } = {} }) =>
      ctx.core.tasks.all.where(filter).page({ limit, cursor }),
    ),

  listFiles: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description: 'The additional files of a task, in the order in which they were added. Throws `not_found`.',
    })
    .input(taskReference)
    .output(z.array(additionalFile).readonly())
    .query(({ ctx, input }) => ctx.core.tasks.listFiles(input.taskId)),

  removeFile: procedure
    .meta({
      permission: 'archive',
      scope: 'source',
      description:
        'Takes an additional file out of a task again. Throws `not_found`, `state_conflict` if the task was executed.',
    })
    .input(additionalFileReference)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.core.tasks.removeFile(input.taskId, input.fileId)),

  listItems: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description: 'Items of a task; those in trouble first, then in listing order. Throws `not_found`.',
    })
    .input(listItemsRequest)
    .output(taskItemPage)
    .query(({ ctx, input: { taskId, ...options } }) => ctx.core.tasks.listItems(taskId, options)),

  listItemChanges: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'Items of a task in the order in which they last changed, to read all of them once and from then on, whenever `watch` ' +
        'tells of something, only what is new. None while the items are being found out. Throws `not_found`.',
    })
    .input(listItemChangesRequest)
    .output(taskItemChanges)
    .query(({ ctx, input: { taskId, ...options } }) => ctx.core.tasks.listItemChanges(taskId, options)),

  listLog: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description: 'The log of a task, oldest first unless asked otherwise. Throws `not_found`.',
    })
    .input(listLogRequest)
    .output(taskLogPage)
    .query(({ ctx, input: { taskId, ...page } }) => ctx.core.tasks.listLog(taskId, page)),

  watch: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'What happens from now on, or from just after the event `after`: log entries without gap or double, and status ' +
        'snapshots whenever something changes (the latest only). Starts with a status snapshot of each watched task. ' +
        'Ends after a status of the one task in which nothing more happens by itself (finished, failed, aborted, paused), ' +
        'or never. Throws `not_found`.',
      event: taskEvent,
    })
    .input(watchTasksRequest.optional())
    .output(eventStreamOf(taskEvent))
    .subscription(({ ctx, input: { taskId, after, lastEventId } = {}, signal = neverAborted }) =>
      ctx.core.tasks.watch({ taskId, after: lastEventId === undefined ? after : Number(lastEventId) }, signal),
    ),
})

/** Over the network anybody can say any name: that of the key, which cannot be made up, stands beside it. */
function requesterOf({ isLocal, requestedBy }: RequestContext, said: string | undefined): string {
  if (said === undefined || said === requestedBy) return requestedBy
  return isLocal ? said : `${said} (${requestedBy})`
}

/** Whoever is not at this computer must not choose where on it something is written. */
function assertMayNameFolders({ isLocal }: RequestContext): void {
  if (isLocal) return
  throw new ArchivingError(
    'forbidden',
    'Over the network, archives go to the archive folder of the server. Leave the folder out, and download the archive.',
    { details: { field: 'destinationFolder' } },
  )
}
