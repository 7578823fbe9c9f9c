import type { SqlEntityManager } from '@mikro-orm/sql'
import { everywhere, type Reach } from '../access/reach.ts'
import type { ArchiveRemoval } from '../archive-library.ts'
import type { ArchiveCatalog, ArchiveReplacement, CatalogedArchive } from '../archive/archive-catalog.ts'
import { toArchiveTimestamp, type StoredTimestamp } from '../archive/timestamps/stored-timestamp.ts'
import type { ArchiveVerification, ListArchivesOptions } from '../core.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import {
  ArchiveEntity,
  ArchiveRemovalEntity,
  ArchiveVerificationEntity,
  type ArchiveRow,
  type ArchiveVerificationRow,
} from './entities/index.ts'
import { numberCursor, pageLimit, toPage } from './keyset-page.ts'
import { escapeLike } from './escape-like.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'
import { moveToRemovals, toArchiveRemoval } from './archive-removals.ts'
import { archivesWithin, removalsWithin } from './within-reach.ts'

/** Verifications of one archive that are kept. */
const keptVerifications = 200

/** The catalogue of sealed archives in the database; `get` and `page` know only those within reach. */
export class SqlArchiveCatalog implements ArchiveCatalog {
  readonly #database: Database
  readonly #reach: Reach

  constructor(database: Database, reach: Reach = everywhere) {
    this.#database = database
    this.#reach = reach
  }

  page(options: ListArchivesOptions = {}): Promise<Page<CatalogedArchive>> {
    const limit = pageLimit(options)
    const query = {
      ...(options.taskId !== undefined && { task: options.taskId }),
      ...(options.courseId !== undefined && { courseId: options.courseId }),
      ...(options.search !== undefined && {
        title: { [this.#database.likeIgnoringCase]: `%${escapeLike(options.search)}%` },
      }),
      ...(options.cursor !== undefined && { id: { $lt: options.cursor } }),
    }
    return this.#run(async (em) => {
      const within = { $and: [query, archivesWithin(this.#reach)] }
      const rows = await em.find(ArchiveEntity, within, { orderBy: { id: 'desc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toArchiveRecord, cursor: (row) => row.id })
    })
  }

  get(archiveId: string): Promise<CatalogedArchive | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(ArchiveEntity, { $and: [{ id: archiveId }, archivesWithin(this.#reach)] })
      return row ? toArchiveRecord(row) : undefined
    })
  }

  intendedReplacement(archiveId: string): Promise<ArchiveReplacement | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(ArchiveEntity, { id: archiveId }, { fields: ['replacement'] })
      return row?.replacement ?? undefined
    })
  }

  intendReplacement(archiveId: string, replacement: ArchiveReplacement): Promise<boolean> {
    return this.#run(async (em) => (await em.nativeUpdate(ArchiveEntity, { id: archiveId }, { replacement })) === 1)
  }

  adoptReplacement(archiveId: string, sha256: string): Promise<boolean> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        const row = await transaction.findOne(ArchiveEntity, { id: archiveId })
        if (row?.replacement?.sha256 !== sha256) return false
        const { sizeBytes, timestamps, path = row.path } = row.replacement
        const facts = { sha256, sizeBytes, timestamps, path, replacement: null }
        return (await transaction.nativeUpdate(ArchiveEntity, { id: archiveId }, facts)) === 1
      }),
    )
  }

