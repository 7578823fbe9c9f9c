import type { ArchiveRecord, ListArchivesOptions } from '../core.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import type { StoredTimestamp } from './timestamps/stored-timestamp.ts'
import type { VerifyVerdict } from './verify-finding.ts'

/** What a file of the catalogue is replaced by: the same payload with more timestamps. */
export interface ArchiveReplacement {
  readonly sha256: string
  readonly sizeBytes: number
  readonly timestamps: readonly StoredTimestamp[]
}

/** Knows all sealed archives. */
export interface ArchiveCatalog {
  /** Newest first. */
  page(options?: ListArchivesOptions): Promise<Page<ArchiveRecord>>
  get(archiveId: string): Promise<ArchiveRecord | undefined>
  /** Keeps what the file is about to be replaced by, before it is. */
  intendReplacement(archiveId: string, replacement: ArchiveReplacement): Promise<void>
  /** Makes the intended replacement what the catalogue knows, if it is the one with this hash. */
  adoptReplacement(archiveId: string, sha256: string): Promise<boolean>
  /** Keeps what came of asking authorities where the file stayed as it is. */
  recordTimestamps(archiveId: string, timestamps: readonly StoredTimestamp[]): Promise<void>
  recordVerification(archiveId: string, verdict: VerifyVerdict, at: Date): Promise<void>
}
