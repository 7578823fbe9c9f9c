import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Database } from '../db/database.ts'
import { openDatabase } from '../db/open-database.ts'
import { openPostgresDatabase } from '../db/postgres/open-postgres-database.ts'

/** What differs from the database of most tests. */
export interface TestDatabaseOptions {
  /** False: the database does not wait for the disk, for many short runs that no power loss ends. */
  readonly durable?: boolean
  /** How long a database is waited for that another program holds. */
  readonly patienceMs?: number
}

let server: string | undefined

/** From now on databases of tests are made on a PostgreSQL server, at this address; undefined for SQLite. */
export function useTestDatabaseServer(address: string | undefined): void {
  server = address
}

/** The server that {@link useTestDatabaseServer} named, for another process; undefined for SQLite. */
export function testDatabaseServer(): string | undefined {
  return server
}

/** Opens the database that belongs to a folder: a file in it, or a schema on the server that is named after it. */
export async function openTestDatabase(
  folder: string,
  { durable = true, patienceMs }: TestDatabaseOptions = {},
): Promise<Database> {
  const waiting = patienceMs === undefined ? {} : { patienceMs }
  if (server === undefined) return openDatabase(join(folder, 'muniment.db'), undefined, { durable, ...waiting })
  return openPostgresDatabase(await testDatabaseAddress(server, folder), { connections: 4, ...waiting })
}

/** The address of the schema on a server that belongs to a folder. It is made if missing. */
export async function testDatabaseAddress(onServer: string, folder: string): Promise<string> {
  const schema = `test_${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  const client = new Client({ connectionString: onServer })
  await client.connect()
  try {
    // Two processes may both find that it is missing.
    await client.query('select pg_advisory_lock(1)')
    await client.query(`create schema if not exists ${schema}`)
  } finally {
    await client.end()
  }
  const address = new URL(onServer)
  address.searchParams.set('options', `-c search_path=${schema}`)
  return address.href
}
