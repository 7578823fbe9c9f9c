import type { Page, PageOptions, TaskFilter } from '../driver/activity-archiving-driver.ts'
import type { TaskPriority, TaskState } from '../driver/activity-archiving-task.ts'
import type { ArchiveRecord, LogLevel, TaskLogEntry } from '../core.ts'
import type { NewLogEntry } from './log-entry.ts'
import type { NewTask, StoredTask } from './stored-task.ts'

/**
 * Keeps tasks. Each method is one unit of work: it happened as a whole and is on disk, or it did not happen.
 *
 * @throws ArchivingError of all methods: `storage_busy`, `storage_full`, `storage_failed`.
 */
export interface TaskStore {
  /** Adds a task in state `created`. @throws ArchivingError `not_found` if its source is unknown. */
  insert(task: NewTask): Promise<void>
  get(taskId: string): Promise<StoredTask | undefined>
  /** Newest first. */
  page(filter: TaskFilter, options?: PageOptions): Promise<Page<StoredTask>>
  count(filter: TaskFilter): Promise<number>
  /**
   * Moves a task to another state, if it is in one from which that is allowed, and not owned by somebody else where
   * `owner` is given. The check and the change are one statement.
   *
   * @returns whether it was moved.
   */
  transition(taskId: string, transition: TaskTransition): Promise<boolean>
  /** Keeps facts of a task that its owner found out. @returns false if it is not the owner any more. */
  update(taskId: string, owner: string, facts: TaskFacts): Promise<boolean>
  /**
   * Enters the archive into the catalogue and makes its task `finished`, in one unit of work: also one that was told to
   * stop when its archive was in its place already.
   *
   * @returns false if it is not being sealed, or somebody else's.
   */
  finish(taskId: string, owner: string, archive: NewArchive): Promise<boolean>
  /**
   * Makes a task `finished` with an archive that is there already.
   *
   * @returns false if it is somebody else's or may not finish, or if the archive was removed meanwhile.
   */
  finishWith(taskId: string, owner: string, archive: FinishWith): Promise<boolean>
  /** Changes the priority of a task. @returns false if it is finished, or not there. */
  setPriority(taskId: string, priority: TaskPriority): Promise<boolean>
  /**
   * Takes the oldest scheduled task of the first priority that has one: it is `running` and owned afterwards. Exclusive
   * also between processes. Tasks of a source of which the owner executes as many as it may are passed over.
   */
  claimNext(claim: Claim): Promise<StoredTask | undefined>
  /** Renews the lease of everything that `owner` holds. @returns what it holds. */
  renewLeases(claim: Claim): Promise<readonly HeldTask[]>
  /** Tasks that are being executed, with who holds them until when. */
  listExecuting(): Promise<readonly ExecutingTask[]>
}

export type NewArchive = Omit<ArchiveRecord, 'taskId' | 'lastVerifiedAt' | 'lastVerdict' | 'nextVerificationAt'> & {
  readonly courseId: number
  readonly manifestSha256: string
}

export interface FinishWith {
  readonly archiveId: string
  readonly endedAt: Date
}

export interface Claim {
  readonly owner: string
  readonly leaseUntil: Date
  readonly now: Date
  /** The order in which priorities are looked through; high, normal, low unless given. */
  readonly priorities?: readonly TaskPriority[]
  /**
   * How many tasks of one source this owner may execute at once; any number unless given. What others execute does not
   * count: one that is stuck must not keep them from going on.
   */
  readonly maximumTasksOfSource?: number
}

/** What somebody holds. */
export type HeldTask = Pick<StoredTask, 'id' | 'state' | 'priority'>

export interface ExecutingTask {
  readonly id: string
  readonly state: TaskState
  readonly owner: string | null
  readonly leaseUntil: Date | null
}

export interface TaskTransition {
  readonly to: TaskState
  /** States to move from; all from which `to` can follow unless given. */
  readonly from?: readonly TaskState[]
  /** Only if this owner holds the task. */
  readonly owner?: string
  readonly facts?: TaskFacts
}

/** Facts of a task that change. */
export type TaskFacts = Partial<
  Pick<
    StoredTask,
    | 'error'
    | 'description'
    | 'itemsListed'
    | 'listedAt'
    | 'sealIncomplete'
    | 'sealing'
    | 'pace'
    | 'archiveId'
    | 'endedAt'
    | 'predecessorTaskId'
    | 'activityFingerprint'
  >
> & { readonly owner?: null }

/** Keeps what happened. */
export interface TaskLogStore {
  append(entry: NewLogEntry): Promise<TaskLogEntry>
  /** Oldest first, of one task or of all, after an id. */
  readAfter(
    after: number,
    options: { readonly taskId?: string; readonly limit: number },
  ): Promise<readonly TaskLogEntry[]>
  /** Newest first, of one task, before an id; the newest ones without it. */
  readBefore(
    before: number | undefined,
    options: { readonly taskId: string; readonly limit: number },
  ): Promise<readonly TaskLogEntry[]>
  /** The newest id, 0 if there is none. */
  newestId(): Promise<number>
}

export type { LogLevel }
