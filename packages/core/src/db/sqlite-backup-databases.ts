import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import type { BackedUpArchive, BackupDatabase, BackupDatabases } from '../backup/backup-database.ts'
import { toStorageError } from './to-storage-error.ts'

const pageSize = 1_000
const busyTimeoutMs = 20_000
const cannotRead = 'The database could not be read or copied.'

const namedContents = `
  select sha256 from artifact where sha256 > @after
  union select record_sha256 from item where record_sha256 > @after
  union select sha256 from additional_file where sha256 > @after
  order by sha256 limit ${pageSize}`

const archiveColumns = `id, file_name as fileName, path, sha256, size_bytes as sizeBytes, timestamps`

const contentRow = z.object({ sha256: z.string() })
const archiveRow = z.object({
  id: z.string(),
  fileName: z.string(),
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  timestamps: z.string(),
})

/** What a backup does with SQLite databases, beside whoever works with them. */
export const sqliteBackupDatabases: BackupDatabases = {
  async copy(file, target) {
    inStorage(() => {
      const database = new Sqlite(file, { fileMustExist: true, timeout: busyTimeoutMs })
      try {
        database.prepare('vacuum into ?').run(target)
      } finally {
        database.close()
      }
    })
  },
  open: (file, { writable = false } = {}) => inStorage(() => new SqliteBackupDatabase(file, writable)),
}

class SqliteBackupDatabase implements BackupDatabase {
  readonly #database: Sqlite.Database

  constructor(file: string, writable: boolean) {
    this.#database = new Sqlite(file, { fileMustExist: true, readonly: !writable, timeout: busyTimeoutMs })
  }

  *contents(): Generator<string> {
    const rows = this.#pages(namedContents, contentRow, ({ sha256 }) => sha256)
    for (const { sha256 } of rows) yield sha256
  }

  archives(): Iterable<BackedUpArchive> {
    const sql = `select ${archiveColumns} from archive where id > @after order by id limit ${pageSize}`
    return this.#pages(sql, archiveRow, ({ id }) => id)
  }

  archive(archiveId: string): BackedUpArchive | undefined {
    const sql = `select ${archiveColumns} from archive where id = ?`
    return inStorage(() => archiveRow.optional().parse(this.#database.prepare(sql).get(archiveId)))
  }

  setPath(archiveId: string, path: string): void {
    inStorage(() => this.#database.prepare('update archive set path = ? where id = ?').run(path, archiveId))
  }

  setFile({ id, sha256, sizeBytes, timestamps }: BackedUpArchive): void {
    const sql = 'update archive set sha256 = ?, size_bytes = ?, timestamps = ?, replacement = null where id = ?'
    inStorage(() => this.#database.prepare(sql).run(sha256, sizeBytes, timestamps, id))
  }

  problems(): readonly string[] {
    try {
      const said = z.array(z.object({ integrity_check: z.string() })).parse(this.#database.pragma('integrity_check'))
      const broken = z.array(z.unknown()).parse(this.#database.pragma('foreign_key_check'))
      const problems = said.map((row) => row.integrity_check).filter((words) => words !== 'ok')
      return broken.length === 0 ? problems : [...problems, `${broken.length} rows name others that are not there`]
    } catch (error) {
      return [error instanceof Error ? error.message : 'it cannot be read']
    }
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }

  /** A page is read whole before its first row is given, so that the database can be changed between two rows. */
  *#pages<Row>(sql: string, schema: z.ZodType<Row>, keyOf: (row: Row) => string): Generator<Row> {
    let after = ''
    for (;;) {
      const position = { after }
      const rows = inStorage(() => z.array(schema).parse(this.#database.prepare(sql).all(position)))
      yield* rows
      const last = rows.at(-1)
      if (last === undefined || rows.length < pageSize) return
      after = keyOf(last)
    }
  }
}

function inStorage<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw toStorageError(error, cannotRead)
  }
}
