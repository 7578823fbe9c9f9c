import { accessRoles, isOverAll, mayDo, rolesOverAll } from '@muniment/core'
import { createHttpServer, procedureAccess, type HttpServer } from '@muniment/server'
import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

/** What belongs to one of two owners, by id and by words that no answer for the other one may have. */
interface Belongings {
  readonly sourceId: string
  readonly taskId: string
  readonly openTaskId: string
  readonly archiveId: string
  readonly fileId: string
  readonly uploadId: string
  readonly uploadToDiscard: string
  readonly preset: string
}

/** The same names with nothing behind them. */
const nothing: Belongings = {
  sourceId: 'source-of-nobody',
  taskId: '00000000-0000-7000-8000-000000000001',
  openTaskId: '00000000-0000-7000-8000-000000000002',
  archiveId: '00000000-0000-7000-8000-000000000003',
  fileId: '00000000-0000-7000-8000-000000000004',
  uploadId: '00000000-0000-7000-8000-000000000005',
  uploadToDiscard: '00000000-0000-7000-8000-000000000006',
  preset: 'Of nobody',
}

interface Asked {
  readonly type: 'query' | 'mutation' | 'subscription'
  /** What is asked with, about the things of one owner; null where nothing is named. */
  readonly input: ((of: Belongings) => unknown) | null
}

const query = (input: Asked['input'] = null): Asked => ({ type: 'query', input })
const mutation = (input: Asked['input'] = null): Asked => ({ type: 'mutation', input })
const ofSource = ({ sourceId }: Belongings) => ({ sourceId })
const ofCourse = ({ sourceId }: Belongings) => ({ sourceId, courseId: 8 })
const ofTask = ({ taskId }: Belongings) => ({ taskId })
const ofArchive = ({ archiveId }: Belongings) => ({ archiveId })
const ofUpload = ({ uploadId }: Belongings) => ({ uploadId })

