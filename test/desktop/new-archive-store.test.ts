import { join } from 'node:path'
import { createCore, type Core } from '@muniment/core'
import { writeDriverPackage } from '@muniment/core/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Engine } from '../../apps/desktop/src/renderer/connection/engine.ts'
import { NewArchiveStore } from '../../apps/desktop/src/renderer/features/new-archive/new-archive-store.ts'
import { pickablesOf } from '../../apps/desktop/src/renderer/features/new-archive/pickables.ts'
import { PickStore } from '../../apps/desktop/src/renderer/features/new-archive/pick-store.ts'
import {
  readArchivable,
  type ActivityPlace,
} from '../../apps/desktop/src/renderer/features/new-archive/read-archivable.ts'
import { PresetsStore } from '../../apps/desktop/src/renderer/features/presets/presets-store.ts'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { Connections, engineOf } from './engine-of.ts'
import { everyKindDriver } from './every-kind-driver.ts'
import { findSampleQuiz } from './sample-quiz.ts'
import { temporaryFolder } from './start-desktop.ts'

const running = new AsyncDisposableStack()
const never = new AbortController().signal
let core: Core
let engine: Engine
let place: ActivityPlace

beforeAll(async () => {
  const moodle = running.use(await startSampleMoodle())
  const folder = running.use(await temporaryFolder())
  const drivers = join(folder.path, 'drivers')
  await writeDriverPackage(drivers, { name: '@university/kinds', source: everyKindDriver(10_000) })
  core = running.use(
    await createCore({
      dataFolder: folder.path,
      secretKey: new Uint8Array(32),
      version: '0.0.0-test',
      driverFolders: [drivers],
    }),
  )
  await core.start()
  engine = engineOf(core)
  place = await findSampleQuiz(
    await new Connections(core).connect({ signal: never, onFailed: () => undefined }),
    moodle,
  )
})

afterAll(() => running.disposeAsync())

async function openStore(): Promise<NewArchiveStore> {
  const archivable = await readArchivable(engine, place, never)
  return new NewArchiveStore({ engine, pause: () => Promise.resolve(), archivable })
}

test('an activity is read with its archivers; one that is not there is told', async () => {
  const { activity, siteName, archivers, archivedAt } = await readArchivable(engine, place, never)
  expect(activity).toMatchObject(place)
  expect(siteName).toBe('Sample Observatory Moodle')
  expect(archivers.map(({ id }) => id)).toEqual(['quiz', 'every-kind'])
  expect(archivedAt).toBeNull()
  const gone = readArchivable(engine, { ...place, courseModuleId: 999_999 }, never)
  await expect(gone).rejects.toMatchObject({ code: 'not_found' })
})

test('the form shows what counts, says what differs, and sends only that', async () => {
  const store = await openStore()
  store.chooseDriver('every-kind')
  const form = store.form()
  const shownIn = (group: string) =>
    form
      .groups()
      .find(({ key }) => key === group)
      ?.settings.map(({ key }) => key)
  expect(form.groups().map(({ key }) => key)).toEqual(['what', 'look'])
  expect(shownIn('look')).not.toContain('pixels')
  expect(form.request()).toEqual({ preset: null, settings: {} })
  form.change('shrink', true)
  form.change('comments', false)
  expect(shownIn('look')).toContain('pixels')
  expect([form.deviationsIn('what'), form.deviationsIn('look')], 'what is fixed stays').toEqual([0, 1])
  form.change('pixels', '12x')
  expect(form.request()).toBeUndefined()
  expect(form.state.getState().openGroups.size).toBe(0)
  expect(await store.begin()).toBeNull()
  expect(form.state.getState()).toMatchObject({ shown: { key: 'pixels' }, openGroups: new Set(['look']) })
  form.change('pixels', 120)
  expect(form.request()).toEqual({ preset: null, settings: { shrink: true, pixels: 120 } })
  form.change('shrink', false)
  expect(form.request(), 'what is hidden does not count').toEqual({ preset: null, settings: {} })
  form.change('font', 'Mono')
  form.reset('look')
  expect(form.deviationsIn('look')).toBe(0)
})

test('reports are in the language and by the clock of the computer, unless somebody wants them otherwise', async () => {
  const surroundings = { language: 'de', timeZone: 'Europe/Berlin' }
  const archivable = await readArchivable(engine, place, never)
  const form = new NewArchiveStore({ engine, pause: () => Promise.resolve(), archivable, surroundings }).form()
  expect(form.deviationsIn('report')).toBe(0)
  expect(form.request()).toEqual({ preset: null, settings: { language: 'de', timeZone: 'Europe/Berlin' } })
  expect(form.presetSettings(), 'another computer has its own').toEqual({})
  form.change('timeZone', 'UTC')
  form.change('language', 'en')
  expect([form.deviationsIn('report'), form.request()]).toEqual([2, { preset: null, settings: {} }])
  form.reset('report')
  expect(form.deviationsIn('report')).toBe(0)
})

