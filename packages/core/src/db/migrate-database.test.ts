import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from './migrations/index.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open-database.ts'
import { SqlTaskLogStore } from './sql-task-log-store.ts'
import { SqlTaskStore } from './sql-task-store.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-migration-'))
  file = join(folder, 'muniment.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const run = (database: Database, sql: string, values: readonly unknown[] = []) =>
  database
    .fork()
    .getConnection()
    .execute(sql, [...values])

/** A finished task with an item and an archive, in columns that every version has. */
async function fill(database: Database): Promise<void> {
  await run(
    database,
    `insert into source (id, kind, site_name, site_url, release, user_name, user_full_name, secret, options, connected_at)
     values ('source-1', 'moodle-web-services', 'A site', 'https://moodle.test', '4.5', 'teacher', 'A Teacher', 'sealed', '{}', 0)`,
  )
  await run(
    database,
    `insert into task (id, driver_id, source_id, course_id, course_module_id, activity, settings, requested_by, state, archive_id, created_at)
     values ('task-1', 'quiz', 'source-1', 7, 33, '{"sourceId":"source-1","activityName":"Midterm"}', '{"paperSize":"A4"}', 'somebody', 'finished', 'archive-1', 1000)`,
  )
  await run(
    database,
    `insert into item (task_id, ordinal, key, title, folder, file_name, path, path_key, state, remarks)
     values ('task-1', 0, 'attempt-1', 'Zofia', 'Zofia', 'Midterm', 'Zofia/Midterm', 'zofia/midterm', 'finished', '[]')`,
  )
  await run(
    database,
    `insert into archive (id, task_id, course_id, title, file_name, path, sha256, size_bytes, manifest_sha256, complete, items, sealed_at)
     values ('archive-1', 'task-1', 7, 'Midterm', 'Midterm.zip', '/archives/Midterm.zip', 'ab', 10, 'cd', 1, 1, 2000)`,
  )
  await run(
    database,
    `insert into task_log (task_id, at, level, message) values ('task-1', 1000, 'info', 'There is 1 item to archive.')`,
  )
}

async function copies(): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.includes('.before-')).toSorted()
}

describe.each(migrations.slice(0, -1).map(({ name }, index) => ({ name, version: index + 1 })))(
  'a database of the version that ended with $name',
  ({ version }) => {
    const earlier = migrations.slice(0, version)
    const next = migrations[version]?.name ?? ''

    test('is brought to the newest schema with everything in it, and a copy is kept', async () => {
      {
        await using database = await openDatabase(file, earlier)
        await fill(database)
      }
      {
        await using database = await openDatabase(file)
        expect((await database.schemaDrift()).trim()).toBe('')
        expect(await new SqlTaskStore(database).get('task-1')).toMatchObject({
          state: 'finished',
          archiveId: 'archive-1',
          activity: { activityName: 'Midterm' },
        })
        const message = 'There is 1 item to archive.'
        expect(await new SqlTaskLogStore(database).readAfter(0, { limit: 10 })).toMatchObject([
          { level: 'info', kind: null, details: {}, message, text: { en: message } },
        ])
        expect(await run(database, 'select key, title from item')).toEqual([{ key: 'attempt-1', title: 'Zofia' }])
        expect(await run(database, 'select owner_id from source')).toEqual([{ owner_id: 'local' }])
        expect(await run(database, 'select file_name from archive')).toEqual([{ file_name: 'Midterm.zip' }])
      }
      expect(await copies()).toEqual([`muniment.db.before-${next}`])
      await using copy = await openDatabase(join(folder, `muniment.db.before-${next}`), earlier)
      expect(await run(copy, 'select id from task')).toEqual([{ id: 'task-1' }])
      expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
    })

    test('is migrated once by processes that start together, with a copy of what was before', async () => {
      {
        await using database = await openDatabase(file, earlier)
        await fill(database)
      }
      await using opened = new AsyncDisposableStack()
      const started = await Promise.all([openDatabase(file), openDatabase(file), openDatabase(file)])
      for (const database of started) opened.use(database)
      for (const database of started) expect((await database.schemaDrift()).trim()).toBe('')
      await using copy = await openDatabase(join(folder, `muniment.db.before-${next}`), earlier)
      expect(await run(copy, 'select id from task')).toEqual([{ id: 'task-1' }])
    })
  },
)

test('a new database and one of this version are not copied', async () => {
  for (let start = 0; start < 2; start++) {
    await using _database = await openDatabase(file)
  }
  expect(await copies()).toEqual([])
})

test('of old copies the newest are kept', async () => {
  for (const name of ['0000-a', '0000-b', '0000-c']) await writeFile(`${file}.before-${name}`, '')
  {
    await using _earlier = await openDatabase(file, migrations.slice(0, 1))
  }
  await using _database = await openDatabase(file)
  expect(await copies()).toEqual([
    'muniment.db.before-0000-b',
    'muniment.db.before-0000-c',
    expect.stringContaining('0002'),
  ])
})
