import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM, type SqlEntityManager } from '@mikro-orm/sql'
import type { SqliteDriver } from '@mikro-orm/sqlite'
import { ArchivingError } from '../errors/index.ts'
import { copyBeforeMigration } from './copy-before-migration.ts'
import { entities } from './entities/index.ts'
import { openSqliteDialect } from './sqlite-dialect.ts'
import { NulSafeSqliteDriver } from './sqlite-driver.ts'
import { toStorageError } from './to-storage-error.ts'
import { migrations } from './migrations/index.ts'

/** The driver waits synchronously, so only a moment; see run-in-database.ts. */
const busyTimeoutMs = 100
const migrationAttempts = 20
const migrationPauseMs = 200

/** An open database. */
export interface Database extends AsyncDisposable {
  /** A fresh unit of work. Take one for each operation. */
  fork(): SqlEntityManager
  /**
   * Does work that reads and then writes, as a whole or not at all. The write lock is taken first: SQLite does not wait
   * for it once a transaction has read, so two processes would fail each other.
   */
  write<Result>(work: (transaction: SqlEntityManager) => Promise<Result>): Promise<Result>
  /** SQL that would bring the schema to what the entities say; empty if migrations and entities agree. */
  schemaDrift(): Promise<string>
}

/**
 * Opens the SQLite database in a file, makes it if missing, and brings it to the newest schema. What was there before is
 * copied first: `<file>.before-<migration>`.
 *
 * Write-ahead log, foreign keys on, every commit synced to disk: what was reported as done survives a power loss.
 *
 * @param known the migrations of this version; those of an earlier one only where a test makes its database
 * @throws ArchivingError `storage_failed` if it cannot be opened, is damaged, or was made by a newer version.
 */
export async function openDatabase(file: string, known: typeof migrations = migrations): Promise<Database> {
  let orm: MikroORM<SqliteDriver> | undefined
  try {
    await mkdir(dirname(file), { recursive: true })
    orm = await MikroORM.init({
      entities: [...entities],
      driver: NulSafeSqliteDriver,
      dbName: file,
      driverOptions: openSqliteDialect(file),
      extensions: [Migrator],
      forceUtcTimezone: true,
      migrations: { migrationsList: known, snapshot: false, silent: true },
    })
    await configure(orm)
    await migrate(orm, file, known)
    return toDatabase(orm)
  } catch (error) {
    await orm?.close(true)
    if (error instanceof ArchivingError) throw error
    throw toStorageError(error, `The database ${file} could not be opened.`)
  }
}

async function configure(orm: MikroORM<SqliteDriver>): Promise<void> {
  const connection = orm.em.getConnection()
  for (const pragma of [
    'journal_mode = wal',
    'synchronous = full',
    // macOS: what it calls a sync leaves the bytes in the disk's cache, where a power failure takes them.
    'fullfsync = on',
    `busy_timeout = ${busyTimeoutMs}`,
    'foreign_keys = on',
  ]) {
    await connection.execute(`pragma ${pragma}`)
  }
  const answer: { quick_check: string }[] = await connection.execute('pragma quick_check(1)')
  if (answer[0]?.quick_check !== 'ok') {
    throw new ArchivingError(
      'storage_failed',
      'The database is damaged. Put back a copy of it, or move it away to start anew; sealed archives are not affected.',
    )
  }
}

async function migrate(orm: MikroORM<SqliteDriver>, file: string, known: typeof migrations): Promise<void> {
  const names = new Set(known.map((migration) => migration.name))
  const executed = await orm.migrator.getExecuted()
  if (executed.some((row) => !names.has(row.name))) {
    throw new ArchivingError(
      'storage_failed',
      'The database was made by a newer version of Muniment. Install that version, or use another data folder.',
    )
  }
  const [next] = await orm.migrator.getPending()
  if (!next) return
  if (executed.length > 0) {
    await copyBeforeMigration({
      file,
      connection: orm.em.getConnection(),
      migration: next.name,
      isStillPending: async () => (await orm.migrator.getPending())[0]?.name === next.name,
    })
  }
  await migrateUp(orm)
}

/** Two first starts at once both want to migrate: the second one finds that it is done, or tries again. */
async function migrateUp(orm: MikroORM<SqliteDriver>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await orm.migrator.up()
      return
    } catch (error) {
      if (attempt >= migrationAttempts) throw error
      await delay(migrationPauseMs)
    }
  }
}

function toDatabase(orm: MikroORM<SqliteDriver>): Database {
  return {
    fork: () => orm.em.fork(),
    write: (work) =>
      orm.em.fork().transactional(async (transaction) => {
        await transaction.execute('delete from task_log where false')
        return work(transaction)
      }),
    schemaDrift: () => orm.schema.getUpdateSchemaSQL({ safe: false, wrap: false }),
    [Symbol.asyncDispose]: () => orm.close(),
  }
}
