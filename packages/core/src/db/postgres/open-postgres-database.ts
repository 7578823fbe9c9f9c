import type { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { MikroORM } from '@mikro-orm/sql'
import type { Database } from '../database.ts'
import { entities } from '../entities/index.ts'
import { toStorageError } from '../to-storage-error.ts'
import { waitWhileBusy } from '../wait-while-busy.ts'
import { lock } from './lock.ts'
import { migratePostgres, migrationTable } from './migrate-postgres.ts'
import { openPostgresDialect } from './postgres-dialect.ts'
import { compareTextByBytes, FaithfulPostgresDriver } from './postgres-driver.ts'

const longestWaitMs = 20_000
const defaultConnections = 10

/** How a database is opened. */
export interface OpenPostgresOptions {
  /** How many connections this process has at most. Default 10. */
  readonly connections?: number
  /** How long it is waited for, now and later, while it is not there or too busy, milliseconds. */
  readonly patienceMs?: number
  /** Receives what is for operators: connections that were lost and are made anew. */
  readonly onDiagnostic?: (diagnostic: {
    readonly level: 'warning'
    readonly message: string
    readonly cause: Error
  }) => void
}

/**
 * Opens a PostgreSQL database, version 13 or later, and brings it to the newest schema; of processes that start together one does, and the
 * others wait. Its tables are in the first schema of the user's search path. PostgreSQL itself brings what was committed to
 * the disk before it says so.
 *
 * A copy is not made before a migration: whoever runs PostgreSQL has backups of it.
 *
 * @param address such as `postgresql://user:password@host:5432/database?sslmode=verify-full`
 * @throws ArchivingError `storage_failed` if the address or the rights are wrong, or the database is another program's or of
 *   a newer version: it is then left as it was. `storage_busy` if it cannot be reached.
 */
export async function openPostgresDatabase(
  address: string,
  { connections = defaultConnections, patienceMs = longestWaitMs, onDiagnostic }: OpenPostgresOptions = {},
): Promise<Database> {
  const context = 'The database could not be opened.'
  const onLostConnection = (cause: Error): void =>
    onDiagnostic?.({ level: 'warning', message: 'a connection to the database was lost', cause })
  let orm: MikroORM<PostgreSqlDriver> | undefined
  try {
    orm = await MikroORM.init({
      entities: [...entities],
      driver: FaithfulPostgresDriver,
      // The dialect knows the address; MikroORM wants a name.
      dbName: 'postgres',
      // A transaction of SQLite that goes on in this process is another one.
      contextName: 'postgres',
      driverOptions: openPostgresDialect(address, { connections, patienceMs, onLostConnection }),
      discovery: { afterDiscovered: compareTextByBytes },
      forceUtcTimezone: true,
      // Not a table of an entity.
      migrations: { tableName: migrationTable },
    })
    const opened = orm
    await waitWhileBusy({ patienceMs, context }, () => migratePostgres(opened.em.fork()))
    return toDatabase(opened, patienceMs)
  } catch (error) {
    await orm?.close(true)
    throw toStorageError(error, context)
  }
}

function toDatabase(orm: MikroORM<PostgreSqlDriver>, patienceMs: number): Database {
  return {
    patienceMs,
    likeIgnoringCase: '$ilike',
    fork: () => orm.em.fork(),
    write: (work, scope = 'anything') =>
      orm.em.fork().transactional(async (transaction) => {
        await lock(transaction, scope)
        return work(transaction)
      }),
    synced: async () => {},
    schemaDrift: () => orm.schema.getUpdateSchemaSQL({ safe: false, wrap: false }),
    [Symbol.asyncDispose]: () => orm.close(),
  }
}
