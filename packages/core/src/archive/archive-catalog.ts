import type { ArchiveRecord, ArchiveVerification, ListArchivesOptions } from '../core.ts'
import type { ArchiveRemoval } from '../archive-library.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import type { StoredTimestamp } from './timestamps/stored-timestamp.ts'

/** What a file of the catalogue is replaced by: the same payload with more timestamps. */
export interface ArchiveReplacement {
  readonly sha256: string
  readonly sizeBytes: number
  /** Where it is put; where the old one lies unless given. */
  readonly path?: string
  readonly timestamps: readonly StoredTimestamp[]
}

/** A sealed archive as the catalogue knows it, which has no plans. */
export type CatalogedArchive = Omit<ArchiveRecord, 'nextVerificationAt'>

/** Knows all sealed archives. */
export interface ArchiveCatalog {
  /** Newest first. */
  page(options?: ListArchivesOptions): Promise<Page<CatalogedArchive>>
  get(archiveId: string): Promise<CatalogedArchive | undefined>
  /** What the file was about to be replaced by, and perhaps was. */
  intendedReplacement(archiveId: string): Promise<ArchiveReplacement | undefined>
  /** Keeps what the file is about to be replaced by, before it is. @returns false if the archive is gone. */
  intendReplacement(archiveId: string, replacement: ArchiveReplacement): Promise<boolean>
  /** Makes the intended replacement what the catalogue knows, if it is the one with this hash. */
  adoptReplacement(archiveId: string, sha256: string): Promise<boolean>
  /** Keeps what came of asking authorities where the file stayed as it is. */
  recordTimestamps(archiveId: string, timestamps: readonly StoredTimestamp[]): Promise<void>
  /** Keeps what a verification found, and the newest 200 of them; nothing if the archive is gone. */
  recordVerification(verification: Omit<ArchiveVerification, 'id'>): Promise<void>
  /** What was found in an archive, newest first. */
  pageVerifications(archiveId: string, options?: PageOptions): Promise<Page<ArchiveVerification>>
  /**
   * The archive that was verified longest ago, and when that was; one that never was counts as verified when it was
   * sealed. Undefined if there are no archives.
   */
  longestUnverified(): Promise<{ readonly archiveId: string; readonly since: Date } | undefined>
  /**
   * Takes an archive out of the catalogue with all that is known of it, and keeps that it was there.
   *
   * @returns undefined if it is not there, or not within reach.
   */
  remove(
    archiveId: string,
    how: Pick<ArchiveRemoval, 'reason' | 'removedAt' | 'removedBy'>,
  ): Promise<ArchiveRemoval | undefined>
  /** Keeps that the file of a removed archive is gone. */
  fileRemoved(archiveId: string): Promise<void>
  /** Newest first. */
  pageRemovals(options?: PageOptions): Promise<Page<ArchiveRemoval>>
  /** Removed archives whose file may still be there, at most 100. */
  filesToRemove(): Promise<readonly ArchiveRemoval[]>
  /** Whether an archive of the catalogue lies at a path. */
  isPlaceTaken(path: string): Promise<boolean>
}
