import type { ArchiveRecord } from './archive-record.ts'
import type { ArchivedFile, ItemRemark } from './archive/archive-description.ts'
import type { Page, PageOptions } from './driver/activity-archiving-driver.ts'

/** Finds sealed archives and what is in them, shows it, hands it out, and removes it. */
export interface ArchiveLibrary {
  /**
   * Archives that have all words of a search in what they are of or in one of their entries, newest first; all archives
   * without words. Case, accents and the order of words make no difference.
   */
  search(options?: SearchArchivesOptions): Promise<FoundArchivePage>
  /** What an archive is of, and what it is made with, as the archive itself says. */
  getDescription(archiveId: string): Promise<ArchiveContents>
  /** The entries of an archive: one each for an attempt, a submission, a discussion. @throws ArchivingError `not_found`. */
  listEntries(archiveId: string, options?: ListEntriesOptions): Promise<ArchiveEntryPage>
  /** One entry with its files. @throws ArchivingError `not_found`. */
  getEntry(archiveId: string, ordinal: number): Promise<ArchiveEntryDetails>
  /**
   * The files of an archive below a folder, by path, without unpacking anything.
   *
   * @throws ArchivingError `not_found`, `manifest_invalid` if the archive cannot be opened, `storage_failed`
   */
  listFiles(archiveId: string, options?: ListArchiveFilesOptions): Promise<Page<ArchiveFile>>
  /**
   * A part of a file, unpacked. Reading on where the last part ended costs no more than reading once.
   *
   * @throws ArchivingError `not_found`, `manifest_invalid` if the file or the archive is damaged, `storage_failed`
   */
  readFile(archiveId: string, part: ReadArchiveFileOptions): Promise<ArchiveFilePart>
  /** A file as a whole. @throws ArchivingError as {@link readFile}, also while it is read. */
  openFile(archiveId: string, path: string): Promise<OpenedArchiveFile>
  /**
   * Copies an archive to a folder of this computer, never over another file, and reads the copy again.
   *
   * @throws ArchivingError `not_found`, `write_mismatch` if the copy, or what was copied, is not what was sealed,
   *   `input_invalid` for a folder that is not there, `storage_full`, `storage_failed`, `aborted`
   */
  export(archiveId: string, folder: string, signal?: AbortSignal): Promise<ExportedArchive>
  /**
   * Removes an archive for good: its file, and what the catalogue knows of it. That it was there, what it was, who removed
   * it and why is kept.
   *
   * @throws ArchivingError `not_found`, `input_invalid` without a reason, `storage_failed` if the file cannot be removed;
   *   that is then tried again at each start
   */
  remove(archiveId: string, removal: RemoveArchiveOptions): Promise<ArchiveRemoval>
  /** Archives that were removed, newest removal first. */
  listRemovals(options?: PageOptions): Promise<Page<ArchiveRemoval>>
}

export interface SearchArchivesOptions extends PageOptions {
  /** Words of names, ids and user names of students, of the activity, its course and site, and of days (`2026-11-27`). */
  readonly search?: string
  readonly courseId?: number
  /** Sealed at this moment or later. */
  readonly sealedFrom?: Date
  /** Sealed before this moment. */
  readonly sealedBefore?: Date
}

export interface FoundArchivePage extends Page<FoundArchive> {
  /** Archives within reach whose entries are not known, as they were not read yet or cannot be. */
  readonly notListed: number
}

/** An archive that a search found. */
export interface FoundArchive {
  readonly archive: ArchiveRecord
  readonly activityName: string
  readonly activityKind: string
  readonly courseName: string
  readonly courseShortName: string
  readonly siteName: string
  /** Entries that have words of the search which the archive itself does not have; the first few. */
  readonly entries: readonly ArchiveEntrySummary[]
  /** How many there are. */
  readonly entriesFound: number
}

/**
 * Whether the entries of an archive are known: `pending` until they have been read, `unreadable` if the archive or its
 * list of items cannot be read.
 */
export const entryListingStates = ['pending', 'listed', 'unreadable'] as const
export type EntryListingState = (typeof entryListingStates)[number]

export const entryOrders = ['name', 'state', 'grade', 'at'] as const
export type EntryOrder = (typeof entryOrders)[number]

