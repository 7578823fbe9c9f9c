import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { appRouter, createHttpServer, openApiDocument, type HttpServer } from '@muniment/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

const document = openApiDocument()
const apiKey = 'a-key-that-is-long-enough'
const schemas = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ ...document }, 'api')
let scripted: ScriptedCore
let server: HttpServer

beforeAll(async () => {
  scripted = await openScriptedCore()
  server = await createHttpServer(scripted.core, { apiKeys: [apiKey] })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

test('the document is valid OpenAPI 3.1, and all it refers to is there', async () => {
  const validator = new Validator()
  // It changes what it is given.
  expect(await validator.validate({ ...structuredClone(document) })).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
  const names = Object.keys(document.components['schemas'] ?? {})
  for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/gu)) {
    expect(names).toContain(name)
  }
})

test('it has every procedure of the router', () => {
  const paths = Object.keys(document.paths).map((path) => path.replace('/trpc/', ''))
  const files = ['/archives/{archiveId}/download', '/archives/{archiveId}/files/{path}']
  expect(paths).toEqual([...Object.keys(appRouter._def.procedures), ...files])
})

test('the server serves it to anybody', async () => {
  const response = await fetch(`${server.url}/openapi.json`)
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)))
})

/** Calls as a program in another language would, by nothing but the document. */
async function call(path: string, input?: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
  const isQuery = 'get' in (document.paths[`/trpc/${path}`] ?? {})
  const wrapped = JSON.stringify({ json: input })
  const address = `${server.url}/trpc/${path}`
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const response = isQuery
    ? await fetch(input === undefined ? address : `${address}?input=${encodeURIComponent(wrapped)}`, { headers })
    : await fetch(address, { method: 'POST', headers, body: wrapped })
  return { status: response.status, body: await response.json() }
}

function faultsOf(path: string, status: '200' | 'default', body: unknown): unknown {
  const method = 'get' in (document.paths[`/trpc/${path}`] ?? {}) ? 'get' : 'post'
  const pointer = `api#/paths/~1trpc~1${path}/${method}/responses/${status}/content/application~1json/schema`
  const validate = schemas.getSchema(pointer)
  if (!validate) throw new Error(`There is no ${pointer}.`)
  return validate(body) ? undefined : validate.errors
}

test('what the server answers is what the document says', async () => {
  const request = { driverId: 'scripted', activity: scriptedActivity, settings: { items: 2 } }
  const created = await call('tasks.create', request)
  expect(created.status).toBe(200)
  expect(faultsOf('tasks.create', '200', created.body)).toBeUndefined()
  const taskId = (created.body as { result: { data: { json: { id: string } } } }).result.data.json.id
  for (const [path, input] of [
    ['tasks.get', { taskId }],
    ['tasks.list', undefined],
    ['drivers.getSettings', { driverId: 'scripted' }],
    ['drivers.list', undefined],
    ['system.describe', undefined],
    ['archives.list', {}],
    ['archives.search', { search: 'midterm' }],
  ] as const) {
    const { status, body } = await call(path, input)
    expect(status, `${path} ${JSON.stringify(body)}`).toBe(200)
    expect(faultsOf(path, '200', body), path).toBeUndefined()
  }
  const missing = await call('tasks.get', { taskId: 'unknown' })
  expect(missing.status).toBe(404)
  expect(faultsOf('tasks.get', 'default', missing.body)).toBeUndefined()
  expect(missing.body).toMatchObject({ error: { json: { data: { code: 'not_found' } } } })
  // The check finds what is not so.
  expect(faultsOf('tasks.get', '200', missing.body)).toBeDefined()
})
