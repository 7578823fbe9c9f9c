import { ArchivingError } from '@muniment/core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Engine } from '../../apps/desktop/src/renderer/connection/engine.ts'
import { TaskStore, type TaskScreenState } from '../../apps/desktop/src/renderer/features/task/task-store.ts'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'
import { Connections } from './engine-of.ts'

interface Watched {
  readonly scripted: ScriptedCore
  readonly connections: Connections
  readonly taskId: string
  readonly store: TaskStore
}

/** A store that shows a task which was created and not begun. */
async function watchTask(scripted: ScriptedCore, items = 5, pause = () => Promise.resolve()): Promise<Watched> {
  const { id: taskId } = await scripted.core.tasks.create('scripted', scriptedActivity, { items })
  const connections = new Connections(scripted.core)
  const store = new TaskStore(new Engine({ connect: connections.connect, pause }), taskId)
  onTestFinished(store.start())
  await reach(store, ({ phase }) => phase === 'live')
  return { scripted, connections, taskId, store }
}

async function reach(store: TaskStore, isThere: (state: TaskScreenState) => boolean): Promise<TaskScreenState> {
  return await vi.waitFor(
    () => {
      const state = store.state.getState()
      const { phase, task, items, refusal } = state
      expect(isThere(state), JSON.stringify({ phase, status: task?.status, counts: items.counts, refusal })).toBe(true)
      return state
    },
    { timeout: 20_000 },
  )
}

const titles = ({ items }: TaskScreenState): readonly string[] => items.places.map(({ title }) => title)

test('a task with trouble: the newest comes first, it is tried again, and sealed as incomplete knowingly', async () => {
  await using scripted = await openScriptedCore()
  const broken = new Set(['item-2', 'item-4'])
  scripted.engine.driver.script = async ({ key }) => {
    if (broken.has(key)) throw new ArchivingError('source_denied', 'The site refuses this.', { german: 'Verweigert.' })
  }
  const { store } = await watchTask(scripted)
  expect(store.state.getState()).toMatchObject({ task: { status: { state: 'created' } }, items: { places: [] } })

  await store.act('execute')
  const failed = await reach(
    store,
    ({ task, items }) => task?.status.state === 'failed' && items.counts.finished === 3 && items.counts.failed === 2,
  )
  expect(titles(failed)).toEqual(['Item 4', 'Item 2', 'Item 1', 'Item 3', 'Item 5'])
  expect(failed.items.byKey.get('item-4')).toMatchObject({ attempts: 1, error: { text: { de: 'Verweigert.' } } })
  const told = store.log.state.getState().entries?.map(({ text }) => text.de)
  expect(told).toEqual(expect.arrayContaining(['Item 4: Verweigert.', 'Zu archivieren: 5.']))
  const ids = store.log.state.getState().entries?.map(({ id }) => id) ?? []
  expect(ids, 'newest first, none twice').toEqual([...new Set(ids)].toSorted((one, other) => other - one))

  broken.delete('item-4')
  await store.act('execute')
  const again = await reach(store, ({ task, items }) => task?.status.state === 'failed' && items.counts.failed === 1)
  expect(titles(again)).toEqual(['Item 2', 'Item 1', 'Item 3', 'Item 4', 'Item 5'])
  expect(again.items.places[1], 'a place is the same object').toBe(failed.items.places[2])

  await store.act('sealIncomplete')
  const sealed = await reach(store, ({ task }) => task?.status.state === 'finished')
  expect(sealed.task).toMatchObject({ archiveId: expect.any(String), status: { progress: { itemsFailed: 1 } } })
  await store.act('pause')
  expect(store.state.getState().refusal).toEqual({ action: 'pause', failure: null })
})

test('a running task is paused, goes on, and is stopped; a lost connection is made again meanwhile', async () => {
  await using scripted = await openScriptedCore()
  let letThrough = Promise.withResolvers<void>()
  scripted.engine.driver.script = async ({ key }, { signal }) => {
    if (key !== 'item-3') return
    signal.addEventListener('abort', () => letThrough.resolve(), { once: true })
    await letThrough.promise
    signal.throwIfAborted()
  }
  const resume = Promise.withResolvers<void>()
  const { store, connections } = await watchTask(scripted, 5, () => resume.promise)
  await store.act('execute')
  const running = await reach(store, ({ items }) => items.counts.finished === 4 && items.counts.running === 1)
  expect([...running.items.byKey.values()].find(({ state }) => state === 'running')?.title).toBe('Item 3')

  connections.cut()
  await reach(store, ({ phase }) => phase === 'reconnecting')
  resume.resolve()
  await reach(store, ({ phase }) => phase === 'live')
  await store.setPriority('high')
  expect(store.state.getState().task?.priority).toBe('high')
  await store.act('pause')
  await reach(store, ({ task }) => task?.status.state === 'paused')
  letThrough = Promise.withResolvers()
  await store.act('resume')
  await reach(store, ({ task, items }) => task?.status.state === 'running' && items.counts.running === 1)
  await store.act('abort')
  const aborted = await reach(store, ({ task }) => task?.status.state === 'aborted')
  expect(aborted.task?.status.progress).toMatchObject({ itemsFinished: 4, itemsTotal: 5 })
  letThrough = Promise.withResolvers()
  letThrough.resolve()
  // Somebody else lets it go on: what is over is still being watched.
  await scripted.core.tasks.execute(aborted.task?.id ?? '')
  await reach(store, ({ task, items }) => task?.status.state === 'finished' && items.counts.finished === 5)
})

test('a long log is read from its end back', async () => {
  await using scripted = await openScriptedCore()
  scripted.engine.driver.script = async ({ key }, { log }) => {
    if (key === 'item-1') for (let line = 1; line <= 150; line++) log.info(`Line ${line}.`)
  }
  const {
    store,
    scripted: { engine },
    taskId,
  } = await watchTask(scripted, 1)
  await store.act('execute')
  await engine.reached(taskId, 'finished')
  const later = new TaskStore(
    new Engine({ connect: new Connections(scripted.core).connect, pause: () => Promise.resolve() }),
    taskId,
  )
  onTestFinished(later.start())
  await reach(later, ({ phase }) => phase === 'live')
  const first = later.log.state.getState()
  expect(first).toMatchObject({ hasEarlier: true })
  expect(first.entries).toHaveLength(100)
  expect(first.entries?.[0]?.kind).toBe('finished')
  await later.showEarlierLog()
  const all = later.log.state.getState()
  expect(all).toMatchObject({ hasEarlier: false })
  expect(all.entries?.at(-1)?.kind).toBe('created')
  const ids = all.entries?.map(({ id }) => id) ?? []
  expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => other - one))
})

test('a task that is not there is told as such', async () => {
  await using scripted = await openScriptedCore()
  const engine = new Engine({ connect: new Connections(scripted.core).connect, pause: () => Promise.resolve() })
  const store = new TaskStore(engine, 'nothing')
  onTestFinished(store.start())
  await reach(store, ({ phase }) => phase === 'missing')
})
