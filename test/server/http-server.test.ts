import { connect } from 'node:net'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { createHttpServer, type HttpServer, type HttpServerOptions, type Incident } from '@muniment/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { innerSecret, openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

const apiKey = 'a-key-that-is-long-enough'
let scripted: ScriptedCore
let server: HttpServer
const incidents: Incident[] = []

const open = (options: HttpServerOptions = {}): Promise<HttpServer> => createHttpServer(scripted.core, options)

beforeAll(async () => {
  scripted = await openScriptedCore()
  server = await open({
    apiKeys: [{ name: 'archive office', key: apiKey }],
    maximumBodyBytes: 10_000,
    wrongKeysPerMinute: 1_000,
    onIncident: (incident) => incidents.push(incident),
  })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

interface Answer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly data: unknown
  readonly error: { readonly message: string; readonly data: Readonly<Record<string, unknown>> } | undefined
}

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends what `fetch` would not let a web page send, such as a `Host`. */
async function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  const request = httpRequest(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...headers },
  })
  request.end(body)
  const [response] = await once(request, 'response')
  const answer = JSON.parse(await text(response))
  return {
    status: response.statusCode,
    headers: response.headers,
    data: answer.result?.data?.json,
    error: answer.error?.json,
  }
}

const inputOf = (input: unknown): string => `input=${encodeURIComponent(JSON.stringify({ json: input }))}`

