import { accessRoles, localOwnerName, mayDo, type AccessRole } from '@muniment/core'
import { appRouter, createHttpServer, type HttpServer } from '@muniment/server'
import { createMunimentClient } from '@muniment/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openScriptedCore, runScriptedTask, type ScriptedCore } from '../support/open-scripted-core.ts'

/**
 * Who may call what, said once more and apart from the router: a procedure that is added must be entered here, and one
 * whose permission changes fails.
 */
const expected: Readonly<Record<string, readonly AccessRole[]>> = {
  ...allowing('viewer archivist auditor operator', [
    'archives.export archives.get archives.getDescription archives.getEntry archives.list archives.listEntries archives.listFiles',
    'archives.listRemovals archives.listVerifications archives.readFile archives.search drivers.getSettings drivers.list drivers.listProblems drivers.previewName presets.list',
    'sources.check sources.get sources.getCourseOverview sources.list sources.listActivities sources.listCourses sources.listGroups sources.listOverview',
    'sources.listParticipants sources.traffic system.describe',
    'tasks.estimate tasks.get tasks.getStatus tasks.list tasks.listCandidates tasks.listFiles tasks.listItemChanges tasks.listItems tasks.listLog tasks.watch',
  ]),
  ...allowing('archivist operator', [
    'archives.timestamp presets.remove presets.rename presets.save presets.setDefault sources.connectMoodle',
    'sources.addSample sources.beginBrowserSignIn sources.finishBrowserSignIn sources.recognise',
    'tasks.abort tasks.create tasks.execute tasks.pause tasks.resume tasks.setPriority tasks.removeFile tasks.sealIncomplete',
    'uploads.append uploads.begin uploads.discard uploads.finish uploads.get',
  ]),
  ...allowing('archivist auditor operator', ['archives.verify']),
  ...allowing('auditor operator', ['access.listKeys access.listOwners']),
  ...allowing('operator', [
    'access.createKey access.revokeKey archives.remove artifacts.check artifacts.clean sources.remove sources.setOwner',
    'system.collectDiagnostics',
  ]),
}

function allowing(roles: string, procedures: readonly string[]): Record<string, readonly AccessRole[]> {
  const allowed = accessRoles.filter((role) => roles.split(' ').includes(role))
  return Object.fromEntries(procedures.flatMap((names) => names.split(' ')).map((name) => [name, allowed]))
}

const router: Readonly<Record<string, unknown>> = appRouter._def.procedures
const procedures = Object.keys(router).toSorted()

function isMutation(procedure: string): boolean {
  const found = router[procedure]
  if (typeof found !== 'function' || !('_def' in found)) throw new TypeError(`${procedure} is no procedure.`)
  return z.object({ type: z.string() }).parse(found._def).type === 'mutation'
}

let scripted: ScriptedCore
let server: HttpServer
let archiveId: string
const keys = new Map<AccessRole, string>()

