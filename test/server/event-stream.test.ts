import { createHttpServer, type HttpServer } from '@muniment/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

const apiKey = 'a-key-that-is-long-enough'
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

interface ServerSentEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: string
}

test('events go on after the last one seen, without gap or double, however often the connection breaks', async () => {
  scripted.engine.driver.script = async ({ key }, { log }) => log.info(`Worked on ${key}.`)
  const task = await scripted.core.tasks.create('scripted', scriptedActivity, { items: 40 })
  const seen: number[] = []
  let lastEventId = '0'
  let connections = 0
  const started = scripted.core.tasks.execute(task.id)
  for (let ended = false; !ended; connections++) {
    let onThisConnection = 0
    for await (const { event, id, data } of watch(task.id, lastEventId)) {
      if (event === 'return') ended = true
      if (event !== 'message') continue
      lastEventId = id ?? lastEventId
      const told = JSON.parse(data).json
      if (told.kind === 'log') seen.push(told.entry.id)
      // The connection is broken off after a few events, and goes on elsewhere.
      if (++onThisConnection === 5) break
    }
  }
  await started
  const { entries } = await scripted.core.tasks.listLog(task.id, { limit: 500 })
  expect(entries.length).toBeGreaterThan(40)
  expect(seen).toEqual(entries.map((entry) => entry.id))
  expect(connections).toBeGreaterThan(3)
})

test('ends after the final status, which comes last', async () => {
  const task = await scripted.core.tasks.create('scripted', scriptedActivity, { items: 2 })
  await scripted.core.tasks.execute(task.id)
  const events: ServerSentEvent[] = []
  for await (const event of watch(task.id)) events.push(event)
  expect(events.at(0)?.event).toBe('connected')
  expect(events.at(-1)?.event).toBe('return')
  expect(JSON.parse(events.at(-2)?.data ?? '').json).toMatchObject({ kind: 'status', status: { state: 'finished' } })
})

test('an unknown task is told as an error with our code', async () => {
  const events: ServerSentEvent[] = []
  for await (const event of watch('unknown')) events.push(event)
  expect(JSON.parse(events.at(-1)?.data ?? '').json).toMatchObject({ data: { code: 'not_found' } })
})

test('closing the server breaks streams off without an end, so that clients come back', async () => {
  const closing = await createHttpServer(scripted.core, { apiKeys: [apiKey], drainMs: 30_000 })
  const task = await scripted.core.tasks.create('scripted', scriptedActivity)
  const names: string[] = []
  await expect(async () => {
    for await (const { event } of watch(task.id, undefined, closing)) {
      names.push(event)
      if (event === 'message') void closing[Symbol.asyncDispose]()
    }
  }).rejects.toThrow('terminated')
  expect(names).toEqual(['connected', 'message'])
})

/** One connection, as an event source of a browser makes it. */
async function* watch(
  taskId: string,
  lastEventId?: string,
  { url }: HttpServer = server,
): AsyncGenerator<ServerSentEvent> {
  const connection = new AbortController()
  const input = encodeURIComponent(JSON.stringify({ json: { taskId } }))
  try {
    const { body } = await fetch(`${url}/trpc/tasks.watch?input=${input}`, {
      signal: connection.signal,
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: 'text/event-stream',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    })
    if (body) yield* readEvents(body)
  } finally {
    connection.abort()
  }
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    const blocks = text.split(/\n{2,}/u)
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'mu').exec(block)?.[1]
      yield { event: field('event') ?? 'message', id: field('id'), data: field('data') ?? '' }
    }
  }
}
