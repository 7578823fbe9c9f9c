import { glob, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Core } from '@muniment/core'
import type { LoadableStore } from '../../apps/desktop/src/renderer/connection/loadable-store.ts'
import { PagedStore } from '../../apps/desktop/src/renderer/connection/paged-store.ts'
import { SitesStore } from '../../apps/desktop/src/renderer/features/sites/sites-store.ts'
import { readRemovals } from '../../apps/desktop/src/renderer/features/storage/read-removals.ts'
import { UpkeepStore } from '../../apps/desktop/src/renderer/features/storage/upkeep-store.ts'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openCore, openWorkspace } from '../support/open-muniment.ts'
import { openScriptedCore, runScriptedTask, type ScriptedCore } from '../support/open-scripted-core.ts'
import { engineOf } from './engine-of.ts'

const running = new AsyncDisposableStack()
let core: Core
let scripted: ScriptedCore

beforeAll(async () => {
  core = running.use(await openCore(running.use(await openWorkspace()).path))
  scripted = running.use(await openScriptedCore())
})
afterAll(() => running.disposeAsync())

async function settled<T>({ state }: LoadableStore<T>): Promise<T | null> {
  await vi.waitFor(() => expect(state.getState()).toMatchObject({ isLoading: false, phase: 'shown' }))
  return state.getState().value
}

test('a sign-in is checked when asked for, and one that ends is told', async () => {
  let tokenHolds = true
  const gone = { exception: 'moodle_exception', errorcode: 'invalidtoken', message: 'Invalid token' }
  await using moodle = await startSampleMoodle({ alterAnswer: (_name, answer) => (tokenHolds ? answer : gone) })
  const credentials = { kind: 'token', token: moodle.token } as const
  const { id } = await core.sources.connectMoodle({ address: moodle.url, credentials })
  const store = new SitesStore(engineOf(core))
  store.sites.reload()
  const [site] = (await settled(store.sites.pages))?.entries ?? []
  expect(site).toMatchObject({ source: { id, siteUrl: moodle.url }, traffic: { parallelRequests: null } })
  expect(store.checks.getState().size, 'nobody was asked').toBe(0)
  const checking = store.check(id)
  expect(store.checks.getState().get(id)).toEqual({ phase: 'checking' })
  await checking
  const works = { phase: 'works', traffic: { parallelRequests: expect.any(Number) } }
  expect(store.checks.getState().get(id)).toMatchObject(works)
  tokenHolds = false
  await store.check(id)
  const fails = { phase: 'fails', failure: { code: 'source_unauthenticated' } }
  expect(store.checks.getState().get(id)).toMatchObject(fails)
  const leaving = store.check(id)
  store.leave()
  await leaving
  expect(store.checks.getState().has(id), 'what is given up tells nothing').toBe(false)
  await store.forget(id)
  expect(store.forgetting.getState()).toEqual({ isBusy: false, failure: null })
  expect((await settled(store.sites.pages))?.entries).toEqual([])
})

test('a site of which there are tasks is kept, and why is told', async () => {
  const { id: sourceId } = await core.sources.addSample('en')
  const { course, activities } = await core.sources.getCourseOverview(sourceId, 1)
  const { driverId, kind, instanceId, courseModuleId, name } = activities[0]!.activity
  const activity = {
    sourceId,
    courseId: course.id,
    courseName: course.name,
    courseShortName: course.shortName,
    activityKind: kind,
    activityId: instanceId,
    activityName: name,
    courseModuleId,
  }
  await core.tasks.create(driverId ?? '', activity, {})
  const store = new SitesStore(engineOf(core))
  await store.forget(sourceId)
  expect(store.forgetting.getState()).toMatchObject({ isBusy: false, failure: { code: 'state_conflict' } })
  store.forgetFailure()
  expect(store.forgetting.getState().failure).toBeNull()
  expect(await core.sources.get(sourceId)).toMatchObject({ id: sourceId })
})

test('what was deleted is shown page by page, newest first; what is kept is checked and cleaned', async () => {
  const engine = engineOf(scripted.core)
  for (const reason of ['First.', 'Second.', 'Third.']) {
    const { archiveId } = await scripted.core.tasks.get(await runScriptedTask(scripted, 1))
    await scripted.core.archives.remove(archiveId ?? '', { reason, removedBy: 'Ada' })
  }
  const store = new PagedStore((cursor, signal) => readRemovals(engine, cursor, signal, 2))
  const reasons = async () => (await settled(store.pages))?.entries.map(({ reason }) => reason)
  store.pages.load()
  expect(await reasons()).toEqual(['Third.', 'Second.'])
  store.showMore()
  expect(await reasons()).toEqual(['Third.', 'Second.', 'First.'])
  store.showMore()
  expect(store.pages.state.getState(), 'there is no more').toMatchObject({
    isLoading: false,
    value: { nextCursor: null },
  })
  store.reload()
  expect(await reasons()).toEqual(['Third.', 'Second.'])

  const upkeep = new UpkeepStore(engine)
  await Promise.all([upkeep.check(), upkeep.clean()])
  expect(upkeep.state.getState()).toMatchObject({ running: null, checked: { damages: [] }, cleaned: null })
  expect(upkeep.state.getState().checked?.contentsChecked).toBeGreaterThan(0)
  await upkeep.clean()
  expect(upkeep.state.getState()).toMatchObject({ running: null, cleaned: { removed: 0 }, failure: null })
  for await (const file of glob('**/*', { cwd: join(scripted.folder, 'artifacts'), withFileTypes: true })) {
    if (file.isFile()) await writeFile(join(file.parentPath, file.name), 'other bytes')
  }
  await upkeep.check()
  expect(upkeep.state.getState().checked?.damages[0]).toMatchObject({ kind: 'changed', needed: true })
})
