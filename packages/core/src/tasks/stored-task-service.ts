import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type {
  AdditionalFile,
  EstimateTaskRequest,
  ItemCandidate,
  ListCandidatesRequest,
  ListItemChangesOptions,
  ListItemsOptions,
  ListLogOptions,
  NewAdditionalFile,
  TaskEstimate,
  TaskEvent,
  TaskItem,
  TaskItemChanges,
  TaskLogEntry,
  TaskService,
  WatchTasksOptions,
} from '../core.ts'
import type {
  ActivityArchivingDriver,
  ActivityArchivingTasks,
  CreateTaskOptions,
  Page,
} from '../driver/activity-archiving-driver.ts'
import {
  activeStates,
  type ActivityArchivingTask,
  type ActivityArchivingTaskStatus,
  type TaskPriority,
  type TaskState,
} from '../driver/activity-archiving-task.ts'
import { localOwnerId } from '../access/owner.ts'
import type { ActivityMetadata } from '../driver/activity-metadata.ts'
import type { DriverHost } from '../driver/driver-host.ts'
import type { TaskSettings } from '../driver/settings-definition.ts'
import type { PresetChooser } from '../driver/preset-chooser.ts'
import { settingsOriginOf } from '../driver/settings-origin.ts'
import { validateSettings } from '../driver/validate-settings.ts'
import { ArchivingError } from '../errors/index.ts'
import type { AdditionalFileService } from './additional-file-service.ts'
import type { EnginePorts } from './engine-ports.ts'
import { firstItemChange } from './item-store.ts'
import { toLogEntry } from './log-entry.ts'
import type { StoredTask } from './stored-task.ts'
import { StoredTasks } from './stored-tasks.ts'
import { estimateActivity, listCandidates } from './preview-activity.ts'
import type { TaskEngine } from './task-engine.ts'
import { toTaskSnapshot, toTaskStatus } from './task-snapshot.ts'
import { executableStates, isExecuting } from './task-state-machine.ts'
import type { WatchSharing } from './watch-sharing.ts'
import { watchTasks, type WatchPorts } from './watch-tasks.ts'

const logPage = 500
const neverAborted = new AbortController().signal

/** What the task service stands on. */
export interface TaskServicePorts extends Pick<
  EnginePorts,
  'tasks' | 'items' | 'log' | 'changes' | 'queue' | 'now' | 'newId' | 'driverOf' | 'openSource' | 'pseudonymOf'
> {
  readonly engine: TaskEngine
  readonly additionalFiles: AdditionalFileService
  /** Presets of an owner. */
  readonly presetsOf: (ownerId: string) => PresetChooser
  readonly pollMs: number
  /** What watchers with one reach share. */
  readonly sharing: WatchSharing
  /** For whom tasks are made; for this computer, which reaches everything, unless given. */
  readonly maker?: TaskMaker
}

/** Somebody who lets tasks be made. */
export interface TaskMaker {
  /** Whose presets are meant. */
  readonly ownerId: string
  /** @throws ArchivingError `not_found` for a source that is not within reach */
  readonly assertReaches: (sourceId: string) => Promise<void>
}

/** Tasks for edges ({@link TaskService}) and for drivers ({@link DriverHost}). */
export class StoredTaskService implements TaskService, DriverHost {
  readonly #ports: TaskServicePorts
  readonly all: ActivityArchivingTasks

