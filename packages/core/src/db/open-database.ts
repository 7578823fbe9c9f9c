import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/sql'
import type { SqliteDriver } from '@mikro-orm/sqlite'
import { makeFolder } from '../make-folder.ts'
import { assertOurs, assertWritable } from './assert-usable-database.ts'
import { copyBeforeMigration } from './copy-before-migration.ts'
import type { Database } from './database.ts'
import { entities } from './entities/index.ts'
import { LogSync } from './log-sync.ts'
import { openSqliteDialect } from './sqlite-dialect.ts'
import { NulSafeSqliteDriver } from './sqlite-driver.ts'
import { toStorageError } from './to-storage-error.ts'
import { waitWhileBusy } from './wait-while-busy.ts'
import { migrations } from './migrations/index.ts'

/** The driver waits synchronously, so only a moment; see wait-while-busy.ts. */
const busyTimeoutMs = 25
const longestWaitMs = 20_000
const migrationAttempts = 20
const migrationPauseMs = 200

/** What tests change. */
export interface OpenDatabaseOptions {
  /** False where no disk needs to be waited for. */
  readonly durable?: boolean
  /** How long it is waited for, now and later, while another program holds it, milliseconds. */
  readonly patienceMs?: number
}

/**
 * Opens the SQLite database in a file, makes it if missing, and brings it to the newest schema. What was there before is
 * copied first: `<file>.before-<migration>`.
 *
 * Write-ahead log, foreign keys on, every commit synced to disk before it is reported ({@link LogSync}): what was reported
 * as done survives a power loss.
 *
 * @param known the migrations of this version; those of an earlier one only where a test makes its database
 * @param options how it is opened in tests
 * @throws ArchivingError `storage_failed` if it cannot be opened or written, is damaged, is another program's, or was made
 *   by a newer version: it is then left as it was. `storage_busy` if another program holds it, `storage_full`.
 */
export async function openDatabase(
  file: string,
  known: typeof migrations = migrations,
  { durable = true, patienceMs = longestWaitMs }: OpenDatabaseOptions = {},
): Promise<Database> {
  const context = `The database ${file} could not be opened.`
  let orm: MikroORM<SqliteDriver> | undefined
  let log: LogSync | undefined
  try {
    await makeFolder(dirname(file))
    await assertWritable(file)
    orm = await MikroORM.init({
      entities: [...entities],
      driver: NulSafeSqliteDriver,
      dbName: file,
      driverOptions: openSqliteDialect(file, { busyTimeoutMs, onWrite: () => log?.written() }),
      extensions: [Migrator],
      forceUtcTimezone: true,
      migrations: { migrationsList: known, snapshot: false, silent: true },
    })
    const opened = orm
    await waitWhileBusy({ patienceMs, context }, () => configure(opened, file, known))
    await migrate(opened, file)
    // Until now each commit was synced by SQLite itself.
    await opened.em.getConnection().execute(`pragma synchronous = ${durable ? 'normal' : 'off'}`)
    if (durable) log = await LogSync.open(file)
    return toDatabase(opened, { log, patienceMs })
  } catch (error) {
    await orm?.close(true)
    throw toStorageError(error, context)
  }
}

async function configure(orm: MikroORM<SqliteDriver>, file: string, known: typeof migrations): Promise<void> {
  const connection = orm.em.getConnection()
  await assertOurs(file, connection, new Set(known.map(({ name }) => name)))
  for (const pragma of [
    'journal_mode = wal',
    'synchronous = full',
    // macOS: what it calls a sync leaves the bytes in the disk's cache, where a power failure takes them.
    'fullfsync = on',
    'foreign_keys = on',
  ]) {
    await connection.execute(`pragma ${pragma}`)
  }
}

async function migrate(orm: MikroORM<SqliteDriver>, file: string): Promise<void> {
  const [next] = await orm.migrator.getPending()
  if (!next) return
  if ((await orm.migrator.getExecuted()).length > 0) {
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

interface OpenedWith {
  readonly log: LogSync | undefined
  readonly patienceMs: number
}

function toDatabase(orm: MikroORM<SqliteDriver>, { log, patienceMs }: OpenedWith): Database {
  return {
    patienceMs,
    likeIgnoringCase: '$like',
    fork: () => orm.em.fork(),
    // The write lock is taken first: SQLite does not wait for it once a transaction has read, so two processes would fail
    // each other.
    write: (work) =>
      orm.em.fork().transactional(async (transaction) => {
        await transaction.execute('delete from task_log where false')
        return work(transaction)
      }),
    synced: async () => log?.synced(),
    schemaDrift: () => orm.schema.getUpdateSchemaSQL({ safe: false, wrap: false }),
    async [Symbol.asyncDispose]() {
      await log?.[Symbol.asyncDispose]()
      // SQLite brings the rest of the log to the database, and syncs both.
      await orm.close()
    },
  }
}