test('an estimate follows the form; what the engine refuses is told at its field', async () => {
  const store = await openStore()
  const stop = store.start()
  const { estimate } = store
  const answered = (count: number) =>
    vi.waitFor(() => expect(estimate.state.getState()).toMatchObject({ isAsking: false, answer: { itemCount: count } }))
  await answered(11)
  expect(estimate.state.getState().answer?.examples[0]?.path).toMatch(/AST-1001\/Stars/u)
  store.form().change('scope', { mode: 'latest' })
  await answered(10)
  store.form().change('filePattern', '${nobody}')
  await vi.waitFor(() =>
    expect(store.form().faultOf(definitionOf(store, 'filePattern'))).toMatchObject({ kind: 'refused' }),
  )
  expect(store.form().state.getState().shown, 'nobody is led away while writing').toBeNull()
  expect(await store.begin()).toBeNull()
  expect(store.form().state.getState().shown).toEqual({ key: 'filePattern' })
  store.form().change('filePattern', '${attemptid}')
  await vi.waitFor(() => expect(estimate.state.getState().answer?.examples[0]?.path).toMatch(/\/\d+$/u))
  stop()
  expect(estimate.state.getState().isAsking).toBe(false)
})

test('over a network, a question that is too long is not asked, and nothing old is shown for it', async () => {
  const archivable = await readArchivable(engine, place, never)
  const store = new NewArchiveStore({ engine, pause: () => Promise.resolve(), archivable, isOverNetwork: true })
  const stop = store.start()
  const { state } = store.estimate
  await vi.waitFor(() => expect(state.getState().answer).not.toBeNull())
  store.form().change('scope', { mode: 'users', ids: Array.from({ length: 3_000 }, (_, index) => index + 1) })
  expect(state.getState()).toEqual({ answer: null, failure: null, isAsking: false })
  store.form().change('scope', { mode: 'all' })
  await vi.waitFor(() => expect(state.getState().answer).not.toBeNull())
  stop()
})

test('a naming pattern is tried while it is written', async () => {
  const preview = (await openStore()).namePreview('archiveName')
  preview.follow('${quizname')
  await vi.waitFor(() => expect(preview.state.getState().answer?.problems[0]?.kind).toBe('invalid'))
  preview.follow('${quizname}')
  await vi.waitFor(() => expect(preview.state.getState().answer?.example).toBe('Midterm.zip'))
})

test('people, groups and attempts are picked, with a search that keeps what it hides', async () => {
  const store = await openStore()
  const { activity } = store.archivable
  const open = async (picks: 'items' | 'users' | 'groups', driverId = 'quiz') => {
    const opened = new PickStore(pickablesOf(engine, { picks, driverId, setting: 'scope', activity }), ['7'])
    opened.load()
    await vi.waitFor(() => expect(opened.state.getState()).toMatchObject({ isLoading: false, failure: null }), 20_000)
    return opened
  }
  expect((await open('groups')).state.getState().entries.length).toBeGreaterThan(1)
  expect((await open('items')).state.getState().entries[0]?.title).toMatch(/, attempt 1$/u)
  const people = await open('users')
  people.search('zadlo ZUZANNA')
  const [found, ...others] = people.state.getState().found
  expect([found?.title, others]).toEqual(['Zuzanna Łękawska-Żądło', []])
  people.choose(new Set([found?.id ?? '']))
  expect(people.state.getState().chosen).toEqual(new Set(['7', found?.id]))
  people.choose(new Set())
  expect(people.state.getState().chosen).toEqual(new Set(['7']))
  const many = await open('items', 'every-kind')
  expect(many.state.getState().entries).toHaveLength(10_000)
  many.search('9999')
  expect(many.state.getState().found.map(({ id }) => id)).toEqual(['9999'])
})