export interface ListEntriesOptions extends PageOptions {
  /** Words of names, ids and user names. */
  readonly search?: string
  readonly orderBy?: EntryOrder
  readonly descending?: boolean
}

export interface ArchiveEntryPage extends Page<ArchiveEntrySummary> {
  /** How many entries there are that the search finds. */
  readonly total: number
  readonly listing: EntryListingState
}

/** One item of an archive, as it stands in lists. */
export interface ArchiveEntrySummary {
  /** Its place in the archive's list, from 0. */
  readonly ordinal: number
  readonly key: string
  readonly title: string
  /** `failed`: it could not be archived. */
  readonly state: 'archived' | 'failed'
  /** Whose it is; null if that is not one person, or nobody is named. */
  readonly personName: string | null
  readonly idNumber: string | null
  readonly userName: string | null
  /** How the source says it stands, in the source's word, such as `finished` or `submitted`. */
  readonly sourceState: string | null
  /** When it was finished, handed in, or last written in. */
  readonly at: Date | null
  readonly grade: number | null
  readonly maxGrade: number | null
  /** A grade that is no number, as the source shows it. */
  readonly gradeText: string | null
  /** Path of the report within the archive, or null if there is none. */
  readonly reportPath: string | null
  readonly attachments: number
  /** Whether something that belongs to it is not in the archive. */
  readonly lacksSomething: boolean
}

export interface ArchiveEntryDetails extends ArchiveEntrySummary {
  /** Paths within the archive; at most 1,000. */
  readonly files: readonly ArchivedFile[]
  readonly filesLeftOut: number
  readonly remarks: readonly ItemRemark[]
  readonly error: string | null
}

/** What an archive says of itself. */
export interface ArchiveContents {
  readonly title: string
  readonly driver: string
  readonly site: { readonly name: string; readonly url: string; readonly kind: string; readonly release: string }
  readonly course: { readonly id: number; readonly name: string; readonly shortName: string }
  readonly activity: { readonly kind: string; readonly id: number; readonly name: string }
  readonly anonymised: boolean
  readonly complete: boolean
  /** What is missing, in words; at most 1,000. */
  readonly missing: readonly string[]
  readonly missingLeftOut: number
  readonly items: { readonly total: number; readonly archived: number; readonly failed: number }
  /** Lines of bag-info.txt. */
  readonly bagInfo: readonly { readonly label: string; readonly value: string }[]
  /** Files that people added by hand. */
  readonly additionalFiles: readonly ArchiveFile[]
}

export interface ListArchiveFilesOptions extends PageOptions {
  /** Such as `data/additional files`; the whole archive unless given. */
  readonly folder?: string
}

/** A file within an archive. */
export interface ArchiveFile {
  /** From the archive's folder: `data/index.html`. */
  readonly path: string
  readonly sizeBytes: number
  /** By the extension of the name. */
  readonly mediaType: string
}

/** The most that one part of a file has, in bytes. */
export const longestFilePart = 512 * 1024

export interface ReadArchiveFileOptions {
  readonly path: string
  /** Where the part begins; at the start unless given. */
  readonly offset?: number
  /** How long it is at most; {@link longestFilePart} unless given, and never more. */
  readonly maximumBytes?: number
}

export interface ArchiveFilePart extends ArchiveFile {
  readonly offset: number
  readonly content: Uint8Array
  /** Where the next part begins; null at the end. */
  readonly nextOffset: number | null
}

export interface OpenedArchiveFile extends ArchiveFile {
  /** The bytes; exactly as many as `sizeBytes`, or it fails. */
  readonly content: AsyncIterable<Uint8Array>
}

export interface ExportedArchive {
  /** Where the copy lies. */
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
}

export interface RemoveArchiveOptions {
  /** Why; 1 to 1,000 characters. */
  readonly reason: string
  /** Who asked for it. */
  readonly removedBy: string
}

/** What is kept of an archive that was removed. */
export interface ArchiveRemoval {
  readonly archiveId: string
  readonly taskId: string
  readonly removedAt: Date
  readonly removedBy: string
  readonly reason: string
  readonly title: string
  readonly fileName: string
  /** Where it lay. */
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly items: number
  readonly sealedAt: Date
  /** False until the file is gone. */
  readonly fileRemoved: boolean
}
