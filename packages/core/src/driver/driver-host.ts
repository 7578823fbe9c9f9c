import type { ActivityArchivingDriver, ActivityArchivingTasks, CreateTaskOptions } from './activity-archiving-driver.ts'
import type { ActivityArchivingTask, ActivityArchivingTaskStatus } from './activity-archiving-task.ts'
import type { ActivityMetadata } from './activity-metadata.ts'
import type { TaskSettings } from './settings-definition.ts'

/** What Muniment gives a driver: everything about tasks that is the same for all of them. */
export interface DriverHost {
  tasksOf(driverId: string): ActivityArchivingTasks
  createTask(
    driver: ActivityArchivingDriver,
    activity: ActivityMetadata,
    settings: TaskSettings,
    options: CreateTaskOptions,
  ): Promise<ActivityArchivingTask>
  executeTask(driverId: string, taskId: string): Promise<boolean>
  abortTask(driverId: string, taskId: string): Promise<boolean>
  getTask(driverId: string, taskId: string): Promise<ActivityArchivingTask>
  getTaskStatus(driverId: string, taskId: string): Promise<ActivityArchivingTaskStatus>
}
