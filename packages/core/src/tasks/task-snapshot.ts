import type {
  ActivityArchivingTask,
  ActivityArchivingTaskStatus,
  TaskProgress,
} from '../driver/activity-archiving-task.ts'
import type { ItemCounts } from './item-store.ts'
import type { StoredTask } from './stored-task.ts'
import type { TaskExecution } from './task-execution.ts'

/** The task as the contract shows it. `execution` is given while this process executes it. */
export function toTaskSnapshot(
  task: StoredTask,
  counts: ItemCounts,
  execution: TaskExecution | undefined,
): ActivityArchivingTask {
  const { id, driverId, activity, settings, settingsOrigin, requestedBy, destinationFolder, reuseUnchanged, priority } =
    task
  const { createdAt, startedAt, endedAt, archiveId } = task
  const status = toTaskStatus(task, counts, execution)
  return {
    id,
    driverId,
    activity,
    settings,
    settingsOrigin,
    requestedBy,
    destinationFolder,
    reuseUnchanged,
    priority,
    createdAt,
    startedAt,
    endedAt,
    archiveId: task.state === 'finished' ? archiveId : null,
    status,
  }
}

export function toTaskStatus(
  task: StoredTask,
  counts: ItemCounts,
  execution: TaskExecution | undefined,
): ActivityArchivingTaskStatus {
  return {
    taskId: task.id,
    state: task.state,
    progress: toProgress(task, counts, execution),
    error: task.error,
    activity: activityOf(task, execution),
  }
}

function toProgress(task: StoredTask, counts: ItemCounts, execution: TaskExecution | undefined): TaskProgress {
  const isWorking = execution !== undefined && task.state === 'running'
  return {
    itemsTotal: task.itemsListed ? counts.total : null,
    itemsFound: counts.total,
    itemsFinished: counts.finished,
    itemsReused: counts.reused,
    itemsFailed: counts.failed,
    bytes: counts.bytes,
    itemsPerMinute: isWorking ? execution.meter.itemsPerMinute() : null,
    bytesPerSecond: isWorking ? execution.meter.bytesPerSecond() : null,
    secondsLeft: isWorking ? execution.meter.secondsLeft() : null,
    sealedShare: task.state === 'finalizing' ? (execution?.sealing?.share ?? null) : null,
  }
}

function activityOf(task: StoredTask, execution: TaskExecution | undefined): ActivityArchivingTaskStatus['activity'] {
  switch (task.state) {
    case 'running':
      return execution?.activity ?? 'archiving'
    case 'finalizing':
      return 'sealing'
    case 'pausing':
    case 'aborting':
      return 'stopping'
    case 'created':
    case 'scheduled':
    case 'paused':
    case 'finished':
    case 'failed':
    case 'aborted':
      return null
  }
}