/** How each procedure about somebody's data is called; one that is added must be entered here. */
const asked: Readonly<Record<string, Asked>> = {
  'archives.export': mutation(({ archiveId }) => ({ archiveId, folder: '/somewhere' })),
  'archives.get': query(ofArchive),
  'archives.getDescription': query(ofArchive),
  'archives.getEntry': query(({ archiveId }) => ({ archiveId, ordinal: 0 })),
  'archives.list': query(({ taskId }) => ({ taskId })),
  'archives.listEntries': query(ofArchive),
  'archives.listFiles': query(ofArchive),
  'archives.listRemovals': query(() => ({})),
  'archives.listVerifications': query(ofArchive),
  'archives.readFile': query(({ archiveId }) => ({ archiveId, path: 'bagit.txt' })),
  // For want of a reason, nothing is removed.
  'archives.remove': mutation(({ archiveId }) => ({ archiveId, reason: ' ' })),
  'archives.search': query(() => ({})),
  'archives.timestamp': mutation(ofArchive),
  'archives.verify': mutation(ofArchive),
  'presets.list': query(() => ({ driverId: 'scripted' })),
  'presets.remove': mutation(({ preset }) => ({ driverId: 'scripted', preset })),
  'presets.rename': mutation(({ preset }) => ({ driverId: 'scripted', preset, name: 'Renamed' })),
  'presets.save': mutation(() => ({ driverId: 'scripted', name: 'Kept', settings: {}, replace: true })),
  'presets.setDefault': mutation(({ preset }) => ({ driverId: 'scripted', preset })),
  'sources.addSample': mutation(() => ({ language: 'en' })),
  'sources.beginBrowserSignIn': mutation(() => ({ address: 'nowhere' })),
  'sources.check': query(ofSource),
  'sources.connectMoodle': mutation(() => ({ address: 'nowhere', credentials: { kind: 'token', token: 'x' } })),
  'sources.finishBrowserSignIn': mutation(() => ({ handOver: 'muniment://token=x' })),
  'sources.get': query(ofSource),
  'sources.getCourseOverview': query(ofCourse),
  'sources.list': query(() => ({})),
  'sources.listActivities': query(ofCourse),
  'sources.listCourses': query(ofSource),
  'sources.listGroups': query(ofCourse),
  'sources.listOverview': query(ofSource),
  'sources.listParticipants': query(ofCourse),
  'sources.recognise': query(() => ({ address: 'nowhere' })),
  'sources.remove': mutation(ofSource),
  'sources.setOwner': mutation(({ sourceId }) => ({ sourceId, ownerId: 'nobody' })),
  'sources.traffic': query(ofSource),
  'tasks.abort': mutation(ofTask),
  'tasks.create': mutation(({ sourceId }) => ({ driverId: 'scripted', activity: { ...scriptedActivity, sourceId } })),
  'tasks.estimate': query(({ sourceId }) => ({ driverId: 'scripted', activity: { ...scriptedActivity, sourceId } })),
  'tasks.execute': mutation(ofTask),
  'tasks.get': query(ofTask),
  'tasks.getStatus': query(ofTask),
  'tasks.list': query(({ sourceId }) => ({ sourceId })),
  'tasks.listCandidates': query(({ sourceId }) => ({
    driverId: 'scripted',
    activity: { ...scriptedActivity, sourceId },
    setting: 'chosen',
  })),
  'tasks.listFiles': query(ofTask),
  'tasks.listItemChanges': query(ofTask),
  'tasks.listItems': query(ofTask),
  'tasks.listLog': query(ofTask),
  'tasks.pause': mutation(ofTask),
  'tasks.removeFile': mutation(({ openTaskId: taskId, fileId }) => ({ taskId, fileId })),
  'tasks.resume': mutation(ofTask),
  'tasks.sealIncomplete': mutation(ofTask),
  'tasks.setPriority': mutation(({ taskId }) => ({ taskId, priority: 'low' })),
  'tasks.watch': { type: 'subscription', input: ofTask },
  'uploads.append': mutation(({ uploadId }) => ({ uploadId, offset: 0, content: 'AA==' })),
  'uploads.begin': mutation(({ openTaskId: taskId }) => ({ taskId, name: 'more.txt' })),
  'uploads.discard': mutation(({ uploadToDiscard: uploadId }) => ({ uploadId })),
  'uploads.finish': mutation(({ openTaskId: taskId, uploadId }) => ({ taskId, uploadId, sizeBytes: 9 })),
  'uploads.get': query(ofUpload),
}

const aboutSomebody = [...procedureAccess()].filter(([, { scope }]) => scope !== 'installation')
const notFound = '"code":"not_found"'

let scripted: ScriptedCore
let server: HttpServer
let ann: Belongings
let ben: Belongings
const keys = new Map<string, string>()

