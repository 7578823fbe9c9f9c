import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unsafePathReason } from '../archive/safe-path.ts'
import { openTestDatabase } from '../testing/open-test-database.ts'
import { openTestEngine, testActivity } from '../testing/open-test-engine.ts'
import type { Database } from './database.ts'
import { SqlItemStore } from './sql-item-store.ts'

let folder = ''
let database: Database
let taskId = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-items-'))
  await using muniment = await openTestEngine(folder)
  taskId = (await muniment.driver.createTask(testActivity)).id
  database = await openTestDatabase(folder)
})
afterEach(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** The task is one that nobody works on. */
const unheld = () => ({ taskId, owner: null })

const item = (number: number, fileName: string) => ({
  key: `item-${number}`,
  title: `Item ${number}`,
  folder: 'all',
  fileName,
  data: number,
})

test('many items of one name are told apart in their order, without looking at all of them each time', async () => {
  const store = new SqlItemStore(database)
  const wanted = Array.from({ length: 130 }, (_, index) => item(index, index % 2 === 0 ? 'Same' : 'same'))
  for (let start = 0; start < wanted.length; start += 50) await store.add(unheld(), wanted.slice(start, start + 50))
  const { entries } = await store.page(taskId, { limit: 500 })
  const suffix = (index: number) => (index === 0 ? '' : ` (${index + 1})`)
  expect(entries.map((entry) => entry.path)).toEqual(
    wanted.map(({ fileName }, index) => `all/${fileName}${suffix(index)}`),
  )
})

test('names at the top that the archive itself has are not taken', async () => {
  const store = new SqlItemStore(database)
  await store.add(unheld(), [{ ...item(1, 'Index'), folder: '' }])
  expect((await store.page(taskId)).entries[0]?.path).toBe('Index (2)')
})

test('two connections that read and write at once wait for each other and fail nothing', async () => {
  await using other = await openTestDatabase(folder)
  const stores = [new SqlItemStore(database), new SqlItemStore(other)]
  await stores[0]?.add(
    unheld(),
    Array.from({ length: 80 }, (_, index) => item(index, `Text ${index}`)),
  )
  const record = { sha256: 'ab'.repeat(32), sizeBytes: 1 }
  const claimed: string[] = []
  await Promise.all(
    stores.map(async (store) => {
      for (
        let next = await store.claimNext(unheld(), new Date());
        next;
        next = await store.claimNext(unheld(), new Date())
      ) {
        claimed.push(next.key)
        await store.finish(next, { row: {}, remarks: [], record, artifacts: [] })
      }
    }),
  )
  expect(new Set(claimed).size).toBe(80)
  expect(claimed).toHaveLength(80)
})

test('names of every kind are kept as they are, and paths made of them are safe', async () => {
  const store = new SqlItemStore(database)
  const names = ["it's", "nothing\0after '", '../../up', '/root', 'CON', '..', ' ', 'a\u202Eb', 'n'.repeat(300), '']
  const items = names.map((name, index) => ({ ...item(index, name), title: name, folder: `${name}/${name}` }))
  await store.add(unheld(), items)
  const { entries } = await store.page(taskId, { limit: 500 })
  expect(entries.map(({ title }) => title)).toEqual(names)
  expect(entries.map(({ path }) => unsafePathReason(path))).toEqual(names.map(() => null))
})

/** Keys of what changed after a cursor, read in pages of two, and the cursor to go on with. */
async function changesAfter(store: SqlItemStore, after?: string): Promise<{ keys: string[]; cursor: string }> {
  const keys: string[] = []
  for (let cursor = after; ;) {
    const page = await store.pageOfChanges(taskId, { after: cursor, limit: 2 })
    keys.push(...page.entries.map(({ key }) => key))
    cursor = page.cursor
    if (!page.hasMore) return { keys, cursor }
  }
}

test('what changed is read once, in its order, and from then on only what is new', async () => {
  const store = new SqlItemStore(database)
  const items = [1, 2, 3, 4, 5].map((number) => ({ ...item(number, `Text ${number}`), fingerprint: 'as it was' }))
  await store.add(unheld(), items)
  const first = await changesAfter(store)
  expect(first.keys).toEqual(['item-1', 'item-2', 'item-3', 'item-4', 'item-5'])
  expect(await changesAfter(store, first.cursor)).toEqual({ keys: [], cursor: first.cursor })

  const error = { code: 'source_denied', message: 'No.', text: { en: 'No.' }, retry: 'never', details: {} } as const
  const one = await store.claimNext(unheld(), new Date())
  const two = await store.claimNext(unheld(), new Date())
  if (!one || !two) throw new Error('There is nothing to do.')
  await store.fail(two, error)
  await store.retryLater(one, error, new Date(0))
  const second = await changesAfter(store, first.cursor)
  expect(second.keys).toEqual(['item-2', 'item-1'])
  expect((await store.pageOfChanges(taskId, { after: first.cursor })).entries).toMatchObject([
    { key: 'item-2', ordinal: 1, state: 'failed', attempts: 1, error: { code: 'source_denied' } },
    { key: 'item-1', ordinal: 0, state: 'pending', attempts: 1 },
  ])

  // The one that changed last is replaced: what comes instead has changed since.
  await store.compare(unheld(), 1, [{ ...item(1, 'Text 1'), fingerprint: 'as it is' }])
  const third = await changesAfter(store, second.cursor)
  expect(third.keys).toEqual(['item-1'])
  await store.reset(unheld(), ['failed'])
  expect((await changesAfter(store, third.cursor)).keys).toEqual(['item-2'])
})

test('a cursor that nobody gave is refused', async () => {
  const changes = new SqlItemStore(database).pageOfChanges(taskId, { after: '1; drop table item' })
  await expect(changes).rejects.toMatchObject({ code: 'input_invalid', details: { field: 'after' } })
})
