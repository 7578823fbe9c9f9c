import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-database-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('migrations and entities describe the same schema', async () => {
  await using database = await openDatabase(join(folder, 'new', 'muniment.db'))
  expect((await database.schemaDrift()).trim()).toBe('')
})

test('write-ahead log and foreign keys are on, and commits are synced beside', async () => {
  await using database = await openDatabase(join(folder, 'muniment.db'))
  const connection = database.fork().getConnection()
  expect(await connection.execute('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(await connection.execute('pragma foreign_keys')).toEqual([{ foreign_keys: 1 }])
  expect(await connection.execute('pragma synchronous')).toEqual([{ synchronous: 1 }])
  expect(await connection.execute('pragma fullfsync'), 'on macOS').toEqual([{ fullfsync: 1 }])
})

test('a database that is full answers so each time, and goes on when there is room', async () => {
  await using database = await openDatabase(join(folder, 'muniment.db'))
  const setLimit = (pages: number) => database.fork().getConnection().execute(`pragma max_page_count = ${pages}`)
  // SQLite ends the transaction by itself when it is full.
  const write = () =>
    database.write((transaction) =>
      transaction.execute('insert into mikro_orm_migrations (name) values (hex(zeroblob(400000)) || random())'),
    )
  await setLimit(1)
  for (let time = 0; time < 3; time++) await expect(write()).rejects.toThrow(/full/u)
  await setLimit(1_000_000)
  await write()
})

test('several first starts at once all find a migrated database', async () => {
  const file = join(folder, 'fresh', 'muniment.db')
  const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(file)))
  for (const each of opened) {
    expect((await each.schemaDrift()).trim()).toBe('')
    await each[Symbol.asyncDispose]()
  }
})
