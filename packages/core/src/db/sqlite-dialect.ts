import Database from 'better-sqlite3'
import { SqliteDialect, SqliteDriver, type DatabaseConnection, type Dialect, type Driver } from 'kysely'

/**
 * SQLite for MikroORM. SQLite ends a transaction by itself when the disk is full or fails
 * (https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction"); a `rollback` after that is
 * an error, at which Kysely would never give the connection back, and everything else would wait for it for ever.
 *
 * @param busyTimeoutMs how long a statement waits for another program, and this whole process with it
 */
export function openSqliteDialect(file: string, busyTimeoutMs: number): Dialect {
  return new ForgivingSqliteDialect(new Database(file, { timeout: busyTimeoutMs }))
}

class ForgivingSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new ForgivingSqliteDriver(this.#database)
  }
}

class ForgivingSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    super({ database })
    this.#database = database
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}
