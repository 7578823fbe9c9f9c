import { createInProcessPort } from '@muniment/server'
import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { expect, test, vi } from 'vitest'
import type { Connect } from '../../apps/desktop/src/renderer/connection/connect-to-engine.ts'
import { type TaskListState, TaskListStore } from '../../apps/desktop/src/renderer/features/tasks/task-list-store.ts'
import {
  openScriptedCore,
  runScriptedTask,
  scriptedActivity,
  type ScriptedCore,
} from '../support/open-scripted-core.ts'

/** Connections of the store to a core in the same process, which tests can cut. */
class Connections {
  readonly #scripted: ScriptedCore
  #cut: (() => void) | undefined
  opened = 0
  /** Told to the store with the next connections, as by an engine that cannot run. */
  failure: string | undefined

  constructor(scripted: ScriptedCore) {
    this.#scripted = scripted
  }

  readonly connect: Connect = ({ signal, onFailed }) => {
    this.opened++
    if (this.failure !== undefined) onFailed(this.failure)
    const port = createInProcessPort(this.#scripted.core)
    this.#cut = () => port.close()
    signal.addEventListener('abort', () => port.close(), { once: true })
    return Promise.resolve<MunimentClient>(createMunimentClient({ port }))
  }

  cut(): void {
    this.#cut?.()
  }
}

const noPause = (): Promise<void> => Promise.resolve()

async function reach(store: TaskListStore, isThere: (state: TaskListState) => boolean): Promise<TaskListState> {
  return await vi.waitFor(
    () => {
      const state = store.state.getState()
      expect(isThere(state), JSON.stringify(state)).toBe(true)
      return state
    },
    { timeout: 10_000 },
  )
}

test('it shows what is there, and what comes', async () => {
  await using scripted = await openScriptedCore()
  const earlier = await runScriptedTask(scripted)
  const { connect } = new Connections(scripted)
  const store = new TaskListStore({ connect, pause: noPause })
  expect(store.state.getState()).toMatchObject({ phase: 'connecting', tasks: [] })
  const stop = store.start()
  await reach(store, ({ phase, tasks }) => phase === 'live' && tasks.length === 1)
  const later = await runScriptedTask(scripted)
  const { tasks } = await reach(
    store,
    (state) => state.tasks[0]?.status.state === 'finished' && state.tasks.length === 2,
  )
  expect(tasks.map(({ id }) => id)).toEqual([later, earlier])
  expect(tasks[0]?.archiveId).not.toBeNull()
  stop()
})

test('it begins with the newest page, and shows earlier ones when asked', async () => {
  await using scripted = await openScriptedCore()
  for (let count = 0; count < 60; count++) await scripted.core.tasks.create('scripted', scriptedActivity, { items: 1 })
  const { connect } = new Connections(scripted)
  const store = new TaskListStore({ connect, pause: noPause })
  const stop = store.start()
  const first = await reach(store, ({ phase }) => phase === 'live')
  expect(first).toMatchObject({ hasEarlier: true })
  expect(first.tasks).toHaveLength(50)
  await store.showEarlier()
  const all = store.state.getState()
  expect(all).toMatchObject({ hasEarlier: false })
  expect(new Set(all.tasks.map(({ id }) => id)).size).toBe(60)
  expect(all.tasks.map(({ id }) => id)).toEqual(
    all.tasks
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  )
  stop()
})

test('a lost connection is made again, and what happened meanwhile is there', async () => {
  await using scripted = await openScriptedCore()
  const connections = new Connections(scripted)
  const resume = Promise.withResolvers<void>()
  const store = new TaskListStore({ connect: connections.connect, pause: () => resume.promise })
  const stop = store.start()
  await reach(store, ({ phase }) => phase === 'live')
  connections.cut()
  await reach(store, ({ phase }) => phase === 'reconnecting')
  const taskId = await runScriptedTask(scripted)
  resume.resolve()
  const { tasks } = await reach(store, ({ phase }) => phase === 'live')
  expect(tasks.map(({ id }) => id)).toEqual([taskId])
  expect(connections.opened).toBe(2)
  stop()
})

test('an engine that cannot run is not tried again by itself, but when asked to', async () => {
  await using scripted = await openScriptedCore()
  const connections = new Connections(scripted)
  connections.failure = 'The disk is full.'
  const store = new TaskListStore({ connect: connections.connect, pause: noPause })
  const stop = store.start()
  await reach(store, ({ phase }) => phase === 'failed')
  expect(store.state.getState().problem).toBe('The disk is full.')
  expect(connections.opened).toBe(1)
  connections.failure = undefined
  store.retry()
  await reach(store, ({ phase, problem }) => phase === 'live' && problem === null)
  stop()
})

test('an engine that is lost again and again is given up, without a reason', async () => {
  await using scripted = await openScriptedCore()
  const connections = new Connections(scripted)
  const connect: Connect = async (options) => {
    const client = await connections.connect(options)
    connections.cut()
    return client
  }
  const store = new TaskListStore({ connect, pause: noPause })
  const stop = store.start()
  expect(await reach(store, ({ phase }) => phase === 'failed')).toMatchObject({ problem: null })
  expect(connections.opened).toBe(6)
  stop()
})

test('after its end nothing is changed any more', async () => {
  await using scripted = await openScriptedCore()
  const { connect } = new Connections(scripted)
  const store = new TaskListStore({ connect, pause: noPause })
  const stop = store.start()
  const before = await reach(store, ({ phase }) => phase === 'live')
  stop()
  await runScriptedTask(scripted)
  expect(store.state.getState()).toBe(before)
})
