import type { Core } from '@muniment/core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ConnectStore } from '../../apps/desktop/src/renderer/features/connect/connect-store.ts'
import {
  activitiesToArchive,
  ArchiveStarter,
} from '../../apps/desktop/src/renderer/features/courses/archive-starter.ts'
import { chooseActivities } from '../../apps/desktop/src/renderer/features/courses/choose-activities.ts'
import { countActivities } from '../../apps/desktop/src/renderer/features/courses/course-counts.ts'
import { createCourseStore } from '../../apps/desktop/src/renderer/features/courses/course-store.ts'
import { OverviewStore } from '../../apps/desktop/src/renderer/features/courses/overview-store.ts'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openCore, openWorkspace } from '../support/open-muniment.ts'
import { engineOf } from './engine-of.ts'

const running = new AsyncDisposableStack()
let core: Core
let moodle: SampleMoodle

beforeAll(async () => {
  const workspace = running.use(await openWorkspace())
  core = running.use(await openCore(workspace.path))
  moodle = running.use(await startSampleMoodle())
})

afterAll(() => running.disposeAsync())

function connecting(openInBrowser = (_launchUrl: string): Promise<boolean> => Promise.resolve(true)): ConnectStore {
  return new ConnectStore({ engine: engineOf(core), openInBrowser })
}

test('a site is found, a wrong sign-in is told and can be mended', async () => {
  const store = connecting()
  await store.recognise('my moodle')
  expect(store.state.getState()).toMatchObject({ step: 'address', failure: { code: 'input_invalid' }, isBusy: false })
  await store.recognise(`${moodle.url}/my/`)
  expect(store.state.getState()).toMatchObject({ step: 'sign-in', site: { siteUrl: moodle.url }, failure: null })
  await store.signIn({ kind: 'password', userName: moodle.username, password: 'wrong' })
  expect(store.state.getState()).toMatchObject({ step: 'sign-in', failure: { code: 'source_unauthenticated' } })
  store.back()
  expect(store.state.getState()).toMatchObject({ step: 'address', site: null, failure: null })
  await store.recognise(moodle.url)
  await store.signIn({ kind: 'token', token: moodle.token })
  expect(store.state.getState()).toMatchObject({ step: 'connected', source: { siteUrl: moodle.url } })
})

test('a sign-in by browser that the site does not have is told, and nothing is opened', async () => {
  const opened = vi.fn(() => Promise.resolve(true))
  const store = connecting(opened)
  await store.recognise(moodle.url)
  await store.signInByBrowser()
  expect(store.state.getState()).toMatchObject({ step: 'sign-in', failure: { code: 'source_denied' } })
  await store.finish('muniment://token=YWJj')
  expect(store.state.getState()).toMatchObject({ step: 'sign-in' })
  expect(opened).not.toHaveBeenCalled()
})

test('going back gives up what goes on', async () => {
  const store = connecting()
  const looking = store.recognise(moodle.url)
  store.back()
  await looking
  expect(store.state.getState()).toMatchObject({ step: 'address', site: null, isBusy: false })
})

test('courses of all sources, each with what was done; one that fails keeps nothing from the others', async () => {
  const { id: sampleId } = await core.sources.addSample('en')
  const gone = await startSampleMoodle()
  const credentials = { kind: 'token', token: gone.token } as const
  const goneSource = await core.sources.connectMoodle({ address: gone.url, credentials })
  await gone[Symbol.asyncDispose]()
  const store = new OverviewStore(engineOf(core))
  expect(store.state.getState().phase).toBe('loading')
  store.load()
  const ended = () => store.state.getState().sources.every(({ isLoading }) => !isLoading)
  await vi.waitFor(() => expect(store.state.getState().phase === 'shown' && ended()).toBe(true), { timeout: 30_000 })
  const bySource = new Map(store.state.getState().sources.map((one) => [one.source.id, one]))
  expect(bySource.get(goneSource.id)).toMatchObject({ courses: [], failure: { code: 'source_unavailable' } })
  const [sample] = bySource.get(sampleId)?.courses ?? []
  expect(sample && countActivities(sample)).toEqual({ total: 2, archived: 0, changed: 0, archiving: 0, failed: 0 })
  await core.sources.remove(goneSource.id)
})

test('what is new is archived, and one that cannot be started is told', async () => {
  const { id: sourceId } = await core.sources.addSample('de')
  const engine = engineOf(core)
  const store = createCourseStore(engine, sourceId, 1)
  const read = async () => {
    store.load()
    await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ phase: 'shown', isLoading: false }))
    return store.state.getState().value!.overview
  }
  const before = await read()
  const toArchive = activitiesToArchive(sourceId, before)
  expect(toArchive).toHaveLength(2)
  const broken = { ...toArchive[0]!, sourceId: 'nobody' }
  const starter = new ArchiveStarter(engine, { language: 'de', timeZone: 'Europe/Vienna' })
  await starter.start([broken, ...toArchive])
  expect(starter.state.getState()).toMatchObject({
    isBusy: false,
    started: 2,
    problems: [{ activityName: 'Beispielprüfung: Blatt, Rinde und Wurzel' }],
  })
  expect(countActivities(await read())).toMatchObject({ archiving: 2 })
  await core.start()
  await vi.waitFor(async () => expect(countActivities(await read())).toMatchObject({ archived: 2, archiving: 0 }), {
    timeout: 50_000,
    interval: 250,
  })
  expect(activitiesToArchive(sourceId, await read())).toEqual([])
  // As in a form for them: reports are in the language and by the clock of the computer.
  const { entries: tasks } = await core.tasks.all.page()
  expect(tasks.filter(({ status }) => status.state === 'finished').map(({ settings }) => settings)).toMatchObject([
    { language: 'de', timeZone: 'Europe/Vienna' },
    { language: 'de', timeZone: 'Europe/Vienna' },
  ])
  starter.forget()
  expect(starter.state.getState()).toMatchObject({ started: 0, problems: [] })
})

test('activities are searched, filtered and put in order', async () => {
  const { id: sourceId } = await core.sources.addSample('en')
  const { activities } = await core.sources.getCourseOverview(sourceId, 1)
  const names = (choice: Partial<Parameters<typeof chooseActivities>[1]>) =>
    chooseActivities(activities, { search: '', filter: 'all', sort: undefined, ...choice }, 'en').map(
      ({ activity }) => activity.kind,
    )
  expect(names({})).toEqual(['quiz', 'assign', 'page'])
  expect(names({ search: ' TREE ' })).toEqual(['assign'])
  expect(names({ search: 'exams' })).toEqual(['quiz'])
  expect(names({ filter: 'to-archive' })).toEqual(['quiz', 'assign'])
  expect(names({ filter: 'not-supported' })).toEqual(['page'])
  expect(names({ filter: 'archived' })).toEqual([])
  expect(names({ sort: { column: 'closes', direction: 'ascending' } })).toEqual(['assign', 'quiz', 'page'])
  expect(names({ sort: { column: 'state', direction: 'descending' } })).toEqual(['page', 'assign', 'quiz'])
})
