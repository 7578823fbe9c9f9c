import type { ArchivedItem } from '../archive-description.ts'
import type { EntryListings, NewCatalogEntry } from './entry-catalog.ts'
import { toCatalogEntry } from './to-catalog-entry.ts'

/** Entries that are kept at once. */
const batchSize = 100

/** Whose items are entered. */
export interface ItemsToEnter {
  readonly archiveId: string
  /** In the order of the archive's list. */
  readonly items: AsyncIterable<Omit<ArchivedItem, 'readRecord'>>
  readonly listings: EntryListings
  /** How many are known already; they are passed over. */
  readonly known?: number
  /** Asked before each: whether to go on. */
  readonly goesOn: () => boolean
}

/**
 * Enters the items of an archive into the catalogue. May be broken off and begun again.
 *
 * @throws ArchivingError `storage_busy`, `storage_full`, `storage_failed` of the database; what `items` throws
 */
export async function enterItems({ archiveId, items, listings, known = 0, goesOn }: ItemsToEnter): Promise<void> {
  await listings.describe(archiveId)
  let ordinal = 0
  let batch: NewCatalogEntry[] = []
  for await (const item of items) {
    if (!goesOn()) return
    if (ordinal >= known) batch.push(toCatalogEntry(item, ordinal))
    ordinal++
    if (batch.length < batchSize) continue
    await listings.add(archiveId, batch)
    batch = []
  }
  await listings.add(archiveId, batch)
  await listings.conclude(archiveId, 'listed')
}
