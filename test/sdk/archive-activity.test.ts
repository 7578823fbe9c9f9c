import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { ArchivingError, localOwnerName } from '@muniment/core'
import { createHttpServer, createInProcessPort, type HttpServer } from '@muniment/server'
import { activityMetadataOf, createMunimentClient, type MunimentClient, type TaskEvent } from '@muniment/sdk'
import { saveArchive } from '@muniment/sdk/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'
import { openWorkspace, type Workspace } from '../support/open-muniment.ts'

let scripted: ScriptedCore
let server: HttpServer
let workspace: Workspace
let client: MunimentClient
const request = { driverId: 'scripted', activity: scriptedActivity, settings: { items: 3 } }

beforeAll(async () => {
  workspace = await openWorkspace()
  scripted = await openScriptedCore()
  const { key } = await scripted.core.access.create({ name: 'service', role: 'archivist', owner: localOwnerName })
  server = await createHttpServer(scripted.core)
  client = createMunimentClient({ url: server.url, apiKey: key })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
  await workspace[Symbol.asyncDispose]()
})

test('an activity is archived in one call, and what happens is told', async () => {
  const events: TaskEvent[] = []
  const { task, archive } = await client.archiveActivity(request, { onEvent: (event) => events.push(event) })
  expect(task.status).toMatchObject({ state: 'finished', progress: { itemsFinished: 3 } })
  expect(archive).toMatchObject({ id: task.archiveId, taskId: task.id, complete: true, items: 3 })
  expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['log', 'status']))
})

test('what made the task fail is thrown, with the task that can go on', async () => {
  scripted.engine.driver.script = async ({ key }) => {
    if (key === 'item-2') throw new ArchivingError('source_missing', 'It is gone.')
  }
  const failing = client.archiveActivity({ ...request, settings: { items: 2 } })
  await expect(failing).rejects.toMatchObject({
    code: 'state_conflict',
    message: expect.stringContaining('1 of 2'),
    details: { taskId: expect.any(String) },
  })
  scripted.engine.driver.script = async () => {}
  await expect(client.archiveActivity({ ...request, settings: { itms: 2 } })).rejects.toMatchObject({
    code: 'settings_invalid',
    details: { setting: 'itms' },
  })
})

test('the signal aborts the task too, or leaves it to go on', async () => {
  for (const [onSignal, state] of [
    ['abort', 'aborted'],
    ['leave', 'finished'],
  ] as const) {
    const controller = new AbortController()
    let taskId = ''
    const archiving = client.archiveActivity(request, {
      signal: controller.signal,
      onSignal,
      onEvent(event) {
        taskId = event.kind === 'log' ? event.entry.taskId : event.status.taskId
        controller.abort()
      },
    })
    await expect(archiving).rejects.toMatchObject({ code: 'aborted' })
    expect(await scripted.engine.reached(taskId, 'aborted', 'finished')).toBe(state)
  }
})

test('what a task is to know comes from the lists', async () => {
  const [course] = await client.sources.listCourses({ sourceId: scriptedActivity.sourceId })
  const activity = {
    courseModuleId: 33,
    instanceId: 3,
    kind: 'quiz',
    name: 'Midterm',
    courseId: 7,
    sectionName: '',
    idNumber: '',
    visible: true,
    opensAt: null,
    closesAt: null,
    driverId: 'quiz',
    driverIds: ['quiz'],
  }
  expect(activityMetadataOf('source-1', course!, activity)).toEqual({
    sourceId: 'source-1',
    courseId: 7,
    courseName: 'World history',
    courseShortName: 'HIST',
    activityKind: 'quiz',
    activityId: 3,
    courseModuleId: 33,
    activityName: 'Midterm',
  })
})

test('an archive is saved whole, under a free name, with progress', async () => {
  const { archive } = await client.archiveActivity(request)
  const folder = await workspace.folder('saved')
  let progress = { bytes: 0, sizeBytes: 0 }
  await using port = createInProcessPort(scripted.core)
  for (const through of [client, createMunimentClient({ port })]) {
    const { path, sha256 } = await saveArchive(through, {
      archiveId: archive.id,
      folder,
      onProgress: (told) => (progress = told),
    })
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(sha256)
    expect(progress).toEqual({ bytes: archive.sizeBytes, sizeBytes: archive.sizeBytes })
  }
  const stem = archive.fileName.replace(/\.zip$/u, '')
  expect((await readdir(folder)).toSorted()).toEqual([`${stem} (2).zip`, `${stem}.zip`])
})

test('nothing is left of an archive that does not arrive as it was sealed', async () => {
  const { archive } = await client.archiveActivity(request)
  const bytes = await readFile(archive.path)
  await writeFile(archive.path, bytes.fill(0, 100, 110))
  const folder = await workspace.folder('damaged')
  const saving = saveArchive(client, { archiveId: archive.id, folder, retries: 1 })
  await expect(saving).rejects.toMatchObject({ code: 'write_mismatch' })
  await writeFile(archive.path, bytes.subarray(0, 100))
  const short = saveArchive(client, { archiveId: archive.id, folder, retries: 1 })
  await expect(short).rejects.toMatchObject({ code: 'connection_failed' })
  expect(await readdir(folder)).toEqual([])
})
