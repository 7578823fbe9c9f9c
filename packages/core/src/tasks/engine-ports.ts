import type { ArchiveCatalog } from '../archive/archive-catalog.ts'
import type { EntryListings } from '../archive/entries/entry-catalog.ts'
import type { ArtifactStore } from '../archive/artifact-store.ts'
import type { SourceTraffic } from '../core.ts'
import type { SealArchive } from '../archive/archive-sealer.ts'
import type { StorageTargets } from '../storage/storage-target.ts'
import type { Timestamper } from '../archive/timestamps/timestamper.ts'
import type { ActivityArchiver } from '../driver/activity-archiver.ts'
import type { PseudonymMaker } from '../pseudonym-maker.ts'
import type { ReportTypesetter } from '../pdf/report-typesetter.ts'
import type { ActivitySource } from '../sources/activity-source.ts'
import type { AdditionalFileStore } from './additional-file-store.ts'
import type { ItemStore } from './item-store.ts'
import type { RetryPolicy } from './retry-policy.ts'
import type { OutagePolicy } from './outage-policy.ts'
import type { TaskChanges } from './task-changes.ts'
import type { TaskQueue } from './task-queue.ts'
import type { TaskLogStore, TaskStore } from './task-store.ts'

/** Everything that the engine stands on. It knows none of the implementations. */
export interface EnginePorts {
  readonly tasks: TaskStore
  readonly items: ItemStore
  readonly files: AdditionalFileStore
  readonly log: TaskLogStore
  /** Sealed archives, of which a new version can be made. */
  readonly catalog: Pick<ArchiveCatalog, 'get'>
  /** What is in them. */
  readonly entries: EntryListings
  readonly changes: TaskChanges
  /** Where several processes share the work: wakes the one that is to take a task. */
  readonly queue?: TaskQueue
  readonly artifacts: ArtifactStore
  readonly typesetter: ReportTypesetter
  readonly sealArchive: SealArchive
  /** Where archives are put, and lie. */
  readonly storage: StorageTargets
  readonly timestamper: Timestamper
  /** The driver of a task. @throws ArchivingError `not_found` if it is not installed. */
  readonly driverOf: (driverId: string) => ActivityArchiver
  /** Version of the package that a driver comes from; empty for a built-in one. */
  readonly driverVersionOf: (driverId: string) => string
  /** The source of a task, opened; it stays open after the task. */
  readonly openSource: (sourceId: string) => Promise<ActivitySource>
  /**
   * Asks a source anew who we are, with nothing remembered: whether it answers.
   *
   * @throws ArchivingError of the source
   */
  readonly checkSource: (sourceId: string) => Promise<void>
  /** How the source is read at the moment, for operators. */
  readonly trafficOf?: (sourceId: string) => Promise<SourceTraffic>
  readonly now: () => Date
  /** From 0 to 1. */
  readonly random: () => number
  readonly newId: () => string
  /** See {@link PseudonymMaker}. */
  readonly pseudonymOf: PseudonymMaker
  readonly onDiagnostic: (diagnostic: EngineDiagnostic) => void
  /** Whether the process that an owner's name names is surely gone. */
  readonly isOwnerGone: (owner: string) => boolean
}

/** Something for operators: what the task's log does not say. */
export interface EngineDiagnostic {
  readonly level: 'debug' | 'warning' | 'error'
  readonly message: string
  readonly taskId?: string
  readonly cause?: unknown
}

export interface EngineOptions {
  /** Names this process among those that share the database; must differ from start to start. */
  readonly owner: string
  /** Version of the program, kept in archives. */
  readonly version: string
  /** How many tasks are executed at once. */
  readonly maximumTasks: number
  /** How many of them may be of one source: others find room while a site is slow or down. */
  readonly maximumTasksOfSource: number
  /** How many tasks are taken at one look; any number unless given. Fewer leave some to other processes. */
  readonly tasksAtOnce?: number
  /** How many items are worked on at once, of all tasks together; of one task, where it is alone. */
  readonly maximumItems: number
  readonly retryPolicy: RetryPolicy
  readonly outagePolicy: OutagePolicy
  /**
   * An activity whose listing began longer ago than this when its items are done is listed once more before it is sealed,
   * for it may have changed meanwhile.
   */
  readonly listAgainAfterMs: number
  /** How long a driver may take to heed its signal before it is left behind. */
  readonly abortGraceMs: number
  /** How often the engine looks for work and for aborts that other processes asked for. */
  readonly pollMs: number
  /** How long another process is believed to be alive without a sign of life. */
  readonly leaseMs: number
}