test('who chooses all before all is there gets what comes, too', async () => {
  const second = Promise.withResolvers<void>()
  const pick = new PickStore(async (cursor) => {
    if (cursor === undefined) return { entries: [{ id: '1', title: 'Ann', detail: '' }], nextCursor: 'more' }
    await second.promise
    return {
      entries: [
        { id: '2', title: 'Anna', detail: '' },
        { id: '3', title: 'Ben', detail: '' },
      ],
    }
  }, [])
  pick.load()
  await vi.waitFor(() => expect(pick.state.getState().found).toHaveLength(1))
  pick.search('ann')
  pick.choose(new Set(['1']))
  second.resolve()
  await vi.waitFor(() => expect(pick.state.getState().isLoading).toBe(false))
  expect(pick.state.getState().chosen).toEqual(new Set(['1', '2']))
})

test('presets are kept, chosen, renamed, made the default and deleted', async () => {
  const store = await openStore()
  const form = store.form()
  form.change('paperSize', 'Letter')
  form.change('scope', { mode: 'users', ids: [12] })
  await store.savePreset('Faculty')
  const preset = form.state.getState().presetKey ?? ''
  expect(form.request()).toEqual({ preset, settings: { scope: { mode: 'users', ids: [12] } } })
  await expect(store.savePreset('Faculty')).rejects.toMatchObject({ code: 'state_conflict' })
  form.change('watermark', 'Copy')
  await store.savePreset('Faculty', true)
  await store.renamePreset(preset, 'Law')
  await store.setDefaultPreset(preset)
  const settings = { paperSize: 'Letter', watermark: 'Copy' }
  expect(form.state.getState().presets.at(-1)).toMatchObject({ name: { en: 'Law' }, isDefault: true, settings })

  const again = (await openStore()).form()
  expect(again.state.getState().presetKey, 'the default is chosen by itself').toBe(preset)
  expect(again.deviationsIn('format')).toBe(2)
  again.change('paperSize', 'A4')
  expect(again.request()).toEqual({ preset, settings: { paperSize: 'A4' } })
  again.choosePreset(null)
  expect(again.request()).toEqual({ preset: null, settings: {} })

  const presets = new PresetsStore(engine)
  const ofQuiz = () =>
    vi.waitFor(() => {
      const { value, isLoading } = presets.list.state.getState()
      expect(isLoading).toBe(false)
      return value?.find(({ archiver }) => archiver.id === 'quiz')?.presets ?? []
    })
  presets.list.load()
  const law = (await ofQuiz()).find(({ key }) => key === preset)
  expect(law?.isDefault).toBe(true)
  if (!law) return
  await presets.toggleDefault(law)
  expect((await ofQuiz()).some(({ isDefault }) => isDefault)).toBe(false)
  await presets.remove(law)
  expect((await ofQuiz()).some(({ kind }) => kind === 'kept')).toBe(false)
  await presets.remove(law)
  expect(presets.failure.getState().failure?.code).toBe('settings_invalid')
})

test('it is made with its files and started; a file that does not arrive makes no second task', async () => {
  const store = await openStore()
  store.chooseDriver('every-kind')
  const scope = { mode: 'some', ids: [1, 2, 3] }
  store.form().change('scope', scope)
  const plan = new File(['seats'], 'plan.txt')
  const lost = new File(['x'], 'lost.txt')
  vi.spyOn(lost, 'slice').mockImplementationOnce(() => {
    throw new TypeError('The file is gone.')
  })
  store.addFiles([plan, lost])
  store.decide({ priority: 'high' })
  const before = await core.tasks.all.count()
  expect(await store.begin()).toBeNull()
  expect(store.state.getState()).toMatchObject({ isStarting: false, failure: { text: { en: 'The file is gone.' } } })
  const taskId = (await store.begin()) ?? ''
  expect(await core.tasks.all.count()).toBe(before + 1)
  expect((await core.tasks.listFiles(taskId)).map(({ name }) => name)).toEqual(['plan.txt', 'lost.txt'])
  await vi.waitFor(async () => expect((await core.tasks.get(taskId)).status.state).toBe('finished'), 30_000)
  const task = await core.tasks.get(taskId)
  expect(task).toMatchObject({ priority: 'high', reuseUnchanged: true, settings: { scope } })

  const later = await openStore()
  expect(later.archivable.archivedAt).toEqual(task.endedAt)
  later.chooseDriver('every-kind')
  const stop = later.start()
  await vi.waitFor(() => expect(later.estimate.state.getState().answer).toMatchObject({ basedOnItems: 3 }))
  expect(later.estimate.state.getState().answer?.secondsPerItem).toBeGreaterThanOrEqual(0)
  stop()
})

function definitionOf(store: NewArchiveStore, key: string) {
  const definition = store.archiver().definitions.find((candidate) => candidate.key === key)
  if (!definition) throw new Error(`There is no setting ${key}.`)
  return definition
}
