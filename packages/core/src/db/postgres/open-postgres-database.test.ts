import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTestDatabase, testDatabaseAddress, testDatabaseServer } from '../../testing/open-test-database.ts'
import { temporaryFolder } from '../../testing/open-test-engine.ts'
import type { Database } from '../database.ts'
import { openDatabase } from '../open-database.ts'
import { openPostgresDatabase } from './open-postgres-database.ts'

const server = () => testDatabaseServer() ?? ''

/** A database of its own on the server. */
async function newDatabase(name: string): Promise<string> {
  await using database = await openPostgresDatabase(await testDatabaseAddress(server(), `to make ${name}`))
  await database.fork().execute(`create database ${name}`)
  const address = new URL(server())
  address.pathname = `/${name}`
  return address.href
}

test('migrations and entities describe the same schema, also beside SQLite in one process', async () => {
  await using folder = await temporaryFolder()
  await using sqlite = await openDatabase(join(folder.path, 'muniment.db'))
  await using database = await openPostgresDatabase(await newDatabase('drift'))
  expect((await database.schemaDrift()).trim()).toBe('')
  await using sqliteAfter = await openDatabase(join(folder.path, 'other.db'))
  for (const one of [sqlite, sqliteAfter]) expect((await one.schemaDrift()).trim()).toBe('')
})

test('several first starts at once all find a migrated database', async () => {
  const address = await newDatabase('first_starts')
  await using opened = new AsyncDisposableStack()
  const started = await Promise.all(Array.from({ length: 4 }, () => openPostgresDatabase(address)))
  for (const database of started) opened.use(database)
  for (const database of started) expect((await database.schemaDrift()).trim()).toBe('')
})

test('a database of another program and one of a newer version are refused and left as they are', async () => {
  const address = await newDatabase('refused')
  {
    await using database = await openPostgresDatabase(address)
    await database.fork().execute("insert into muniment_migration (name) values ('9999-from-the-future')")
  }
  await expect(openPostgresDatabase(address)).rejects.toMatchObject({
    code: 'storage_failed',
    message: /newer version.*Install that/u,
  })
  const theirs = await newDatabase('bookmarks')
  {
    await using database = await openPostgresDatabase(await testDatabaseAddress(theirs, 'elsewhere'))
    await database.fork().execute('create table public.bookmark (address text)')
  }
  await expect(openPostgresDatabase(theirs)).rejects.toMatchObject({
    code: 'storage_failed',
    message: /another program/u,
  })
})

test.each([
  ['a server that is not there', 'postgresql://somebody@127.0.0.1:1/none', 'storage_busy', /cannot be reached/u],
  ['a database that is not there', undefined, 'storage_failed', /no database of this name/u],
])('%s is told as what it is', async (_name, address, code, message) => {
  const missing = new URL(server())
  missing.pathname = '/nowhere'
  const options = address === undefined ? {} : { patienceMs: 100 }
  await expect(openPostgresDatabase(address ?? missing.href, options)).rejects.toMatchObject({ code, message })
})

test('work of one scope is done one after another, and that of others meanwhile', async () => {
  await using folder = await temporaryFolder()
  await using first = await openTestDatabase(folder.path)
  await using second = await openTestDatabase(folder.path)
  const order: string[] = []
  const gate = Promise.withResolvers<void>()
  const entered = Promise.withResolvers<void>()
  const holding = first.write(async () => {
    entered.resolve()
    await gate.promise
    order.push('held')
  }, 'one')
  await entered.promise
  const waiting = second.write(async () => void order.push('waited'), 'one')
  await second.write(async () => void order.push('other'), 'another')
  gate.resolve()
  await Promise.all([holding, waiting])
  expect(order).toEqual(['other', 'held', 'waited'])
})

test('a work that fails has done nothing', async () => {
  await using folder = await temporaryFolder()
  await using database = await openTestDatabase(folder.path)
  const failing = database.write(async (transaction) => {
    await transaction.execute("insert into muniment_migration (name) values ('none')")
    throw new Error('It fails.')
  })
  await expect(failing).rejects.toThrow('It fails.')
  expect(await named(database, 'none')).toBe(0)
})

async function named(database: Database, name: string): Promise<number> {
  const rows: { found: number }[] = await database
    .fork()
    .execute('select count(*) as found from muniment_migration where name = ?', [name])
  return rows[0]?.found ?? -1
}
