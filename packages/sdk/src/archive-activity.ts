import type { MunimentApi } from './generated/api.ts'
import type { ActivityArchivingTask, ArchiveRecord, TaskEvent } from './generated/types.ts'
import { MunimentError } from './muniment-error.ts'
import { abortedError } from './read-error.ts'
import type { TypedTaskRequest } from './typed-task-request.ts'
import type { WatchOptions } from './watch-options.ts'

/** Options of `archiveActivity`. */
export interface ArchiveActivityOptions extends WatchOptions {
  /** Told of each log entry and of the latest status, for a display. */
  readonly onEvent?: (event: TaskEvent) => void
  /** What becomes of the task when the signal fires: it is aborted, or goes on without you. Default: `abort`. */
  readonly onSignal?: 'abort' | 'leave'
}

/** A finished task and the archive that it made, or the one before if nothing has changed since: then `archive.taskId` is another. */
export interface ArchivedActivity {
  readonly task: ActivityArchivingTask
  readonly archive: ArchiveRecord
}

/**
 * Makes a task, executes it, waits for its end and gives its archive.
 *
 * @throws MunimentError what making the task throws; what made the task fail, with `details.taskId`: executed again, it
 *   does only what is missing; `aborted` if the signal fires or someone aborts the task.
 */
export async function archiveActivity<Driver extends string>(
  api: MunimentApi,
  request: TypedTaskRequest<Driver>,
  { onEvent, onSignal = 'abort', signal, ...watching }: ArchiveActivityOptions = {},
): Promise<ArchivedActivity> {
  const calling = signal ? { signal } : {}
  const { id: taskId } = await api.tasks.create(request, calling)
  await api.tasks.execute({ taskId }, calling)
  for await (const event of api.tasks.watch({ taskId, after: 0 }, { ...watching, ...calling })) onEvent?.(event)
  if (signal?.aborted) {
    if (onSignal === 'abort') await api.tasks.abort({ taskId })
    throw abortedError(signal)
  }
  const task = await api.tasks.get({ taskId }, calling)
  if (task.archiveId === null) throw whyNot(task)
  return { task, archive: await api.archives.get({ archiveId: task.archiveId }, calling) }
}

function whyNot({ id: taskId, status: { state, error } }: ActivityArchivingTask): MunimentError {
  const details = { ...error?.details, taskId }
  if (error) return new MunimentError(error.code, error.message, { ...error, german: error.text.de, details })
  return new MunimentError('aborted', `The task ended as ${state}; there is no archive.`, { details })
}
