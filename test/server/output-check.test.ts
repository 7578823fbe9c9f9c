import { createHttpServer, type Incident } from '@muniment/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScriptedCore, type ScriptedCore } from '../support/open-scripted-core.ts'

let scripted: ScriptedCore

beforeAll(async () => {
  scripted = await openScriptedCore()
})
afterAll(() => scripted[Symbol.asyncDispose]())

/** Answers a query of a core whose sources say something else. */
async function ask(sources: Parameters<ScriptedCore['withSources']>[0], path: string, input: unknown) {
  const incidents: Incident[] = []
  await using server = await createHttpServer(scripted.withSources(sources), {
    allowUnauthenticated: true,
    onIncident: (incident) => incidents.push(incident),
  })
  const query = encodeURIComponent(JSON.stringify({ json: input }))
  const response = await fetch(`${server.url}/trpc/${path}?input=${query}`)
  return { status: response.status, text: await response.text(), incidents }
}

test('nothing goes out that the schema does not name', async () => {
  const [course] = await scripted.core.sources.listCourses('source-1')
  const courses = course ? [{ ...course, secret: 'token-of-the-source' }] : []
  const { status, text } = await ask({ listCourses: async () => courses }, 'sources.listCourses', {
    sourceId: 'source-1',
  })
  expect(text).toContain('World history')
  expect(status).toBe(200)
  expect(text).not.toContain('token-of-the-source')
})

test('what is not as the schema says is a fault of the server, and hidden', async () => {
  const groups = JSON.parse('[{"id":"no number"}]')
  const { status, text, incidents } = await ask({ listGroups: async () => groups }, 'sources.listGroups', {
    sourceId: 'source-1',
    courseId: 7,
  })
  expect(status).toBe(500)
  expect(JSON.parse(text).error.json.data.code).toBe('driver_fault')
  expect(incidents).toHaveLength(1)
})
