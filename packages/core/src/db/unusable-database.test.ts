import { copyFile, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCore } from '../create-core.ts'
import { makeFolder } from '../make-folder.ts'
import { holdDatabase } from '../testing/hold-database.ts'
import { mountSmallDisk, noSmallDisk } from '../testing/small-disk.ts'
import { migrations } from './migrations/index.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open-database.ts'
import { runInDatabase } from './run-in-database.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-unusable-'))
  file = join(folder, 'muniment.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const patienceMs = 200
const firstMigration = migrations[0]?.name
const openBriefly = (path = file) => openDatabase(path, undefined, { patienceMs })

/** Rows that fill many pages. */
async function fill(database: Database): Promise<void> {
  await database.write(async (transaction) => {
    for (let row = 0; row < 500; row++) {
      await transaction.execute('insert into mikro_orm_migrations (name) values (?)', [firstMigration])
    }
  })
}

const rowsOf = (database: Database) =>
  runInDatabase(
    database,
    async (em) => {
      const rows: { rows: number }[] = await em
        .getConnection()
        .execute('select count(*) as rows from mikro_orm_migrations')
      return rows[0]?.rows
    },
    'Rows could not be counted.',
  )

/** A database that is closed: all of it lies in the one file. @returns its bytes */
async function makeDatabase(path = file): Promise<Buffer> {
  {
    await using database = await openDatabase(path)
    await fill(database)
  }
  return readFile(path)
}

describe('a file that cannot be used is refused, left as it is, and used again once it is mended', () => {
  test.each<readonly [string, (path: string) => Promise<void>]>([
    ['damaged in the middle', (path) => overwrite(path, 4096 * 3, 4096 * 30)],
    ['damaged at its beginning', (path) => overwrite(path, 0, 100)],
    ['cut off', (path) => truncate(path, 4096 * 5 + 100)],
    ['no database at all', (path) => writeFile(path, 'This is not a database. '.repeat(400))],
  ])('%s', async (_name, damage) => {
    await makeDatabase()
    await copyFile(file, `${file}.copy`)
    await damage(file)
    const damaged = await readFile(file)
    await expect(openBriefly()).rejects.toMatchObject({
      code: 'storage_failed',
      message: /damaged or is not a database.*Put back a copy/u,
    })
    expect(await readFile(file)).toEqual(damaged)
    await copyFile(`${file}.copy`, file)
    await using database = await openBriefly()
    expect(await rowsOf(database)).toBeGreaterThan(500)
  })

  test('of a newer version', async () => {
    await makeDatabase()
    change("insert into mikro_orm_migrations (name) values ('9999-from-the-future')")
    const newer = await readFile(file)
    await expect(openBriefly()).rejects.toMatchObject({
      code: 'storage_failed',
      message: /newer version.*Install that/u,
    })
    expect(await readFile(file)).toEqual(newer)
    expect((await readdir(folder)).filter((name) => name.includes('before'))).toEqual([])
    change("delete from mikro_orm_migrations where name = '9999-from-the-future'")
    await using database = await openBriefly()
    expect(await rowsOf(database)).toBeGreaterThan(500)
  })

  test('of another program', async () => {
    change('create table bookmark (address text)')
    const theirs = await readFile(file)
    await expect(openBriefly()).rejects.toMatchObject({ code: 'storage_failed', message: /another program.*Move it/u })
    expect(await readFile(file)).toEqual(theirs)
  })

  test('on a read-only disk', async ({ skip }) => {
    await using disk = await mountSmallDisk('8m')
    if (!disk) return skip(noSmallDisk)
    const path = join(disk.path, 'muniment.db')
    const bytes = await makeDatabase(path)
    await disk.setReadOnly(true)
    await expect(openBriefly(path)).rejects.toMatchObject({ code: 'storage_failed', message: /may not be written/u })
    expect(await readFile(path)).toEqual(bytes)
    await disk.setReadOnly(false)
    await using database = await openBriefly(path)
    expect(await rowsOf(database)).toBeGreaterThan(500)
  })
})

test('without its database, a data folder with content is not begun anew', async () => {
  const options = { dataFolder: folder, secretKey: new Uint8Array(32), version: '0.0.0-test' }
  await makeDatabase()
  await copyFile(file, `${file}.copy`)
  const stored = join(folder, 'artifacts', '2c')
  await makeFolder(stored)
  await writeFile(join(stored, 'f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'), 'hello')
  for (const lose of [() => rm(file), () => writeFile(file, '')]) {
    await lose()
    await expect(createCore(options)).rejects.toMatchObject({
      code: 'storage_failed',
      message: /is missing.*Put back a copy.*artifacts/u,
    })
    expect(await readdir(stored), 'what the artifact store holds is left alone').toHaveLength(1)
    await copyFile(`${file}.copy`, file)
  }
  await using core = await createCore({ ...options, typesetterProcesses: 1 })
  expect((await core.archives.list()).entries).toEqual([])
})

describe('a database that another program holds', () => {
  test('is told as in use, and opened once it is free', async () => {
    await makeDatabase()
    {
      await using _holder = await holdDatabase(
        file,
        'pragma locking_mode = exclusive',
        "delete from mikro_orm_migrations where name = 'none'",
      )
      await expect(openBriefly()).rejects.toMatchObject({
        code: 'storage_busy',
        retry: 'later',
        message: /in use by another program/u,
      })
    }
    await using database = await openBriefly()
    expect(await rowsOf(database)).toBeGreaterThan(500)
  })

  test('is read meanwhile, and written once it is free', async () => {
    await makeDatabase()
    await using database = await openBriefly()
    await using patient = await openDatabase(file)
    await using holder = await holdDatabase(file, 'begin immediate')
    const before = await rowsOf(database)
    const write = (into: Database) =>
      runInDatabase(
        into,
        () => into.write((em) => em.execute('insert into mikro_orm_migrations (name) values (?)', [firstMigration])),
        'It could not be written.',
      )
    const waiting = write(patient)
    await expect(write(database)).rejects.toMatchObject({
      code: 'storage_busy',
      message: /It could not be written\. .* Close that one, or try again later/u,
    })
    await holder.release()
    await waiting
    await write(database)
    expect(await rowsOf(database)).toBe(Number(before) + 2)
  })
})

function change(statement: string): void {
  const database = new Sqlite(file)
  database.exec(statement)
  database.close()
}

async function overwrite(path: string, from: number, length: number): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.write(Buffer.alloc(length, 0xa5), 0, length, from)
  await handle.close()
}
