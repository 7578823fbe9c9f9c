import { PostgresDialect, type Dialect, type Driver } from 'kysely'
import { Pool, TypeOverrides } from 'pg'
import { fromNulSafe } from './nul-safe-text.ts'

/** Types of PostgreSQL that come as text unless it is said how to read them (`pg_type.oid`). */
const typeIds = {
  bigint: 20,
  text: 25,
  json: 114,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  numeric: 1700,
} as const

/** After so long, the database no longer waits for a process that was stopped within a transaction and holds others up. */
const longestPauseMs = 8_000

export interface PostgresDialectOptions {
  /** How many connections are open at once. */
  readonly connections: number
  /** How long a free connection is waited for, milliseconds. */
  readonly patienceMs: number
  /** A connection that nobody used just then was lost. Others are made as they are needed. */
  readonly onLostConnection: (error: Error) => void
}

/**
 * PostgreSQL for MikroORM, by an address such as `postgresql://user:password@host:5432/database?sslmode=verify-full`.
 * Counts and sums come as numbers; they are far below 2^53.
 */
export function openPostgresDialect(
  address: string,
  { connections, patienceMs, onLostConnection }: PostgresDialectOptions,
): Dialect {
  const types = new TypeOverrides()
  for (const id of [typeIds.bigint, typeIds.numeric]) types.setTypeParser(id, Number)
  types.setTypeParser(typeIds.text, fromNulSafe)
  types.setTypeParser(typeIds.json, (text): unknown => JSON.parse(fromNulSafe(text)))
  // MikroORM reads these itself.
  for (const id of [typeIds.date, typeIds.timestamp, typeIds.timestamptz, typeIds.interval]) {
    types.setTypeParser(id, (text) => text)
  }
  const pool = new Pool({
    connectionString: address,
    max: connections,
    types,
    connectionTimeoutMillis: patienceMs,
    keepAlive: true,
    idle_in_transaction_session_timeout: longestPauseMs,
    lock_timeout: patienceMs,
    application_name: 'muniment',
  })
  pool.on('connect', (client) => client.on('error', onLostConnection))
  pool.on('error', onLostConnection)
  return new ForgivingPostgresDialect({ pool })
}

/**
 * Gives lost connections back. Where a transaction cannot begin or be rolled back since its connection broke, Kysely would
 * never do so, and soon everything would wait for a free one for ever. What was lost is rolled back already, and the pool
 * throws it away.
 */
class ForgivingPostgresDialect extends PostgresDialect {
  override createDriver(): Driver {
    const driver = super.createDriver()
    const begin = driver.beginTransaction.bind(driver)
    const rollBack = driver.rollbackTransaction.bind(driver)
    driver.beginTransaction = async (connection, settings) => {
      try {
        await begin(connection, settings)
      } catch (error) {
        await driver.releaseConnection(connection)
        throw error
      }
    }
    driver.rollbackTransaction = (connection) => rollBack(connection).catch(() => undefined)
    return driver
  }
}
