import type { SqlEntityManager } from '@mikro-orm/sql'
import type { ArchiveCatalog, ArchiveReplacement } from '../archive/archive-catalog.ts'
import { toArchiveTimestamp, type StoredTimestamp } from '../archive/timestamps/stored-timestamp.ts'
import type { VerifyVerdict } from '../archive/verify-finding.ts'
import type { ArchiveRecord, ListArchivesOptions } from '../core.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import { ArchiveEntity, type ArchiveRow } from './entities/index.ts'
import { pageLimit, toPage } from './keyset-page.ts'
import type { Database } from './open-database.ts'
import { runInDatabase } from './run-in-database.ts'

/** The catalogue of sealed archives in the database. */
export class SqlArchiveCatalog implements ArchiveCatalog {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  page(options: ListArchivesOptions = {}): Promise<Page<ArchiveRecord>> {
    const limit = pageLimit(options)
    const query = {
      ...(options.taskId !== undefined && { task: options.taskId }),
      ...(options.courseId !== undefined && { courseId: options.courseId }),
      ...(options.search !== undefined && { title: { $like: `%${escapeLike(options.search)}%` } }),
      ...(options.cursor !== undefined && { id: { $lt: options.cursor } }),
    }
    return this.#run(async (em) => {
      const rows = await em.find(ArchiveEntity, query, { orderBy: { id: 'desc' }, limit: limit + 1 })
      return toPage(rows, limit, { entry: toArchiveRecord, cursor: (row) => row.id })
    })
  }

  get(archiveId: string): Promise<ArchiveRecord | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(ArchiveEntity, { id: archiveId })
      return row ? toArchiveRecord(row) : undefined
    })
  }

  intendReplacement(archiveId: string, replacement: ArchiveReplacement): Promise<void> {
    return this.#run(async (em) => {
      await em.nativeUpdate(ArchiveEntity, { id: archiveId }, { replacement })
    })
  }

  adoptReplacement(archiveId: string, sha256: string): Promise<boolean> {
    return this.#run(() =>
      this.#database.write(async (transaction) => {
        const row = await transaction.findOne(ArchiveEntity, { id: archiveId })
        if (row?.replacement?.sha256 !== sha256) return false
        const { sizeBytes, timestamps } = row.replacement
        const facts = { sha256, sizeBytes, timestamps, replacement: null }
        return (await transaction.nativeUpdate(ArchiveEntity, { id: archiveId }, facts)) === 1
      }),
    )
  }

  recordTimestamps(archiveId: string, timestamps: readonly StoredTimestamp[]): Promise<void> {
    return this.#run(async (em) => {
      await em.nativeUpdate(ArchiveEntity, { id: archiveId }, { timestamps })
    })
  }

  recordVerification(archiveId: string, verdict: VerifyVerdict, at: Date): Promise<void> {
    return this.#run(async (em) => {
      await em.nativeUpdate(ArchiveEntity, { id: archiveId }, { lastVerdict: verdict, lastVerifiedAt: at })
    })
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The catalogue of archives could not be read or written.')
  }
}

/** `%` and `_` mean themselves in a search. MikroORM's `$like` escapes by a backslash. */
const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/gu, String.raw`\$&`)

function toArchiveRecord(row: ArchiveRow): ArchiveRecord {
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