beforeAll(async () => {
  scripted = await openScriptedCore()
  scripted.groups.answer()
  const { core } = scripted
  for (const owner of ['Ann', 'Ben']) {
    for (const role of accessRoles) {
      const { key } = await core.access.create({ name: `${role} of ${owner}`, role, owner })
      keys.set(`${role} of ${owner}`, key)
    }
  }
  server = await createHttpServer(core)
  ann = await provide('Ann')
  ben = await provide('Ben')
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

const clientOf = (name: string): MunimentClient =>
  createMunimentClient({ url: server.url, apiKey: keys.get(name) ?? '' })

/** Makes one of each thing for an owner, by the owner's own key. */
async function provide(owner: string): Promise<Belongings> {
  const { core, engine } = scripted
  const ownerId = (await core.access.listOwners()).entries.find(({ name }) => name === owner)?.id ?? ''
  const sourceId = `source-of-${owner}`
  await engine.keepSource(sourceId, ownerId)
  const client = clientOf(`archivist of ${owner}`)
  const activity = { ...scriptedActivity, sourceId, activityName: `Exam of ${owner}` }
  const preset = `Settings of ${owner}`
  await client.presets.save({ driverId: 'scripted', name: preset, settings: {} })
  const make = () => client.tasks.create({ driverId: 'scripted', activity, settings: { items: 1 }, preset: null })
  const task = await make()
  await client.tasks.execute({ taskId: task.id })
  await engine.reached(task.id, 'finished')
  const open = await make()
  const file = await client.tasks.addFile(open.id, { name: `${owner}.txt`, content: new TextEncoder().encode(owner) })
  const begin = async () => (await client.uploads.begin({ taskId: open.id, name: 'minutes.txt' })).uploadId
  const [uploadId, uploadToDiscard] = [await begin(), await begin()]
  const archiveId = (await client.archives.list({ taskId: task.id })).entries[0]?.id ?? ''
  await vi.waitFor(async () => expect((await client.archives.search()).notListed).toBe(0), { interval: 5 })
  const ids = { taskId: task.id, openTaskId: open.id, archiveId, fileId: file.id, uploadId, uploadToDiscard }
  return { sourceId, ...ids, preset }
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** Asks as a client would; what ids the question had is not told from the answer. */
async function ask(procedure: string, of: Belongings, key: string): Promise<Answer> {
  const { type, input } = asked[procedure] ?? query()
  const body = JSON.stringify({ json: input?.(of) })
  const isMutation = type === 'mutation'
  const answer = await fetch(
    `${server.url}/trpc/${procedure}${isMutation ? '' : `?input=${encodeURIComponent(body)}`}`,
    {
      method: isMutation ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(isMutation && { body }),
    },
  )
  const text = type === 'subscription' ? await firstEvent(answer) : await answer.text()
  return { status: answer.status, text: withoutIds(text, of) }
}

/** The events of a stream until one says something of the task, or an error. */
async function firstEvent({ body }: Response): Promise<string> {
  if (!body) return ''
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    if (/"kind":"|serialized-error/u.test(text)) break
  }
  return text
}

function withoutIds(text: string, of: Belongings): string {
  return Object.values(of).reduce<string>((left, id) => left.replaceAll(String(id), '…'), text)
}

test('every procedure about somebody’s data is asked', () => {
  expect(Object.keys(asked).toSorted()).toEqual(aboutSomebody.map(([name]) => name))
})

describe.each(aboutSomebody)('%s', (procedure, { permission, scope }) => {
  const roles = accessRoles.filter((role) => mayDo(role, permission))

  test.each(roles)('tells the role %s of another one’s things what it tells of nothing, or all', async (role) => {
    const key = keys.get(`${role} of Ann`) ?? ''
    const foreign = await ask(procedure, ben, key)
    if (scope === 'owner' || !isOverAll(role)) {
      expect(foreign).toEqual(await ask(procedure, nothing, key))
      for (const word of ['Ben', ben.taskId, ben.archiveId]) expect(foreign.text).not.toContain(word)
      if (scope === 'source') expect((await ask(procedure, ann, key)).text).not.toContain(notFound)
    } else if (procedure !== 'sources.setOwner') {
      expect(foreign.text).not.toContain(notFound)
    }
  })
})

test('a viewer and an archivist find their own things, by id and in lists', async () => {
  for (const role of ['viewer', 'archivist']) {
    const client = clientOf(`${role} of Ann`)
    expect((await client.tasks.get({ taskId: ann.taskId })).activity.activityName).toBe('Exam of Ann')
    expect((await client.archives.get({ archiveId: ann.archiveId })).id).toBe(ann.archiveId)
    expect((await client.sources.list()).entries.map(({ id }) => id)).toEqual([ann.sourceId])
    expect((await client.archives.list()).entries.map(({ id }) => id)).toEqual([ann.archiveId])
    const tasks = (await client.tasks.list()).entries
    expect(new Set(tasks.map(({ activity }) => activity.sourceId))).toEqual(new Set([ann.sourceId]))
    const presets = await client.presets.list({ driverId: 'scripted' })
    expect(presets.flatMap(({ kind, name }) => (kind === 'kept' ? [name.en] : []))).toContain(ann.preset)
    expect(JSON.stringify(presets)).not.toContain('Ben')
  }
})

test('a search, and the record of what was removed, know only what is within reach', async () => {
  const found = async (name: string, search: string) =>
    (await clientOf(name).archives.search({ search })).entries.map(({ activityName }) => activityName)
  expect(await found('viewer of Ann', 'exam')).toEqual(['Exam of Ann'])
  expect(await found('viewer of Ann', 'Ben')).toEqual([])
  expect(await found('auditor of Ann', 'ben')).toEqual(['Exam of Ben'])
  const { core } = scripted
  const client = clientOf('archivist of Ben')
  const activity = { ...scriptedActivity, sourceId: ben.sourceId, activityName: 'To be removed' }
  const task = await client.tasks.create({ driverId: 'scripted', activity, settings: { items: 1 }, preset: null })
  await client.tasks.execute({ taskId: task.id })
  await scripted.engine.reached(task.id, 'finished')
  const archiveId = (await client.tasks.get({ taskId: task.id })).archiveId ?? ''
  await clientOf('operator of Ann').archives.remove({ archiveId, reason: 'Asked for.' })
  const removed = (await client.archives.listRemovals()).entries
  expect(removed).toMatchObject([{ archiveId, removedBy: 'operator of Ann', reason: 'Asked for.', fileRemoved: true }])
  expect((await clientOf('viewer of Ann').archives.listRemovals()).entries).toEqual([])
  expect((await core.archives.listRemovals()).entries).toHaveLength(1)
})

test('an auditor and an operator find what belongs to anyone', async () => {
  for (const role of ['auditor', 'operator']) {
    const client = clientOf(`${role} of Ann`)
    const sources = (await client.sources.list()).entries.map(({ id }) => id)
    expect(sources).toEqual(expect.arrayContaining([ann.sourceId, ben.sourceId, scriptedActivity.sourceId]))
    const archives = (await client.archives.list()).entries.map(({ id }) => id)
    expect(archives).toEqual(expect.arrayContaining([ann.archiveId, ben.archiveId]))
  }
})

test.each(['download', 'files/bagit.txt'])(
  '%s needs reach, and tells no more than that there is nothing',
  async (what) => {
    const download = async (archiveId: string, name: string): Promise<Answer> => {
      const headers = { authorization: `Bearer ${keys.get(name)}` }
      const answer = await fetch(`${server.url}/archives/${archiveId}/${what}`, { headers })
      return { status: answer.status, text: withoutIds(await answer.text(), { ...ben, archiveId }) }
    }
    for (const role of ['viewer', 'archivist']) {
      expect((await download(ann.archiveId, `${role} of Ann`)).status).toBe(200)
      const foreign = await download(ben.archiveId, `${role} of Ann`)
      expect(foreign.status).toBe(404)
      expect(foreign).toEqual(await download(nothing.archiveId, `${role} of Ann`))
    }
    expect((await download(ben.archiveId, 'auditor of Ann')).status).toBe(200)
  },
)

test('who watches all tasks hears of those within reach only, also of what happened before', async () => {
  const stop = new AbortController()
  const heard = new Set<string>()
  // The last thing that happened to Ben lies before the last one of Ann: who heard of the later one has passed by the other.
  await clientOf('archivist of Ann').tasks.setPriority({ taskId: ann.openTaskId, priority: 'high' })
  const pinned = await clientOf('archivist of Ann').tasks.create({
    driverId: 'scripted',
    activity: { ...scriptedActivity, sourceId: ann.sourceId },
  })
  for await (const event of clientOf('viewer of Ann').tasks.watch({ after: 0 }, { signal: stop.signal })) {
    const taskId = event.kind === 'log' ? event.entry.taskId : event.status.taskId
    heard.add(taskId)
    if (taskId === pinned.id) break
  }
  stop.abort()
  expect(heard).toContain(ann.taskId)
  for (const taskId of [ben.taskId, ben.openTaskId]) expect(heard).not.toContain(taskId)
})

test('a key that is limited to a source reaches that one, whoever it belongs to, and connects none', async () => {
  const { key } = await clientOf('operator of Ann').access.createKey({
    name: 'Ben for Ann’s exam',
    role: 'archivist',
    owner: 'Ben',
    sourceIds: [ann.sourceId],
  })
  const client = createMunimentClient({ url: server.url, apiKey: key })
  expect((await client.sources.list()).entries.map(({ id }) => id)).toEqual([ann.sourceId])
  expect((await client.tasks.get({ taskId: ann.taskId })).id).toBe(ann.taskId)
  await expect(client.tasks.get({ taskId: ben.taskId })).rejects.toMatchObject({ code: 'not_found' })
  const connecting = client.sources.connectMoodle({ address: 'nowhere', credentials: { kind: 'token', token: 'x' } })
  await expect(connecting).rejects.toMatchObject({ code: 'forbidden' })
  // Presets are those of the key's owner, for tasks of another one's source too.
  const activity = { ...scriptedActivity, sourceId: ann.sourceId }
  const task = await client.tasks.create({ driverId: 'scripted', activity, preset: ben.preset })
  expect((await clientOf('viewer of Ann').tasks.get({ taskId: task.id })).requestedBy).toBe('Ben for Ann’s exam')
  await expect(client.tasks.create({ driverId: 'scripted', activity, preset: ann.preset })).rejects.toMatchObject({
    code: 'settings_invalid',
  })
})

test('who is limited is not over all, and no source is made up', async () => {
  const { access } = clientOf('operator of Ann')
  const sourceIds = [ann.sourceId]
  for (const role of rolesOverAll) {
    await expect(access.createKey({ name: 'x', role, owner: 'Ann', sourceIds })).rejects.toMatchObject({
      code: 'input_invalid',
      details: { field: 'sourceIds' },
    })
  }
  const made = access.createKey({ name: 'x', role: 'viewer', owner: 'Ann', sourceIds: ['source-of-nobody'] })
  await expect(made).rejects.toMatchObject({ code: 'not_found', details: { field: 'sourceIds' } })
  // Nobody joins an owner by having the name.
  await expect(access.createKey({ name: 'ann', role: 'viewer' })).rejects.toMatchObject({ code: 'state_conflict' })
})

test('a source that is given to another owner takes everything along, and streams tell no more of it', async () => {
  const { core, engine } = scripted
  await engine.keepSource('source-to-give', (await core.access.listOwners()).entries.find((o) => o.name === 'Ben')?.id)
  const activity = { ...scriptedActivity, sourceId: 'source-to-give' }
  const task = await clientOf('archivist of Ben').tasks.create({ driverId: 'scripted', activity })
  await expect(clientOf('viewer of Ann').tasks.get({ taskId: task.id })).rejects.toMatchObject({ code: 'not_found' })
  const operator = clientOf('operator of Ben')
  const owners = (await operator.access.listOwners()).entries
  const ownerId = owners.find(({ name }) => name === 'Ann')?.id ?? ''
  expect(await operator.sources.setOwner({ sourceId: 'source-to-give', ownerId })).toMatchObject({ ownerId })
  expect((await clientOf('viewer of Ann').tasks.get({ taskId: task.id })).id).toBe(task.id)
  await expect(clientOf('viewer of Ben').tasks.get({ taskId: task.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(operator.sources.setOwner({ sourceId: 'source-to-give', ownerId: 'nobody' })).rejects.toMatchObject({
    code: 'not_found',
  })
})
