import { ArchivingError } from '@muniment/core'
import { createHttpServer, type AnsweredRequest, type HttpServer } from '@muniment/server'
import { createServerMetrics } from '@muniment/server/metrics'
import { createMunimentClient } from '@muniment/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

const apiKey = 'a-key-that-is-long-enough'
const withKey = { headers: { authorization: `Bearer ${apiKey}` } }
let scripted: ScriptedCore
let server: HttpServer
const answered: AnsweredRequest[] = []
const waiting: (() => void)[] = []

beforeAll(async () => {
  scripted = await openScriptedCore()
  const metrics = createServerMetrics(scripted.core)
  server = await createHttpServer(scripted.core, {
    apiKeys: [apiKey],
    readMetrics: async () => ({ contentType: metrics.contentType, text: await metrics.read() }),
    onAnswered(request) {
      answered.push(request)
      metrics.count(request)
      for (const go of waiting.splice(0)) go()
    },
  })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

/** The event comes after the client has its answer. */
async function answeredRequests(count: number): Promise<readonly AnsweredRequest[]> {
  while (answered.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
  return answered.splice(0)
}

test('machines learn without a key that the server lives and can work, and nothing else', async () => {
  for (const address of ['/healthz', '/readyz']) {
    const answer = await fetch(`${server.url}${address}`)
    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n'])
    expect((await fetch(`${server.url}${address}`, { method: 'POST' })).status).toBe(401)
  }
  expect((await answeredRequests(4)).map(({ route, status }) => [route.name, status])).toEqual([
    ['healthz', 200],
    ['unknown', 401],
    ['readyz', 200],
    ['unknown', 401],
  ])
})

test('a server whose database does not answer is not ready', async () => {
  const { core } = scripted
  const count = () => Promise.reject(new Error('the disk is gone'))
  const broken = {
    ...core,
    tasks: { ...core.tasks, all: { ...core.tasks.all, where: () => ({ ...core.tasks.all, count }) } },
  }
  await using other = await createHttpServer({ ...core, ...broken }, { apiKeys: [apiKey] })
  expect((await fetch(`${other.url}/readyz`)).status).toBe(503)
  expect((await fetch(`${other.url}/healthz`)).status).toBe(200)
})

test('a server whose storage does not answer says so, and asks it once in a while', async () => {
  let asked = 0
  const checkStorage = async () => {
    asked += 1
    throw new ArchivingError('storage_busy', 'The storage at s3.example.edu does not answer.')
  }
  await using other = await createHttpServer({ ...scripted.core, checkStorage }, { apiKeys: [apiKey] })
  for (let time = 1; time <= 3; time += 1) {
    const answer = await fetch(`${other.url}/readyz`)
    expect([answer.status, await answer.text()]).toEqual([503, 'not ready: the storage does not answer\n'])
  }
  expect(asked).toBe(1)
  expect((await fetch(`${other.url}/healthz`)).status).toBe(200)
})

test('figures are told to who has a key, about requests and tasks, without naming anyone', async () => {
  const client = createMunimentClient({ url: server.url, apiKey })
  const task = await client.tasks.create({ driverId: 'scripted', activity: scriptedActivity })
  await expect(client.tasks.get({ taskId: 'none' })).rejects.toThrow('no task')
  await fetch(`${server.url}/trpc/made.up?input=1`, withKey)
  await fetch(`${server.url}/students/ada`, withKey)
  const routes = (await answeredRequests(4)).map(({ route }) => route.name)
  expect(routes).toEqual(['tasks.create', 'tasks.get', 'unknown', 'unknown'])
  expect((await fetch(`${server.url}/metrics`)).status).toBe(401)
  const answer = await fetch(`${server.url}/metrics`, withKey)
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const figures = await answer.text()
  expect(figures).toContain('muniment_tasks{state="created"} 1\n')
  expect(figures).toContain('muniment_tasks{state="failed"} 0\n')
  expect(figures).toContain('muniment_http_requests_total{route="tasks.get",status="404"} 1\n')
  expect(figures).toContain('muniment_http_requests_total{route="unknown",status="404"} 2\n')
  expect(figures).toMatch(/muniment_http_request_seconds_count\{route="tasks.create"\} 1\n/u)
  expect(figures).toContain('process_resident_memory_bytes')
  for (const secret of [task.id, 'ada', 'made.up', apiKey]) expect(figures).not.toContain(secret)
})

test('a server without figures has nothing there', async () => {
  await using other = await createHttpServer(scripted.core, { apiKeys: [apiKey] })
  expect((await fetch(`${other.url}/metrics`, withKey)).status).toBe(404)
})

test('no answer can be framed, sniffed or load anything', async () => {
  for (const address of ['/healthz', '/trpc/system.describe', '/nowhere']) {
    const { headers } = await fetch(`${server.url}${address}`, withKey)
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})

test('a key that no client could send is refused at the start', async () => {
  for (const key of ['a key with blanks in it', 'schlüssel-mit-umlauten', 'x'.repeat(513)]) {
    await expect(createHttpServer(scripted.core, { apiKeys: [key] })).rejects.toThrow('without blanks')
  }
})
