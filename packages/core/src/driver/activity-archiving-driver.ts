import type {
  ActivityArchivingTask,
  ActivityArchivingTaskStatus,
  TaskPriority,
  TaskState,
} from './activity-archiving-task.ts'
import type { ActivityMetadata } from './activity-metadata.ts'
import type { LocalizedText, SettingsDefinition, SettingsPreset, TaskSettings } from './settings-definition.ts'

/**
 * Archives one kind of activity. The heart of Muniment: everything else either calls a driver or is called by one.
 *
 * Implementations extend {@link ActivityArchiver}, which does what all drivers share. A conformance kit
 * (`@muniment/core/testing`) asks each sentence of this contract as a question.
 */
export interface ActivityArchivingDriver {
  /** Name in code, command line and RPC: `quiz`. Lower case, unique among the registered drivers, never changes. */
  readonly id: string
  /** Name for people. */
  readonly name: LocalizedText
  /** Module name of the LMS whose activities it archives: `quiz`, `assign` … */
  readonly activityKind: string

  /** All tasks of this driver, kept in the database. Never a list in memory: iterate, filter, page. */
  readonly tasks: ActivityArchivingTasks

  /** What can be set for a task: scope selectors, export options, naming patterns, paper sizes … */
  readonly availableTaskSettings: readonly SettingsDefinition[]

  /** Settings under names, for purposes; may be empty. Each is valid by {@link availableTaskSettings}. */
  readonly settingsPresets: readonly SettingsPreset[]

  /** The same as {@link availableTaskSettings}. Initiators build their form or arguments from it. */
  getTaskSettingsDefinition(): readonly SettingsDefinition[]

  /**
   * Makes a task in state `created`. The caller's objects are copied, not kept or changed.
   *
   * @throws ArchivingError `settings_invalid` naming the setting (unknown, wrong type, out of range) or the unknown
   *   preset, `input_invalid` if the activity is of another kind, `not_found` if its source is unknown. Nothing is stored then.
   */
  createTask(
    activityMetadata: ActivityMetadata,
    taskSettings?: TaskSettings,
    options?: CreateTaskOptions,
  ): Promise<ActivityArchivingTask>

  /**
   * Schedules a created, paused, failed or aborted task. A task that ran before does only what is missing.
   *
   * @returns true if it was scheduled, false if its state does not allow it (it is already active, or finished).
   * @throws ArchivingError `not_found`.
   */
  executeTask(taskId: string): Promise<boolean>

  /**
   * Gracefully stops a scheduled, running or paused task: what is being written is finished or removed, what was done is
   * kept.
   *
   * @returns true if it was stopped or is stopping, false if there is nothing to stop.
   * @throws ArchivingError `not_found`.
   */
  abortTask(taskId: string): Promise<boolean>

  /** @throws ArchivingError `not_found` if this driver has no such task. */
  getTask(taskId: string): Promise<ActivityArchivingTask>

  /** @throws ArchivingError `not_found` if this driver has no such task. */
  getTaskStatus(taskId: string): Promise<ActivityArchivingTaskStatus>

  /** Tasks that are scheduled or being executed, oldest first. */
  getActiveTasks(): Promise<readonly ActivityArchivingTask[]>
}

export interface CreateTaskOptions {
  /**
   * Key of one of the driver's presets, or name of one that is kept: its settings hold where none are given. Unless
   * given, the driver's default preset, if one was chosen; null for none.
   */
  readonly preset?: string | null
  /** Whose presets are meant; this computer's unless given. Edges say it for those who call them. */
  readonly presetsOf?: string
  /** Who asks for it; kept with the task and in the archive. */
  readonly requestedBy?: string
  /** Folder for the archive; it must exist. Default: the archive folder of this installation. */
  readonly destinationFolder?: string
  /**
   * Makes a new version of the newest archive of the same activity, archiver and settings: what has not changed since is
   * taken from there, the rest is read, and the archive names its predecessor. If nothing at all has changed, the task
   * finishes with that archive. Default: everything is read.
   */
  readonly reuseUnchanged?: boolean
  /** `normal` unless given; it can be changed later. */
  readonly priority?: TaskPriority
}

/** A read-only collection of tasks that lives in the database. */
export interface ActivityArchivingTasks extends AsyncIterable<ActivityArchivingTask> {
  /** The same collection, with fewer tasks in it. Filters add up. */
  where(filter: TaskFilter): ActivityArchivingTasks
  /** One page, newest first. `cursor` is the `nextCursor` of the page before. */
  page(options?: PageOptions): Promise<Page<ActivityArchivingTask>>
  count(): Promise<number>
}

export interface TaskFilter {
  readonly states?: readonly TaskState[]
  readonly sourceId?: string
  readonly courseId?: number
  readonly courseModuleId?: number
  readonly driverId?: string
}

export interface PageOptions {
  /** 1 to 500; 100 unless given. */
  readonly limit?: number
  readonly cursor?: string
}

export interface Page<Entry> {
  readonly entries: readonly Entry[]
  /** Undefined on the last page. */
  readonly nextCursor?: string
}
