import type { SqlEntityManager } from '@mikro-orm/sql'
import type { ArchiveToList, EntryListings, NewCatalogEntry } from '../archive/entries/entry-catalog.ts'
import { daysOf } from '../archive/entries/to-catalog-entry.ts'
import type { EntryListingState } from '../archive-library.ts'
import { searchKeyOf } from '../search-key.ts'
import type { Database } from './database.ts'
import { ArchiveEntity, ArchiveEntryEntity, SourceEntity, TaskEntity } from './entities/index.ts'
import { runInDatabase } from './run-in-database.ts'
import { toArchiveRecord } from './sql-archive-catalog.ts'

/** An index of PostgreSQL takes 2,700 bytes, of four for a letter at most. */
const longestKey = 400
const longestNameKey = 200
const longestArchiveKey = 2_000
/** What has no grade or no moment comes first. */
const beforeAll = -1e15

/** What is in sealed archives, as it is entered into the database. */
export class SqlEntryListings implements EntryListings {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  nextToList(states: readonly EntryListingState[], afterArchiveId: string): Promise<ArchiveToList | undefined> {
    return this.#run(async (em) => {
      const query = { entryListing: { $in: [...states] }, id: { $gt: afterArchiveId } }
      const [row] = await em.find(ArchiveEntity, query, { orderBy: { id: 'asc' }, limit: 1 })
      if (!row) return undefined
      return { archive: toArchiveRecord(row), entriesKnown: await em.count(ArchiveEntryEntity, { archive: row.id }) }
    })
  }

  describe(archiveId: string): Promise<void> {
    return this.#run(async (em) => {
      const archive = await em.findOne(ArchiveEntity, { id: archiveId })
      const task = archive && (await em.findOne(TaskEntity, { id: archive.task }))
      const source = task && (await em.findOne(SourceEntity, { id: task.source }))
      if (!archive || !task) return
      const { courseName, courseShortName, activityName } = task.activity
      const texts = [archive.title, activityName, courseName, courseShortName, source?.siteName ?? '']
      const searchKey = cut(searchKeyOf([...daysOf(archive.sealedAt), ...texts]), longestArchiveKey)
      await em.nativeUpdate(ArchiveEntity, { id: archiveId }, { searchKey })
    })
  }

  add(archiveId: string, entries: readonly NewCatalogEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve()
    return this.#run(() =>
      this.#database.write(async (em) => {
        if ((await em.count(ArchiveEntity, { id: archiveId })) === 0) return
        const ordinals = entries.map(({ ordinal }) => ordinal)
        const query = { archive: archiveId, ordinal: { $in: ordinals } }
        const known = await em.find(ArchiveEntryEntity, query, { fields: ['ordinal'] })
        const isKnown = new Set(known.map(({ ordinal }) => ordinal))
        const rows = entries.filter(({ ordinal }) => !isKnown.has(ordinal)).map((entry) => toRow(archiveId, entry))
        if (rows.length > 0) await em.insertMany(ArchiveEntryEntity, rows)
      }, `entries of ${archiveId}`),
    )
  }

  conclude(archiveId: string, entryListing: EntryListingState): Promise<void> {
    return this.#run(async (em) => {
      await em.nativeUpdate(ArchiveEntity, { id: archiveId }, { entryListing })
    })
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'What is in an archive could not be entered into the catalogue.')
  }
}

function toRow(archive: string, entry: NewCatalogEntry) {
  return {
    archive,
    ...entry,
    searchKey: cut(entry.searchKey, longestKey),
    // It stands in cursors.
    nameKey: cut(entry.nameKey, longestNameKey),
    gradeKey: entry.grade ?? beforeAll,
    atKey: entry.at?.getTime() ?? beforeAll,
  }
}

const cut = (key: string, longest: number): string => key.slice(0, longest).toWellFormed()
