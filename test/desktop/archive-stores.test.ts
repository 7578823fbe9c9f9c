import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ArchiveSearchStore } from '../../apps/desktop/src/renderer/features/archives/archive-search-store.ts'
import { ArchiveStore } from '../../apps/desktop/src/renderer/features/archive/archive-store.ts'
import { EntryListStore } from '../../apps/desktop/src/renderer/features/archive/entry-list-store.ts'
import type { Engine } from '../../apps/desktop/src/renderer/connection/engine.ts'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'
import { engineOf } from './engine-of.ts'

const pause = () => Promise.resolve()
let scripted: ScriptedCore
let engine: Engine
const ids: string[] = []

beforeAll(async () => {
  scripted = await openScriptedCore()
  engine = engineOf(scripted.core)
  for (const activityName of ['Midterm', 'Final']) {
    const task = await scripted.core.tasks.create('scripted', { ...scriptedActivity, activityName }, { items: 12 })
    await scripted.core.tasks.execute(task.id)
    await scripted.engine.reached(task.id, 'finished', 'failed')
    ids.push((await scripted.core.tasks.get(task.id)).archiveId ?? '')
  }
  await vi.waitFor(async () => expect((await scripted.core.archives.search()).notListed).toBe(0), { interval: 5 })
})
afterAll(() => scripted[Symbol.asyncDispose]())

test('a search is asked once typing pauses, and the newest question is the one that is answered', async () => {
  let go = Promise.withResolvers<void>()
  const store = new ArchiveSearchStore({ engine, pause: () => go.promise })
  store.load()
  await vi.waitFor(() => expect(store.state.getState().found).toHaveLength(2))
  store.setSearch('fin')
  store.setSearch('midterm')
  expect(store.state.getState()).toMatchObject({ search: 'midterm', answered: '', found: { length: 2 } })
  go.resolve()
  await vi.waitFor(() => expect(store.state.getState().answered).toBe('midterm'))
  expect(store.state.getState().found.map(({ activityName }) => activityName)).toEqual(['Midterm'])
  go = Promise.withResolvers()
  go.resolve()
  store.setSearch('item 7')
  await vi.waitFor(() => expect(store.state.getState().found[0]?.entries[0]?.title).toBe('Item 7'))
})

test('what cannot be looked for is told, and can be tried again', async () => {
  let isDown = true
  const store = new ArchiveSearchStore({
    engine: engineOf({
      ...scripted.core,
      viewFor: (caller) => {
        if (isDown) throw new Error('The engine is down.')
        return scripted.core.viewFor(caller)
      },
    }),
    pause,
  })
  store.load()
  await vi.waitFor(() => expect(store.state.getState().failure).not.toBeNull())
  isDown = false
  store.load()
  await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ failure: null, found: { length: 2 } }))
})

test('entries are found and put in order by the engine', async () => {
  const store = new EntryListStore({ engine, archiveId: ids[0] ?? '', pause })
  store.load()
  const titles = () => store.state.getState().entries.map(({ title }) => title)
  await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ total: 12, isLoading: false }))
  expect(titles()[0]).toBe('Item 1')
  store.setOrdering({ by: 'name', descending: true })
  await vi.waitFor(() => expect(titles()[0]).toBe('Item 9'))
  store.setSearch('item 12')
  await vi.waitFor(() => expect(titles()).toEqual(['Item 12']))
  expect(store.state.getState().total).toBe(1)
})

test('entries that are read just now come by themselves', async () => {
  const [archiveId = ''] = ids
  await scripted.engine.ports.entries.conclude(archiveId, 'pending')
  const store = new EntryListStore({ engine, archiveId, pause: () => listed.promise })
  const listed = Promise.withResolvers<void>()
  store.load()
  await vi.waitFor(() => expect(store.state.getState().listing).toBe('pending'))
  await scripted.engine.ports.entries.conclude(archiveId, 'listed')
  listed.resolve()
  await vi.waitFor(() => expect(store.state.getState().listing).toBe('listed'))
})

test('an archive is verified, certified if it can be, and deleted', async () => {
  const store = new ArchiveStore(engine, ids[1] ?? '')
  store.archive.load()
  await vi.waitFor(() => expect(store.archive.state.getState().value).toMatchObject({ verification: null }))
  await Promise.all([store.verify(), store.verify()])
  await vi.waitFor(() =>
    expect(store.archive.state.getState().value).toMatchObject({ verification: { verdict: 'intact' } }),
  )
  await store.certify()
  expect(store.actions.getState()).toMatchObject({ running: null, failure: { code: 'not_supported' } })
  await store.remove('A test.')
  expect(store.actions.getState()).toMatchObject({ failure: null, removal: { reason: 'A test.', fileRemoved: true } })
  await store.verify()
  expect(store.actions.getState().failure).toMatchObject({ code: 'not_found' })
})
