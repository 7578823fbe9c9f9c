import type { ArchiveRecord, ListArchivesOptions } from '../core.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import type { VerifyVerdict } from './verify-finding.ts'

/** Knows all sealed archives. */
export interface ArchiveCatalog {
  /** Newest first. */
  page(options?: ListArchivesOptions): Promise<Page<ArchiveRecord>>
  get(archiveId: string): Promise<ArchiveRecord | undefined>
  recordVerification(archiveId: string, verdict: VerifyVerdict, at: Date): Promise<void>
}
