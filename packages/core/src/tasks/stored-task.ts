import type { SealedArchive } from '../archive/archive-sealer.ts'
import type { StoredTimestamp } from '../archive/timestamps/stored-timestamp.ts'
import type { ActivityMetadata } from '../driver/activity-metadata.ts'
import type { TaskPriority, TaskState } from '../driver/activity-archiving-task.ts'
import type { ActivityDescription } from '../driver/archiving-context.ts'
import type { ValidatedTaskSettings } from '../driver/settings-definition.ts'
import type { SettingsOrigin } from '../driver/settings-origin.ts'
import type { RecordedError } from '../errors/index.ts'
import type { TaskPace } from './progress-meter.ts'

/** A sealed archive with what came of its timestamps, as it is kept in JSON. */
export interface SealingArchive extends SealedArchive {
  readonly timestamps?: readonly StoredTimestamp[]
}

/** A task as the store keeps it. */
export interface StoredTask {
  readonly id: string
  readonly driverId: string
  readonly activity: ActivityMetadata
  readonly settings: ValidatedTaskSettings
  /** Null for tasks of versions that did not keep it. */
  readonly settingsOrigin: SettingsOrigin | null
  readonly requestedBy: string
  readonly destinationFolder: string | null
  readonly priority: TaskPriority
  readonly state: TaskState
  readonly error: RecordedError | null
  readonly description: ActivityDescription | null
  readonly itemsListed: boolean
  /** When the listing began that the items are from. */
  readonly listedAt: Date | null
  readonly sealIncomplete: boolean
  /** The archive that was about to get its name. */
  readonly sealing: SealingArchive | null
  readonly archiveId: string | null
  /** How fast it was so far, or null. */
  readonly pace: TaskPace | null
  readonly owner: string | null
  /** Whether what has not changed since the archive before is taken from there. */
  readonly reuseUnchanged: boolean
  /** The finished task of which this one makes a new version; null if there is none, or before it was looked for. */
  readonly predecessorTaskId: string | null
  /** Of the activity, from a look at it before its items were listed; null if the source tells none. */
  readonly activityFingerprint: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
}

export type NewTask = Pick<
  StoredTask,
  | 'id'
  | 'driverId'
  | 'activity'
  | 'settings'
  | 'settingsOrigin'
  | 'requestedBy'
  | 'destinationFolder'
  | 'priority'
  | 'createdAt'
> &
  Partial<Pick<StoredTask, 'reuseUnchanged'>>

/** Language of what is said in the archive besides its reports: that of the reports, where the driver has such a setting. */
export function languageOf({ settings }: Pick<StoredTask, 'settings'>): 'en' | 'de' {
  return settings['language'] === 'de' ? 'de' : 'en'
}
