import { createMunimentClient, type MunimentClient, type TaskEvent } from '@muniment/sdk'
import { createHttpServer, type HttpServer } from '@muniment/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCuttableProxy } from '../support/cuttable-proxy.ts'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

const apiKey = 'a-key-that-is-long-enough'
let scripted: ScriptedCore
let server: HttpServer
beforeEach(async () => {
  scripted = await openScriptedCore()
  server = await createHttpServer(scripted.core, { apiKeys: [apiKey] })
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

/** A task that writes to its log at every item; each item waits until it is let through. */
class TalkativeTask {
  readonly #client: MunimentClient
  #passed = Promise.withResolvers<void>()
  taskId = ''

  constructor(client: MunimentClient) {
    this.#client = client
  }

  async start(items: number): Promise<void> {
    scripted.engine.driver.script = async (item, { log }) => {
      await this.#passed.promise
      for (const word of ['one', 'two', 'three']) log.info(`${item.key} says ${word}.`)
    }
    const request = { driverId: 'scripted', activity: scriptedActivity, settings: { items } }
    this.taskId = (await this.#client.tasks.create(request)).id
    await this.#client.tasks.execute({ taskId: this.taskId })
  }

  go(): void {
    this.#passed.resolve()
  }

  /** Ids of all entries of the log, as it is read afterwards. */
  async log(): Promise<number[]> {
    const { entries } = await this.#client.tasks.listLog({ taskId: this.taskId, limit: 500 })
    return entries.map((entry) => entry.id)
  }
}

const idsOfEntries = (events: readonly TaskEvent[]): number[] =>
  events.flatMap((event) => (event.kind === 'log' ? [event.entry.id] : []))

test('connections that break again and again leave no gap and no double', async () => {
  await using proxy = await openCuttableProxy(server.url)
  const client = createMunimentClient({ url: proxy.url, apiKey })
  const task = new TalkativeTask(client)
  await task.start(40)
  const events: TaskEvent[] = []
  let cuts = 0
  for await (const event of client.tasks.watch({ taskId: task.taskId, after: 0 })) {
    events.push(event)
    task.go()
    if (event.kind === 'log' && events.length % 20 === 5 && proxy.cut() > 0) cuts++
  }
  expect(cuts).toBeGreaterThan(3)
  expect(idsOfEntries(events)).toEqual(await task.log())
  expect(events.at(-1)).toMatchObject({ kind: 'status', status: { state: 'finished' } })
})

test('a restart of the server is waited for', async () => {
  const client = createMunimentClient({ url: server.url, apiKey })
  const task = new TalkativeTask(client)
  await task.start(10)
  const events: TaskEvent[] = []
  for await (const event of client.tasks.watch({ taskId: task.taskId, after: 0 })) {
    events.push(event)
    if (events.length !== 1) continue
    await server[Symbol.asyncDispose]()
    task.go()
    await scripted.engine.reached(task.taskId, 'finished')
    server = await createHttpServer(scripted.core, { apiKeys: [apiKey], port: server.port })
  }
  expect(idsOfEntries(events)).toEqual(await task.log())
})

test('a server that stays away is given up', async () => {
  const client = createMunimentClient({ url: server.url, apiKey })
  const task = new TalkativeTask(client)
  await task.start(1)
  const watching = (async () => {
    for await (const _event of client.tasks.watch({ taskId: task.taskId }, { reconnectForMs: 300 })) {
      await server[Symbol.asyncDispose]()
    }
  })()
  await expect(watching).rejects.toMatchObject({ code: 'connection_failed', retry: 'later' })
})

test('an address where nobody is fails at once', async () => {
  const client = createMunimentClient({ url: 'http://127.0.0.1:9', apiKey })
  const watching = client.tasks.watch({ taskId: 'any' })[Symbol.asyncIterator]().next()
  await expect(watching).rejects.toMatchObject({ code: 'connection_failed' })
})

test('errors come through: a wrong key, a task that is not there', async () => {
  const stranger = createMunimentClient({ url: server.url, apiKey: 'another-key-long-enough' })
  const refused = stranger.tasks.watch({ taskId: 'any' })[Symbol.asyncIterator]().next()
  await expect(refused).rejects.toMatchObject({ code: 'unauthenticated' })
  const client = createMunimentClient({ url: server.url, apiKey })
  const lost = client.tasks.watch({ taskId: 'any' })[Symbol.asyncIterator]().next()
  await expect(lost).rejects.toMatchObject({ code: 'not_found' })
})

test('a signal ends the watching quietly', async () => {
  const client = createMunimentClient({ url: server.url, apiKey })
  const task = new TalkativeTask(client)
  await task.start(1)
  const controller = new AbortController()
  let events = 0
  for await (const _event of client.tasks.watch({ taskId: task.taskId }, { signal: controller.signal })) {
    events++
    controller.abort()
  }
  expect(events).toBe(1)
  task.go()
})

test('breaking out of the loop lets the server go', async () => {
  const client = createMunimentClient({ url: server.url, apiKey })
  const task = new TalkativeTask(client)
  await task.start(1)
  for await (const _event of client.tasks.watch({ taskId: task.taskId })) break
  task.go()
  await scripted.engine.reached(task.taskId, 'finished')
})

test('watching where nothing happens yet is taken up again too', async () => {
  await using proxy = await openCuttableProxy(server.url)
  const opened = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let opens = 0
  const client = createMunimentClient({
    url: proxy.url,
    apiKey,
    fetch: async (address, init) => {
      const response = await fetch(address, init)
      if (address.includes('tasks.watch')) opened[opens++]?.resolve()
      return response
    },
  })
  const first = client.tasks.watch()[Symbol.asyncIterator]().next()
  await opened[0]?.promise
  proxy.cut()
  await opened[1]?.promise
  const task = new TalkativeTask(client)
  await task.start(1)
  expect((await first).value).toMatchObject({ kind: expect.stringMatching(/log|status/u) })
  task.go()
})
