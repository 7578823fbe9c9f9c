import Database from 'better-sqlite3'
import {
  SqliteDialect,
  SqliteDriver,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import { KeptStatements } from './kept-statements.ts'

export interface SqliteDialectOptions {
  /** How long a statement waits for another program, and this whole process with it. */
  readonly busyTimeoutMs: number
  /** Called after each statement that may have written something. */
  readonly onWrite: () => void
}

/**
 * SQLite for MikroORM. SQLite ends a transaction by itself when the disk is full or fails
 * (https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction"); a `rollback` after that is
 * an error, at which Kysely would never give the connection back, and everything else would wait for it for ever.
 */
export function openSqliteDialect(file: string, { busyTimeoutMs, onWrite }: SqliteDialectOptions): Dialect {
  return new ForgivingSqliteDialect(new Database(file, { timeout: busyTimeoutMs }), onWrite)
}

class ForgivingSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database
  readonly #onWrite: () => void

  constructor(database: Database.Database, onWrite: () => void) {
    super({ database })
    this.#database = database
    this.#onWrite = onWrite
  }

  override createDriver(): Driver {
    return new ForgivingSqliteDriver(this.#database, this.#onWrite)
  }
}

class ForgivingSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database
  readonly #onWrite: () => void
  #connection: DatabaseConnection | undefined

  constructor(database: Database.Database, onWrite: () => void) {
    super({ database: new KeptStatements(database) })
    this.#database = database
    this.#onWrite = onWrite
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new TellingConnection(await super.acquireConnection(), this.#onWrite)
    return this.#connection
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** Statements that only read. Anything else may write, `insert … returning` too. */
const readsOnly = /^\s*(?:select|pragma)\b/iu

/** Tells after each statement that may have written something. */
class TellingConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  readonly #onWrite: () => void

  constructor(connection: DatabaseConnection, onWrite: () => void) {
    this.#connection = connection
    this.#onWrite = onWrite
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const result = await this.#connection.executeQuery<Row>(query)
    if (!readsOnly.test(query.sql)) this.#onWrite()
    return result
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize)
  }
}
