import type { TaskState } from '../driver/activity-archiving-task.ts'
import type { RecordedError } from '../errors/index.ts'

/** What was done about an activity so far, as tasks and archives tell. */
export interface ActivityHistory {
  readonly courseModuleId: number
  /** The newest task that was executed and not aborted. */
  readonly newest: { readonly taskId: string; readonly state: TaskState; readonly error: RecordedError | null }
  /** The newest one that finished; null if none did. */
  readonly archived: {
    readonly taskId: string
    /** See `ActivitySource.readActivityFingerprints`. */
    readonly activityFingerprint: string | null
    readonly archive: OverviewArchive
  } | null
}

/** An archive, as an overview shows it. */
export interface OverviewArchive {
  readonly id: string
  readonly fileName: string
  readonly sealedAt: Date
  readonly complete: boolean
}

/** Knows what was done about the activities of a source. */
export interface HistoryStore {
  /**
   * The history of those of the activities that have one.
   *
   * @throws ArchivingError `storage_busy`, `storage_failed`
   */
  historyOf(sourceId: string, courseModuleIds: readonly number[]): Promise<readonly ActivityHistory[]>
}