  constructor(ports: TaskServicePorts) {
    this.#ports = ports
    this.all = new StoredTasks(ports.tasks, (task) => this.#snapshot(task))
  }

  tasksOf(driverId: string): ActivityArchivingTasks {
    return this.all.where({ driverId })
  }

  async create(
    driverId: string,
    activity: ActivityMetadata,
    settings: TaskSettings = {},
    options: CreateTaskOptions = {},
  ): Promise<ActivityArchivingTask> {
    const { driverOf, maker } = this.#ports
    const driver = driverOf(driverId)
    if (!maker) return await driver.createTask(activity, settings, options)
    await maker.assertReaches(activity.sourceId)
    return await driver.createTask(activity, settings, { ...options, presetsOf: maker.ownerId })
  }

  async createTask(
    driver: ActivityArchivingDriver,
    activity: ActivityMetadata,
    settings: TaskSettings,
    options: CreateTaskOptions,
  ): Promise<ActivityArchivingTask> {
    assertKind(activity, driver)
    const { preset, given, validated } = await this.#settle(driver, settings, options)
    const destinationFolder = options.destinationFolder ?? null
    if (destinationFolder !== null) await assertFolder(destinationFolder)
    const { tasks, log, newId, now, changes } = this.#ports
    const task = {
      id: newId(),
      driverId: driver.id,
      activity: structuredClone(activity),
      settings: validated,
      settingsOrigin: settingsOriginOf(Object.keys(validated), given, preset),
      requestedBy: options.requestedBy ?? 'unknown',
      destinationFolder,
      reuseUnchanged: options.reuseUnchanged ?? false,
      priority: options.priority ?? 'normal',
      createdAt: now(),
    }
    await tasks.insert(task)
    // Watchers of all tasks hear of it by its first log entry.
    const { id: taskId, createdAt: at, requestedBy } = task
    const details = { requestedBy, preset: preset?.name ?? null }
    await log.append(toLogEntry({ kind: 'created', details }, { taskId, at }))
    changes.announce(task.id)
    return this.get(task.id)
  }

  async estimate(
    { driverId, activity, settings = {}, ...options }: EstimateTaskRequest,
    signal: AbortSignal = neverAborted,
  ): Promise<TaskEstimate> {
    const { driverOf, maker } = this.#ports
    const driver = driverOf(driverId)
    await maker?.assertReaches(activity.sourceId)
    assertKind(activity, driver)
    const owner = maker && { presetsOf: maker.ownerId }
    const { validated } = await this.#settle(driver, settings, { ...options, ...owner })
    return await estimateActivity({ driver, activity, settings: validated }, this.#ports, signal)
  }

  async *listCandidates(
    { driverId, activity, setting }: ListCandidatesRequest,
    signal: AbortSignal = neverAborted,
  ): AsyncGenerator<ItemCandidate> {
    const { driverOf, maker } = this.#ports
    const driver = driverOf(driverId)
    await maker?.assertReaches(activity.sourceId)
    assertKind(activity, driver)
    yield* listCandidates({ driver, activity, setting }, this.#ports, signal)
  }

  async get(taskId: string): Promise<ActivityArchivingTask> {
    return this.#snapshot(await this.#load(taskId))
  }

  async getTask(driverId: string, taskId: string): Promise<ActivityArchivingTask> {
    return this.#snapshot(await this.#load(taskId, driverId))
  }

  async getTaskStatus(driverId: string, taskId: string): Promise<ActivityArchivingTaskStatus> {
    return this.#status(await this.#load(taskId, driverId))
  }

  async execute(taskId: string): Promise<boolean> {
    const { driverId } = await this.#load(taskId)
    return this.#ports.driverOf(driverId).executeTask(taskId)
  }

  async executeTask(driverId: string, taskId: string): Promise<boolean> {
    await this.#load(taskId, driverId)
    // A paused task goes on with what it was about, also if that is to be sealed as incomplete.
    if (await this.#schedule(taskId, { from: ['paused'] })) return true
    return this.#schedule(taskId, { from: executableStates, sealIncomplete: false })
  }

  /**
   * Goes on with the tasks of a source that stopped because the site wanted a new sign-in, once there is one.
   *
   * @throws ArchivingError `storage_busy`, `storage_failed`
   */
  async goOnAfterSignIn(sourceId: string): Promise<void> {
    for await (const { id, status } of this.all.where({ sourceId, states: ['paused', 'failed'] })) {
      if (status.error?.code === 'source_unauthenticated') await this.execute(id)
    }
  }

  async sealIncomplete(taskId: string): Promise<boolean> {
    await this.#load(taskId)
    return this.#schedule(taskId, { from: ['failed'], sealIncomplete: true })
  }

  async abort(taskId: string): Promise<boolean> {
    const { driverId } = await this.#load(taskId)
    return this.#ports.driverOf(driverId).abortTask(taskId)
  }

  async abortTask(driverId: string, taskId: string): Promise<boolean> {
    await this.#load(taskId, driverId)
    const { tasks, engine, changes, now } = this.#ports
    const resting = { to: 'aborted', from: ['scheduled', 'paused'], facts: { endedAt: now(), error: null } } as const
    const stopping = (await tasks.transition(taskId, resting)) || (await tasks.transition(taskId, { to: 'aborting' }))
    if (stopping) engine.stop(taskId, 'abort')
    changes.announce(taskId)
    return stopping || (await this.#load(taskId)).state === 'aborting'
  }

  async pause(taskId: string): Promise<boolean> {
    const { tasks, engine, log, changes, now } = this.#ports
    await this.#load(taskId)
    if (await tasks.transition(taskId, { to: 'paused', from: ['scheduled'] })) {
      await log.append(toLogEntry({ kind: 'paused_before_it_began', details: {} }, { taskId, at: now() }))
      changes.announce(taskId)
      return true
    }
    const isStopping = await tasks.transition(taskId, { to: 'pausing' })
    if (isStopping) engine.stop(taskId, 'pause')
    changes.announce(taskId)
    return isStopping || ['pausing', 'paused'].includes((await this.#load(taskId)).state)
  }

  async setPriority(taskId: string, priority: TaskPriority): Promise<boolean> {
    const { tasks, engine, changes } = this.#ports
    await this.#load(taskId)
    const isChanged = await tasks.setPriority(taskId, priority)
    const execution = engine.executionOf(taskId)
    if (isChanged && execution) execution.priority = priority
    changes.announce(taskId)
    return isChanged
  }

  async resume(taskId: string): Promise<boolean> {
    await this.#load(taskId)
    return this.#schedule(taskId, { from: ['paused'] })
  }

  addFile(
    taskId: string,
    file: NewAdditionalFile,
    content: AsyncIterable<Uint8Array> | Uint8Array,
    signal?: AbortSignal,
  ): Promise<AdditionalFile> {
    return this.#ports.additionalFiles.add(taskId, file, content, signal)
  }

  listFiles(taskId: string): Promise<readonly AdditionalFile[]> {
    return this.#ports.additionalFiles.list(taskId)
  }

  removeFile(taskId: string, fileId: string): Promise<void> {
    return this.#ports.additionalFiles.remove(taskId, fileId)
  }

  async listItems(taskId: string, options: ListItemsOptions = {}): Promise<Page<TaskItem>> {
    await this.#load(taskId)
    return this.#ports.items.page(taskId, options)
  }

  async listItemChanges(taskId: string, options: ListItemChangesOptions = {}): Promise<TaskItemChanges> {
    const { itemsListed } = await this.#load(taskId)
    if (itemsListed) return this.#ports.items.pageOfChanges(taskId, options)
    // A listing that breaks off is begun anew, and so is the counting of changes.
    return { entries: [], cursor: firstItemChange, hasMore: false }
  }

  async listLog(
    taskId: string,
    { limit = 100, cursor, newestFirst = false }: ListLogOptions = {},
  ): Promise<Page<TaskLogEntry>> {
    await this.#load(taskId)
    if (!Number.isInteger(limit) || limit < 1 || limit > logPage) {
      throw new ArchivingError('input_invalid', `A page has 1 to ${logPage} entries.`, { details: { field: 'limit' } })
    }
    const { log } = this.#ports
    const entries = newestFirst
      ? await log.readBefore(cursor === undefined ? undefined : Number(cursor), { taskId, limit: limit + 1 })
      : await log.readAfter(Number(cursor ?? 0), { taskId, limit: limit + 1 })
    const last = entries[limit - 1]
    const shown = entries.slice(0, limit)
    return entries.length > limit && last ? { entries: shown, nextCursor: String(last.id) } : { entries: shown }
  }

  watch(options: WatchTasksOptions, signal: AbortSignal): AsyncIterable<TaskEvent> {
    const { log, changes, pollMs, tasks, sharing } = this.#ports
    const shared = <Found>(what: readonly unknown[], read: () => Promise<Found>): Promise<Found> =>
      sharing.reads.read(JSON.stringify([sharing.reach, ...what]), read)
    const ports: WatchPorts = {
      changes,
      pollMs,
      ticks: sharing.ticks,
      log: {
        newestId: () => shared(['newest'], () => log.newestId()),
        readAfter: (id, page) => shared(['log', id, page.taskId, page.limit], () => log.readAfter(id, page)),
      },
      statusOf: (taskId) => shared(['status', taskId], async () => this.#status(await this.#load(taskId))),
      activeStatuses: () =>
        shared(['active'], async () => {
          const { entries } = await tasks.page({ states: activeStates }, { limit: logPage })
          return Promise.all(entries.map((task) => this.#status(task)))
        }),
    }
    return watchTasks(options, ports, signal)
  }

  /** What holds for a task: what is given, then what a preset has, then the defaults. */
  async #settle(
    driver: ActivityArchivingDriver,
    settings: TaskSettings,
    options: Pick<CreateTaskOptions, 'preset' | 'presetsOf'>,
  ) {
    const preset = await this.#ports.presetsOf(options.presetsOf ?? localOwnerId).choose(driver, options.preset)
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
    const validated = validateSettings(driver.availableTaskSettings, { ...preset?.settings, ...given })
    return { preset, given, validated }
  }

  async #schedule(
    taskId: string,
    { from, sealIncomplete }: { readonly from: readonly TaskState[]; readonly sealIncomplete?: boolean },
  ): Promise<boolean> {
    const { tasks, engine, changes, queue } = this.#ports
    const facts = { error: null, endedAt: null, ...(sealIncomplete !== undefined && { sealIncomplete }) }
    const scheduled = await tasks.transition(taskId, { to: 'scheduled', from, facts })
    if (!scheduled) return false
    changes.announce(taskId)
    engine.wake()
    await queue?.offer(taskId)
    return true
  }

  async #load(taskId: string, driverId?: string): Promise<StoredTask> {
    const task = await this.#ports.tasks.get(taskId)
    if (task && (driverId === undefined || task.driverId === driverId)) return task
    throw new ArchivingError('not_found', `There is no task “${taskId}”.`)
  }

  async #snapshot(task: StoredTask): Promise<ActivityArchivingTask> {
    const { items, engine } = this.#ports
    return toTaskSnapshot(this.#asItIs(task), await items.counts(task.id), engine.executionOf(task.id))
  }

  async #status(task: StoredTask): Promise<ActivityArchivingTaskStatus> {
    const { items, engine } = this.#ports
    return toTaskStatus(this.#asItIs(task), await items.counts(task.id), engine.executionOf(task.id))
  }

  /** A task that failed is not shown as running because its database could not be told. */
  #asItIs(task: StoredTask): StoredTask {
    const error = isExecuting(task.state) ? this.#ports.engine.unkeptErrorOf(task.id) : undefined
    return error ? { ...task, state: 'failed', error } : task
  }
}

function assertKind({ activityKind, activityName }: ActivityMetadata, driver: ActivityArchivingDriver): void {
  if (activityKind === driver.activityKind) return
  throw new ArchivingError(
    'input_invalid',
    `“${activityName}” is of the kind ${activityKind}; this archiver takes ${driver.activityKind}.`,
  )
}

async function assertFolder(folder: string): Promise<void> {
  const details = { field: 'destinationFolder' }
  if (!isAbsolute(folder)) {
    throw new ArchivingError('input_invalid', `The folder for the archive must be given as a full path: ${folder}`, {
      details,
    })
  }
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) {
    throw new ArchivingError('input_invalid', `There is no folder ${folder}. Make it, or choose another one.`, {
      details,
    })
  }
}