beforeAll(async () => {
  scripted = await openScriptedCore()
  await runScriptedTask(scripted, 1)
  archiveId = (await scripted.core.archives.list()).entries[0]?.id ?? ''
  for (const role of accessRoles)
    keys.set(role, (await scripted.core.access.create({ name: role, role, owner: localOwnerName })).key)
  server = await createHttpServer(scripted.core, {
    readMetrics: async () => ({ contentType: 'text/plain', text: 'figures' }),
  })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

const headersOf = (key: string | undefined): Record<string, string> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` }

/** Calls with an input that no procedure takes: who may call hears that, or gets an answer; nothing is changed. */
async function call(procedure: string, key: string | undefined): Promise<number> {
  const mutates = isMutation(procedure)
  const nonsense = JSON.stringify({ json: { nonsense: true } })
  const query = mutates ? '' : `?input=${encodeURIComponent(nonsense)}`
  const answer = await fetch(`${server.url}/trpc/${procedure}${query}`, {
    method: mutates ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...headersOf(key) },
    ...(mutates && { body: nonsense }),
  })
  await answer.body?.cancel()
  return answer.status
}

test('every procedure says who may call it', () => {
  expect(procedures).toEqual(Object.keys(expected).toSorted())
})

describe.each(procedures)('%s', (procedure) => {
  test.each(accessRoles)('called by the role %s', async (role) => {
    const isAllowed = expected[procedure]?.includes(role) ?? false
    const status = await call(procedure, keys.get(role))
    if (isAllowed) expect([200, 400]).toContain(status)
    else expect(status).toBe(403)
  })

  test('called without a key, and with a wrong one', async () => {
    await using other = await createHttpServer(scripted.core)
    for (const headers of [{}, headersOf('mun_00000000000000000000000000000000_wrong')]) {
      const answer = await fetch(`${other.url}/trpc/${procedure}`, { headers })
      await answer.body?.cancel()
      expect(answer.status).toBe(401)
    }
  })
})

test('what is no procedure needs a key and a permission too', async () => {
  const statusOf = async (path: string, key?: string): Promise<number> => {
    const answer = await fetch(`${server.url}${path}`, { headers: headersOf(key) })
    await answer.body?.cancel()
    return answer.status
  }
  const download = `/archives/${archiveId}/download`
  const file = `/archives/${archiveId}/files/data/items.csv`
  for (const path of [download, file, '/metrics']) expect(await statusOf(path)).toBe(401)
  for (const role of accessRoles) {
    expect(await statusOf(download, keys.get(role))).toBe(200)
    expect(await statusOf(file, keys.get(role))).toBe(200)
    expect(await statusOf('/metrics', keys.get(role)), role).toBe(mayDo(role, 'audit') ? 200 : 403)
  }
})

test('a key is made, used, kept with what it does, and taken back', async () => {
  const operator = createMunimentClient({ url: server.url, apiKey: keys.get('operator') ?? '' })
  const made = await operator.access.createKey({ name: 'Exam office', role: 'archivist', owner: localOwnerName })
  const office = createMunimentClient({ url: server.url, apiKey: made.key })
  const { entries } = await office.tasks.list()
  const task = await office.tasks.create({ driverId: 'scripted', activity: entries[0]!.activity })
  expect(task.requestedBy).toBe('Exam office')
  const said = { driverId: 'scripted', activity: entries[0]!.activity, requestedBy: 'The rector' }
  expect((await office.tasks.create(said)).requestedBy).toBe('The rector (Exam office)')
  await expect(office.access.listKeys()).rejects.toMatchObject({ code: 'forbidden' })
  await operator.access.revokeKey({ accessKeyId: made.id })
  await expect(office.tasks.list()).rejects.toMatchObject({ code: 'unauthenticated', message: /taken back/u })
})

test('a stream of events ends with its key', async () => {
  await using other = await createHttpServer(scripted.core, { recheckKeyMs: 5 })
  const { key, id } = await scripted.core.access.create({ name: 'watcher', role: 'viewer' })
  const answer = await fetch(`${other.url}/trpc/tasks.watch`, {
    headers: { ...headersOf(key), accept: 'text/event-stream' },
  })
  const reader = answer.body?.getReader()
  expect((await reader?.read())?.done).toBe(false)
  await scripted.core.access.revoke(id)
  const toTheEnd = async (): Promise<void> => {
    while (!(await reader?.read())?.done);
  }
  await expect(toTheEnd()).rejects.toThrow('terminated')
  const again = await fetch(`${other.url}/trpc/tasks.watch`, { headers: headersOf(key) })
  expect(again.status).toBe(401)
})

test('who guesses keys is slowed down, and told how long', async () => {
  await using other = await createHttpServer(scripted.core)
  const ask = (key: string) => fetch(`${other.url}/trpc/system.describe`, { headers: headersOf(key) })
  for (let count = 0; count < 10; count++) expect((await ask(`guess-number-${count}`)).status).toBe(401)
  const refused = await ask(keys.get('viewer') ?? '')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)
  expect(await refused.json()).toMatchObject({ error: { json: { data: { code: 'rate_limited', retry: 'later' } } } })
})

test('a key that asks too often is told how long to wait', async () => {
  await using other = await createHttpServer(scripted.core, { requestsPerMinute: 12 })
  const ask = () => fetch(`${other.url}/trpc/system.describe`, { headers: headersOf(keys.get('viewer')) })
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200])
  const refused = await ask()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
})

test('a server without any key does not open, unless it is told to do without', async () => {
  await using bare = await openScriptedCore()
  await expect(createHttpServer(bare.core)).rejects.toThrow('needs an API key')
  await using open = await createHttpServer(bare.core, { allowUnauthenticated: true })
  expect((await fetch(`${open.url}/trpc/access.listKeys`)).status).toBe(200)
})
