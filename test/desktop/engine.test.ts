import { expect, test, vi } from 'vitest'
import { Engine } from '../../apps/desktop/src/renderer/connection/engine.ts'
import { LoadableStore } from '../../apps/desktop/src/renderer/connection/loadable-store.ts'
import { readArchivers } from '../../apps/desktop/src/renderer/features/archivers/read-archivers.ts'
import { openScriptedCore } from '../support/open-scripted-core.ts'
import { Connections, engineOf } from './engine-of.ts'

const pause = (): Promise<void> => Promise.resolve()
const never = new AbortController().signal

test('one connection serves all who ask, and is made again after its end', async () => {
  await using scripted = await openScriptedCore()
  const connections = new Connections(scripted.core)
  const engine = new Engine({ connect: connections.connect, pause })
  const ask = () => engine.read((client, signal) => client.system.describe(undefined, { signal }), never)
  const [one, other] = await Promise.all([ask(), ask()])
  expect(one).toEqual(other)
  expect(connections.signals).toHaveLength(1)
  connections.cut()
  expect(await ask()).toMatchObject({ dataFolder: scripted.folder })
  expect(connections.signals.map(({ aborted }) => aborted)).toEqual([true, false])
})

test('what changes something is done once, though the connection is lost', async () => {
  await using scripted = await openScriptedCore()
  const connections = new Connections(scripted.core)
  const engine = new Engine({ connect: connections.connect, pause })
  let times = 0
  const changing = engine.change(async (client, signal) => {
    times++
    connections.cut()
    return await client.system.describe(undefined, { signal })
  })
  await expect(changing).rejects.toMatchObject({ code: 'connection_failed' })
  expect(times).toBe(1)
})

test('an engine that cannot run is told, and asking again helps once it can', async () => {
  await using scripted = await openScriptedCore()
  const { connect } = new Connections(scripted.core)
  let isBroken = true
  const engine = new Engine({
    pause,
    connect: (options) => {
      if (!isBroken) return connect(options)
      queueMicrotask(() => options.onFailed('The library is damaged.'))
      return new Promise((_resolve, reject) => {
        options.signal.addEventListener('abort', () => reject(options.signal.reason), { once: true })
      })
    },
  })
  const store = new LoadableStore((signal) => readArchivers(engine, signal))
  store.load()
  await vi.waitFor(() =>
    expect(store.state.getState()).toMatchObject({
      phase: 'failed',
      failure: { text: { en: 'The library is damaged.' } },
    }),
  )
  isBroken = false
  store.load()
  await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ phase: 'shown', failure: null }))
})

test('the archivers of the engine, with what keeps others from working', async () => {
  await using scripted = await openScriptedCore()
  const problem = { packageName: 'broken', version: '1.0.0', folder: '/drivers/broken', message: 'It is broken.' }
  scripted.core.drivers.reportProblem(problem)
  expect(await readArchivers(engineOf(scripted.core), never)).toMatchObject({
    archivers: [{ id: 'scripted', origin: { kind: 'built-in' } }],
    problems: [problem],
    dataFolder: scripted.folder,
  })
})

test('leaving before the answer changes nothing', async () => {
  await using scripted = await openScriptedCore()
  const store = new LoadableStore((signal) => readArchivers(engineOf(scripted.core), signal))
  store.load()()
  await vi.waitFor(() => expect(store.state.getState().phase).toBe('loading'))
  store.set({ archivers: [], problems: [], dataFolder: 'elsewhere' })
  expect(store.state.getState()).toMatchObject({ phase: 'shown', value: { dataFolder: 'elsewhere' } })
})
