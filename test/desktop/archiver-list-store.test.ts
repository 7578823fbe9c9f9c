import { createInProcessPort } from '@muniment/server'
import { createMunimentClient } from '@muniment/sdk'
import { expect, test, vi } from 'vitest'
import type { Connect } from '../../apps/desktop/src/renderer/connection/connect-to-engine.ts'
import { ArchiverListStore } from '../../apps/desktop/src/renderer/features/archivers/archiver-list-store.ts'
import { openScriptedCore, type ScriptedCore } from '../support/open-scripted-core.ts'

const problem = { packageName: 'broken', version: '1.0.0', folder: '/drivers/broken', message: 'It is broken.' }

/** Connections to a core in this process; each signal is kept, to see whether it was let go. */
function connectTo({ core }: ScriptedCore): { readonly connect: Connect; readonly signals: AbortSignal[] } {
  const signals: AbortSignal[] = []
  return {
    signals,
    connect: async ({ signal }) => {
      signals.push(signal)
      const port = createInProcessPort(core)
      signal.addEventListener('abort', () => port.close(), { once: true })
      return createMunimentClient({ port })
    },
  }
}

test('it shows archivers, problems and the folder, and keeps no connection', async () => {
  await using scripted = await openScriptedCore()
  scripted.core.drivers.reportProblem(problem)
  const { connect, signals } = connectTo(scripted)
  const store = new ArchiverListStore(connect)
  store.load()
  await vi.waitFor(() => expect(store.state.getState().phase).toBe('shown'))
  expect(store.state.getState()).toMatchObject({
    archivers: [{ id: 'scripted', origin: { kind: 'built-in' } }],
    problems: [problem],
    dataFolder: scripted.folder,
  })
  await vi.waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true]))
})

test('an engine that cannot run is told, and asking again helps once it can', async () => {
  await using scripted = await openScriptedCore()
  const { connect } = connectTo(scripted)
  let isBroken = true
  const store = new ArchiverListStore((options) => {
    if (!isBroken) return connect(options)
    options.onFailed('The library is damaged.')
    return new Promise(() => {})
  })
  store.load()
  await vi.waitFor(() =>
    expect(store.state.getState()).toMatchObject({ phase: 'failed', failure: 'The library is damaged.' }),
  )
  isBroken = false
  store.load()
  await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ phase: 'shown', failure: null }))
})

test('leaving before the answer changes nothing', async () => {
  await using scripted = await openScriptedCore()
  const { connect, signals } = connectTo(scripted)
  const store = new ArchiverListStore(connect)
  store.load()()
  expect(signals[0]?.aborted).toBe(true)
  expect(store.state.getState().phase).toBe('loading')
})