test('an answer has a request id and says that it is not to be kept or guessed at', async () => {
  const { status, headers, data } = await send('/trpc/system.describe')
  expect(status).toBe(200)
  expect(data).toMatchObject({ version: '0.0.0-test' })
  expect(headers).toMatchObject({
    'x-request-id': expect.stringMatching(/^[\w-]+$/u),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

test.each([
  ['no key', ''],
  ['another key', 'Bearer another-key-long-enough'],
  ['the beginning of the key', `Bearer ${apiKey.slice(0, -1)}`],
  ['the key in another scheme', `Basic ${apiKey}`],
])('%s is refused everywhere, before anything is told', async (_name, authorization) => {
  for (const path of ['/trpc/system.describe', '/archives/a/download', '/nowhere']) {
    const { status, headers, error } = await send(path, { headers: { authorization } })
    expect(status).toBe(401)
    expect(headers['www-authenticate']).toBe('Bearer')
    expect(error?.data).toMatchObject({ code: 'unauthenticated', retry: 'never' })
  }
})

test.each([
  ['a name that only points here', { host: 'evil.example' }],
  ['a web page of another site', { origin: 'https://evil.example' }],
  ['a web page without an origin of its own', { origin: 'null' }],
])('%s is refused', async (_name, headers) => {
  const { status, error } = await send('/trpc/system.describe', { headers })
  expect(status).toBe(403)
  expect(error?.data['code']).toBe('forbidden')
})

test('a body over the limit is refused', async () => {
  const body = JSON.stringify({ json: { driverId: 'x'.repeat(20_000) } })
  const { status, error } = await send('/trpc/tasks.create', { method: 'POST', body })
  expect(status).toBe(413)
  expect(error?.data['code']).toBe('input_invalid')
})

test.each([
  ['a missing field', '/trpc/tasks.get', {}, 'taskId'],
  ['an unknown field', '/trpc/tasks.get', { taskId: 't', extra: 1 }, 'extra'],
  ['a wrong type', '/trpc/tasks.list', { limit: 'many' }, 'limit'],
  ['a number out of range', '/trpc/tasks.list', { limit: 501 }, 'limit'],
  ['a field within a list', '/trpc/tasks.list', { states: ['finished', 'nonsense'] }, 'states.1'],
])('%s is told by its name', async (_name, path, input, field) => {
  const { status, error } = await send(`${path}?${inputOf(input)}`)
  expect(status).toBe(400)
  expect(error?.data).toMatchObject({ code: 'input_invalid', details: { field } })
  expect(error?.message).toContain(field)
})

test.each([
  ['what is not JSON', '/trpc/tasks.create', { method: 'POST', body: '{"json":' }, 400, 'input_invalid'],
  [
    'a body that is not JSON',
    '/trpc/tasks.create',
    { method: 'POST', body: 'a=b', headers: { 'content-type': 'text/plain' } },
    415,
    'input_invalid',
  ],
  ['an unknown procedure', '/trpc/tasks.destroy', {}, 404, 'not_found'],
  ['a change by GET', `/trpc/tasks.execute?${inputOf({ taskId: 't' })}`, {}, 405, 'input_invalid'],
  ['an address that is none', '/trpc', {}, 404, 'not_found'],
  ['a way out of the folder', '/archives/..%2f..%2fetc/download', {}, 404, 'not_found'],
  ['several calls in one', '/trpc/system.describe,system.describe?batch=1', {}, 404, 'not_found'],
] satisfies [string, string, Sent, number, string][])('%s is refused', async (...[, path, sent, status, code]) => {
  const answer = await send(path, sent)
  expect(answer.status).toBe(status)
  expect(answer.error?.data['code']).toBe(code)
})

test('an error of ours arrives with code, retry class, details and wait', async () => {
  const body = JSON.stringify({ json: { address: 'moodle.example', credentials: { kind: 'token', token: 'abc' } } })
  const { status, error } = await send('/trpc/sources.connectMoodle', { method: 'POST', body })
  expect(status).toBe(502)
  expect(error?.data).toMatchObject({ code: 'source_unavailable', retry: 'later', retryAfterMs: 1_500 })
})

test('an unknown error is hidden behind the id of the request', async () => {
  const { status, error, headers } = await send(`/trpc/sources.check?${inputOf({ sourceId: 'source-1' })}`)
  const requestId = headers['x-request-id']
  expect(status).toBe(500)
  expect(JSON.stringify(error)).not.toContain(innerSecret)
  expect(error?.data['details']).toEqual({ incident: requestId })
  expect(incidents.at(-1)).toMatchObject({ id: requestId, procedure: 'sources.check' })
  expect(String(incidents.at(-1)?.error)).toContain(innerSecret)
})

test('over the network nobody chooses a folder on the server', async () => {
  const input = { driverId: 'scripted', activity: scriptedActivity, destinationFolder: '/tmp' }
  const { status, error } = await send('/trpc/tasks.create', { method: 'POST', body: JSON.stringify({ json: input }) })
  expect(status).toBe(403)
  expect(error?.data).toMatchObject({ code: 'forbidden', details: { field: 'destinationFolder' } })
})

test('a task keeps who asked for it: the name of the key', async () => {
  const input = { driverId: 'scripted', activity: scriptedActivity }
  const { data } = await send('/trpc/tasks.create', { method: 'POST', body: JSON.stringify({ json: input }) })
  expect(data).toMatchObject({ requestedBy: 'archive office', status: { state: 'created' } })
})

test('a client that never ends its headers is dropped', async () => {
  await using impatient = await open({ apiKeys: [apiKey], headersTimeoutMs: 100 })
  const socket = connect(impatient.port, '127.0.0.1')
  socket.write('GET /trpc/system.describe HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  expect(await text(socket)).toContain('408 Request Timeout')
})

test.each([
  ['without a key', {}, 'apiKeys'],
  ['with a key that is easy to guess', { apiKeys: ['secret'] }, 'apiKeys'],
  ['to other computers without a key', { host: '0.0.0.0', allowUnauthenticated: true }, 'allowUnauthenticated'],
] satisfies [string, HttpServerOptions, string][])('it does not open %s', async (_name, options, field) => {
  await expect(open(options)).rejects.toMatchObject({ code: 'input_invalid', details: { field } })
})

test('a port that is taken is told', async () => {
  const taken = open({ apiKeys: [apiKey], port: server.port })
  await expect(taken).rejects.toMatchObject({ code: 'input_invalid', details: { field: 'port' } })
})

test('on this computer it can do without a key when told so', async () => {
  await using unguarded = await open({ allowUnauthenticated: true })
  const answer = await fetch(`${unguarded.url}/trpc/system.describe`)
  expect(answer.status).toBe(200)
})

test('closing lets the answers under way end, then frees the port at once', async () => {
  const closing = await open({ apiKeys: [apiKey], drainMs: 30_000 })
  const headers = { authorization: `Bearer ${apiKey}` }
  const asked = scripted.groups.asked()
  const answer = fetch(`${closing.url}/trpc/sources.listGroups?${inputOf({ sourceId: 'source-1', courseId: 7 })}`, {
    headers,
  })
  await asked
  const closed = closing[Symbol.asyncDispose]()
  await expect(fetch(`${closing.url}/trpc/system.describe`, { headers })).rejects.toThrow()
  scripted.groups.answer()
  expect(await (await answer).json()).toHaveProperty('result.data.json', [])
  const startedAt = performance.now()
  await closed
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})
