import { expect, test, vi } from 'vitest'
import { matches, type PaletteEntry } from '../../apps/desktop/src/renderer/features/palette/palette-entry.ts'
import { PaletteStore } from '../../apps/desktop/src/renderer/features/palette/palette-store.ts'
import { openScriptedCore, runScriptedTask, scriptedActivity } from '../support/open-scripted-core.ts'
import { engineOf } from './engine-of.ts'

const places: readonly PaletteEntry[] = [
  { id: '/tasks', kind: 'place', title: 'Tasks', detail: null, href: '#/tasks' },
  { id: '/settings', kind: 'place', title: 'Settings', detail: null, href: '#/settings' },
]

test('it leads to places at once, to tasks and archives as they are found, and forgets what it found', async () => {
  await using scripted = await openScriptedCore()
  const taskId = await runScriptedTask(scripted)
  const palette = new PaletteStore({ engine: engineOf(scripted.core), pause: () => Promise.resolve() })
  const shown = () => palette.state.getState().entries
  palette.open(places)
  expect(shown()).toEqual(places)
  await vi.waitFor(() => expect(shown().map(({ href }) => href)).toContain(`#/tasks/${taskId}`))

  palette.type('sett')
  expect(shown().map(({ title }) => title)).toEqual(['Settings'])
  palette.type(scriptedActivity.activityName)
  await vi.waitFor(() => {
    expect(palette.state.getState().isLooking).toBe(false)
    expect(shown().map(({ kind }) => kind)).toEqual(expect.arrayContaining(['task', 'archive']))
  })
  const archive = shown().find(({ kind }) => kind === 'archive')
  const [sealed] = (await scripted.core.archives.list()).entries
  expect(archive).toMatchObject({ href: `#/archives/${sealed?.id}`, detail: scriptedActivity.courseName })
  expect(shown().every((entry) => entry.kind === 'archive' || matches(entry, scriptedActivity.activityName))).toBe(true)

  palette.close()
  expect(palette.state.getState()).toEqual({ isOpen: false, typed: '', entries: [], isLooking: false })
})

test('only the answer to what is typed now is shown, and where nobody answers there is nothing', async () => {
  await using scripted = await openScriptedCore()
  await runScriptedTask(scripted)
  const palette = new PaletteStore({ engine: engineOf(scripted.core), pause: () => Promise.resolve() })
  palette.open(places)
  palette.type('no such thing')
  palette.type('')
  await vi.waitFor(() => expect(palette.state.getState().isLooking).toBe(false))
  expect(palette.state.getState().entries).toEqual(expect.arrayContaining([...places]))
  palette.type('no such thing')
  await vi.waitFor(() => expect(palette.state.getState()).toMatchObject({ isLooking: false, entries: [] }))
  palette.close()
})
