import type { ActivityArchivingTask } from '../driver/activity-archiving-task.ts'

/** A task that is being executed, as drivers see it before anything is known of its items. */
export function runningTask(driverId: string, activityKind: string, activityName: string): ActivityArchivingTask {
  return {
    id: 'task-1',
    driverId,
    activity: {
      sourceId: 'source-1',
      courseId: 7,
      courseName: 'World history',
      courseShortName: 'HIST101',
      activityKind,
      activityId: 3,
      courseModuleId: 42,
      activityName,
    },
    settings: {},
    settingsOrigin: {},
    requestedBy: 'somebody',
    destinationFolder: null,
    reuseUnchanged: false,
    priority: 'normal',
    createdAt: new Date(0),
    startedAt: null,
    endedAt: null,
    archiveId: null,
    status: {
      taskId: 'task-1',
      state: 'running',
      progress: {
        itemsTotal: null,
        itemsFound: 0,
        itemsFinished: 0,
        itemsReused: 0,
        itemsFailed: 0,
        bytes: 0,
        itemsPerMinute: null,
        bytesPerSecond: null,
        secondsLeft: null,
        sealedShare: null,
      },
      error: null,
      activity: 'archiving',
    },
  }
}
