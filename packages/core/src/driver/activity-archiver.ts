import type { ActivityArchivingDriver, ActivityArchivingTasks, CreateTaskOptions } from './activity-archiving-driver.ts'
import {
  activeStates,
  type ActivityArchivingTask,
  type ActivityArchivingTaskStatus,
} from './activity-archiving-task.ts'
import type { ActivityMetadata } from './activity-metadata.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
} from './archiving-context.ts'
import { archiverMark, driverContract } from './driver-contract.ts'
import type { DriverHost } from './driver-host.ts'
import type { LocalizedText, SettingsDefinition, SettingsPreset, TaskSettings } from './settings-definition.ts'

/**
 * Base of all drivers. It does what they share: tasks, their life, their settings. A driver says only which settings
 * it has, which items an activity consists of, and how one item becomes artifacts.
 *
 * @typeParam Data What the driver keeps with an item between listing and archiving, as plain JSON.
 */
export abstract class ActivityArchiver<Data = unknown> implements ActivityArchivingDriver {
  abstract readonly id: string
  abstract readonly name: LocalizedText
  abstract readonly activityKind: string
  abstract readonly availableTaskSettings: readonly SettingsDefinition[]
  readonly settingsPresets: readonly SettingsPreset[] = []
  /** Columns of items.csv that {@link archiveItem} fills, in order. */
  abstract readonly itemColumns: readonly string[]

  readonly #host: DriverHost

  /** The contract that this class keeps. */
  get [archiverMark](): number {
    return driverContract
  }

  constructor(host: DriverHost) {
    this.#host = host
  }

  /**
   * Reads what the activity is. Called once a task, before anything else.
   *
   * @throws ArchivingError of the source.
   */
  abstract describeActivity(context: ArchivingContext): Promise<ActivityDescription>

  /**
   * The items that the settings ask for, in a stable order, streamed. Called again from the start if it was
   * interrupted.
   *
   * @throws ArchivingError of the source.
   */
  abstract listItems(context: ArchivingContext): AsyncIterable<ItemDescription<Data>>

  /**
   * Makes the artifacts of one item. Called again for the same item after an error that may pass or an interruption;
   * it keeps no state between calls. The same source data must give the same bytes.
   *
   * @throws ArchivingError of the source and of the writer; anything else is taken for a fault of the driver.
   */
  abstract archiveItem(item: ArchivingItem<Data>, context: ItemContext): Promise<ItemOutcome>

  get tasks(): ActivityArchivingTasks {
    return this.#host.tasksOf(this.id)
  }

  getTaskSettingsDefinition(): readonly SettingsDefinition[] {
    return this.availableTaskSettings
  }

  createTask(
    activityMetadata: ActivityMetadata,
    taskSettings: TaskSettings = {},
    options: CreateTaskOptions = {},
  ): Promise<ActivityArchivingTask> {
    return this.#host.createTask(this, activityMetadata, taskSettings, options)
  }

  executeTask(taskId: string): Promise<boolean> {
    return this.#host.executeTask(this.id, taskId)
  }

  abortTask(taskId: string): Promise<boolean> {
    return this.#host.abortTask(this.id, taskId)
  }

  getTask(taskId: string): Promise<ActivityArchivingTask> {
    return this.#host.getTask(this.id, taskId)
  }

  getTaskStatus(taskId: string): Promise<ActivityArchivingTaskStatus> {
    return this.#host.getTaskStatus(this.id, taskId)
  }

  async getActiveTasks(): Promise<readonly ActivityArchivingTask[]> {
    const active: ActivityArchivingTask[] = []
    for await (const task of this.tasks.where({ states: activeStates })) active.push(task)
    return active.toReversed()
  }
}

/** Whether something extends {@link ActivityArchiver}, of this or another copy of the package, and keeps this contract. */
export function isActivityArchiver(value: unknown): value is ActivityArchiver {
  return typeof value === 'object' && value !== null && archiverMark in value && value[archiverMark] === driverContract
}
