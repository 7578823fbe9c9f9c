import type { RecordedError } from '../errors/index.ts'
import type { ActivityMetadata } from './activity-metadata.ts'
import type { ValidatedTaskSettings } from './settings-definition.ts'
import type { SettingsOrigin } from './settings-origin.ts'

/**
 * States of a task.
 *
 * ```
 * created -> scheduled -> running -> finalizing -> finished
 *               |            |            |
 *               |            +-> pausing  -> paused
 *               +-> paused   +-> aborting -> aborted
 *               +-> aborted  +-> failed
 * ```
 *
 * `paused`, `failed` and `aborted` tasks can be executed again: only what is missing is done. A paused one was stopped
 * to go on later: because somebody asked for it, or, if it has an error, because it waits for something that a person
 * has to do (sign in again). It can be aborted for good.
 */
export const taskStates = [
  'created',
  'scheduled',
  'running',
  'finalizing',
  'pausing',
  'aborting',
  'paused',
  'finished',
  'failed',
  'aborted',
] as const
export type TaskState = (typeof taskStates)[number]

/** States in which a process works on the task. */
export const executingStates = ['running', 'finalizing', 'pausing', 'aborting'] as const satisfies readonly TaskState[]

/** States in which a task is scheduled or being executed. */
export const activeStates = ['scheduled', ...executingStates] as const satisfies readonly TaskState[]

/** How soon a task gets its turn, compared with others. One of low priority goes on too, only more slowly. */
export const taskPriorities = ['low', 'normal', 'high'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** One request to archive one activity with given settings. A snapshot: it does not change by itself. */
export interface ActivityArchivingTask {
  readonly id: string
  /** Which driver executes it. */
  readonly driverId: string
  readonly activity: ActivityMetadata
  readonly settings: ValidatedTaskSettings
  /** Where each setting comes from; null for tasks of versions that did not keep it. */
  readonly settingsOrigin: SettingsOrigin | null
  /** Who asked for it, as far as known: a user name, a key's name, `command line`. */
  readonly requestedBy: string
  /** Folder in which the archive is put, or null for the default archive folder. */
  readonly destinationFolder: string | null
  /** Whether what has not changed since the archive before is taken from there. */
  readonly reuseUnchanged: boolean
  readonly priority: TaskPriority
  readonly createdAt: Date
  /** When it last started running, or null. */
  readonly startedAt: Date | null
  /** When it reached a final state, or null. */
  readonly endedAt: Date | null
  /** The sealed archive, once there is one; an earlier one if nothing has changed since. */
  readonly archiveId: string | null
  readonly status: ActivityArchivingTaskStatus
}

/** How a task is doing. */
export interface ActivityArchivingTaskStatus {
  readonly taskId: string
  readonly state: TaskState
  readonly progress: TaskProgress
  /** Why the task failed, or what it is paused for; null if it did not fail, or if somebody paused it. */
  readonly error: RecordedError | null
  /** What is being done now, for people; null when nothing is. */
  readonly activity: TaskActivity | null
}

export type TaskActivity = 'connecting' | 'listing' | 'archiving' | 'waiting' | 'sealing' | 'stopping'

export interface TaskProgress {
  /** Null until the source has been asked. */
  readonly itemsTotal: number | null
  /** Items found so far: rises while they are listed. */
  readonly itemsFound: number
  readonly itemsFinished: number
  /** Those of the finished ones that had not changed and were taken from an earlier archive. */
  readonly itemsReused: number
  readonly itemsFailed: number
  /** Bytes of artifacts made so far. */
  readonly bytes: number
  /** Items a minute over the last while, without the time in which the source was waited for; null while too little is known. */
  readonly itemsPerMinute: number | null
  /** Bytes of artifacts a second over the last while, also of items that are being worked on; null while too little is known. */
  readonly bytesPerSecond: number | null
  /** Estimate of the time left for items; it moves in small steps. Null while too little is known. */
  readonly secondsLeft: number | null
  /** How much of the archive has been written, from 0 to 1; null unless it is being sealed by this process. */
  readonly sealedShare: number | null
}