  recordTimestamps(archiveId: string, timestamps: readonly StoredTimestamp[]): Promise<void> {
    return this.#run(async (em) => {
      await em.nativeUpdate(ArchiveEntity, { id: archiveId }, { timestamps })
    })
  }

  recordVerification({ archiveId: archive, ...verification }: Omit<ArchiveVerification, 'id'>): Promise<void> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        const { verdict: lastVerdict, at: lastVerifiedAt } = verification
        const known = await transaction.nativeUpdate(ArchiveEntity, { id: archive }, { lastVerdict, lastVerifiedAt })
        // Removed while it was verified.
        if (known === 0) return
        await transaction.insert(ArchiveVerificationEntity, { archive, ...verification })
        const [tooOld] = await transaction.find(
          ArchiveVerificationEntity,
          { archive },
          { orderBy: { id: 'desc' }, offset: keptVerifications, limit: 1, fields: ['id'] },
        )
        if (tooOld) await transaction.nativeDelete(ArchiveVerificationEntity, { archive, id: { $lte: tooOld.id } })
      }),
    )
  }

  pageVerifications(archiveId: string, options: PageOptions = {}): Promise<Page<ArchiveVerification>> {
    const limit = pageLimit(options)
    const before = numberCursor(options.cursor, Number.MAX_SAFE_INTEGER)
    return this.#run(async (em) => {
      const query = { archive: archiveId, id: { $lt: before } }
      const rows = await em.find(ArchiveVerificationEntity, query, { orderBy: { id: 'desc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toArchiveVerification, cursor: (row) => String(row.id) })
    })
  }

  longestUnverified(): Promise<{ readonly archiveId: string; readonly since: Date } | undefined> {
    return this.#run(async (em) => {
      // Two looks, as one index serves each.
      const never = await em.find(
        ArchiveEntity,
        { lastVerifiedAt: null },
        { orderBy: { sealedAt: 'asc' }, limit: 1, fields: ['sealedAt'] },
      )
      const verified = await em.find(
        ArchiveEntity,
        { lastVerifiedAt: { $ne: null } },
        { orderBy: { lastVerifiedAt: 'asc' }, limit: 1, fields: ['lastVerifiedAt'] },
      )
      return [
        ...never.map(({ id, sealedAt }) => ({ archiveId: id, since: sealedAt })),
        ...verified.flatMap(({ id, lastVerifiedAt }) =>
          lastVerifiedAt ? [{ archiveId: id, since: lastVerifiedAt }] : [],
        ),
      ].toSorted((a, b) => a.since.getTime() - b.since.getTime())[0]
    })
  }

  remove(
    archiveId: string,
    how: Pick<ArchiveRemoval, 'reason' | 'removedAt' | 'removedBy'>,
  ): Promise<ArchiveRemoval | undefined> {
    const wanted = { archiveId, ...how, reach: this.#reach }
    return this.#run(() => this.#database.write((transaction) => moveToRemovals(transaction, wanted)))
  }

  fileRemoved(archiveId: string): Promise<void> {
    return this.#run(async (em) => {
      await em.nativeUpdate(ArchiveRemovalEntity, { archiveId }, { fileRemoved: true })
    })
  }

  pageRemovals(options: PageOptions = {}): Promise<Page<ArchiveRemoval>> {
    const limit = pageLimit(options)
    const before = { id: { $lt: numberCursor(options.cursor, Number.MAX_SAFE_INTEGER) } }
    return this.#run(async (em) => {
      const query = { $and: [before, removalsWithin(this.#reach)] }
      const rows = await em.find(ArchiveRemovalEntity, query, { orderBy: { id: 'desc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toArchiveRemoval, cursor: (row) => String(row.id) })
    })
  }

  filesToRemove(): Promise<readonly ArchiveRemoval[]> {
    return this.#run(async (em) => {
      const rows = await em.find(ArchiveRemovalEntity, { fileRemoved: false }, { orderBy: { id: 'asc' }, limit: 100 })
      return rows.map(toArchiveRemoval)
    })
  }

  isPlaceTaken(path: string): Promise<boolean> {
    return this.#run(async (em) => (await em.count(ArchiveEntity, { path })) > 0)
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The catalogue of archives could not be read or written.')
  }
}

/** An archive as the catalogue knows it. */
export function toArchiveRecord(row: ArchiveRow): CatalogedArchive {
  return {
    id: row.id,
    taskId: row.task,
    title: row.title,
    fileName: row.fileName,
    path: row.path,
    sha256: row.sha256,
    sizeBytes: row.sizeBytes,
    complete: row.complete,
    items: row.items,
    sealedAt: row.sealedAt,
    predecessorId: row.predecessorId ?? null,
    timestamps: row.timestamps.map(toArchiveTimestamp),
    lastVerifiedAt: row.lastVerifiedAt ?? null,
    lastVerdict: row.lastVerdict ?? null,
  }
}

function toArchiveVerification({ archive, ...row }: ArchiveVerificationRow): ArchiveVerification {
  const { id, at, occasion, deep, verdict, filesChecked, bytesChecked, findings, findingsLeftOut } = row
  return { id, archiveId: archive, at, occasion, deep, verdict, filesChecked, bytesChecked, findings, findingsLeftOut }
}
