import type {
  ArchiveEntryDetails,
  ArchiveEntryPage,
  ArchiveEntrySummary,
  EntryListingState,
  FoundArchive,
  ListEntriesOptions,
  SearchArchivesOptions,
} from '../../archive-library.ts'
import type { Page } from '../../driver/activity-archiving-driver.ts'
import type { CatalogedArchive } from '../archive-catalog.ts'

/** An entry as it is added to the catalogue. */
export interface NewCatalogEntry extends ArchiveEntryDetails {
  /** What searches find it by; see `searchKeyOf`. */
  readonly searchKey: string
  /** What it is put in order by where entries are ordered by name. */
  readonly nameKey: string
}

/** An archive that a search found, as the catalogue knows it. */
export type FoundInCatalog = Omit<FoundArchive, 'archive'> & { readonly archive: CatalogedArchive }

/** An archive whose entries are to be listed. */
export interface ArchiveToList {
  readonly archive: CatalogedArchive
  /** How many of its entries are known already. */
  readonly entriesKnown: number
}

/**
 * Knows what is in sealed archives. Searches know only what is within reach; whoever asks for one archive has looked
 * whether that is.
 *
 * @throws ArchivingError of all methods: `storage_busy`, `storage_full`, `storage_failed`
 */
export interface EntryCatalog {
  search(options?: SearchArchivesOptions): Promise<Page<FoundInCatalog> & { readonly notListed: number }>
  page(archiveId: string, options?: ListEntriesOptions): Promise<ArchiveEntryPage>
  get(archiveId: string, ordinal: number): Promise<ArchiveEntryDetails | undefined>
}

/** Keeps what is in sealed archives. Each method is one unit of work. */
export interface EntryListings {
  /** The archives after an id whose entries are in one of the states, oldest first. */
  nextToList(states: readonly EntryListingState[], afterArchiveId: string): Promise<ArchiveToList | undefined>
  /** Makes an archive known by what it is of, before its entries are. */
  describe(archiveId: string): Promise<void>
  /** Adds entries; those that are known already stay as they are. Nothing if the archive is gone. */
  add(archiveId: string, entries: readonly NewCatalogEntry[]): Promise<void>
  conclude(archiveId: string, state: EntryListingState): Promise<void>
}

export type { ArchiveEntrySummary }
