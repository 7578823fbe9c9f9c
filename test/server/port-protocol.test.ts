import { readFile } from 'node:fs/promises'
import { MessageChannel } from 'node:worker_threads'
import {
  createInProcessPort,
  serveMessagePort,
  toPort,
  type Port,
  type PortRequest,
  type PortResponse,
} from '@muniment/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScriptedCore, runScriptedTask, type ScriptedCore } from '../support/open-scripted-core.ts'

let scripted: ScriptedCore

beforeAll(async () => {
  scripted = await openScriptedCore()
})
afterAll(() => scripted[Symbol.asyncDispose]())

/** The client's end: sends what a test says, and hands over what comes, in order. */
interface Client extends AsyncDisposable {
  readonly port: Port
  next(): Promise<PortResponse>
}

function overMessageChannel(): Client {
  const { port1, port2 } = new MessageChannel()
  const serving = serveMessagePort(toPort(port1), scripted.core)
  return clientOf(toPort(port2), () => serving[Symbol.asyncDispose]())
}

function withinProcess(): Client {
  const port = createInProcessPort(scripted.core)
  return clientOf(port, () => port[Symbol.asyncDispose]())
}

function clientOf(port: Port, dispose: () => PromiseLike<void>): Client {
  const arrived: PortResponse[] = []
  let wake: (() => void) | undefined
  port.listen(
    (message) => {
      // What the server sends is what its types say; that is what is tested.
      arrived.push(message as PortResponse)
      wake?.()
    },
    () => undefined,
  )
  return {
    port,
    async next() {
      for (;;) {
        const message = arrived.shift()
        if (message) return message
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    async [Symbol.asyncDispose]() {
      await dispose()
    },
  }
}

describe.each([
  ['a message channel', overMessageChannel],
  ['the process itself', withinProcess],
])('over %s', (_carrier, connect) => {
  test('what is no request is refused, or passed over if there is nothing to answer to', async () => {
    await using client = connect()
    for (const nonsense of [undefined, null, 7, 'text', [], {}, { method: 'query' }]) client.port.post(nonsense)
    client.port.post({ id: 4, method: 'eval', path: 'x' })
    expect(await client.next()).toMatchObject({ id: 4, kind: 'error', error: { data: { code: 'input_invalid' } } })
  })

  test('a call that is stopped is aborted, and says nothing more', async () => {
    await using client = connect()
    client.port.post({
      id: 1,
      method: 'query',
      path: 'sources.listActivities',
      input: { sourceId: 'source-1', courseId: 7 },
    })
    client.port.post({ id: 1, method: 'stop' })
    client.port.post({ id: 2, method: 'query', path: 'drivers.list', input: undefined })
    expect(await client.next()).toMatchObject({ id: 2 })
  })

  test('nothing of a stream is sent before it is asked for', async () => {
    const taskId = await runScriptedTask(scripted, 3)
    await using client = connect()
    client.port.post({ id: 1, method: 'subscription', path: 'tasks.watch', input: { taskId, after: 0 } })
    for (const id of [2, 3, 4]) {
      client.port.post({ id, method: 'query', path: 'tasks.listLog', input: { taskId } })
      expect(await client.next()).toMatchObject({ id, kind: 'data' })
    }
    client.port.post({ id: 1, method: 'more' })
    expect(await client.next()).toMatchObject({ id: 1, kind: 'event' })
    client.port.post({ id: 5, method: 'query', path: 'tasks.listLog', input: { taskId } })
    expect(await client.next()).toMatchObject({ id: 5 })
  })

  test('events are sent when asked for, in order, with their ids, to the end', async () => {
    const taskId = await runScriptedTask(scripted, 3)
    const { entries } = await scripted.core.tasks.listLog(taskId)
    await using client = connect()
    client.port.post({ id: 1, method: 'subscription', path: 'tasks.watch', input: { taskId, after: 0 } })
    const logged: number[] = []
    for (;;) {
      client.port.post({ id: 1, method: 'more' })
      const message = await client.next()
      if (message.kind === 'end') break
      if (message.kind !== 'event') throw new Error(JSON.stringify(message))
      const { data } = message
      if (JSON.stringify(data).includes('"kind":"log"')) logged.push(Number(message.eventId))
    }
    expect(logged).toEqual(entries.map((entry) => entry.id))
  })

  test('an archive arrives as it was sealed, also in part', async () => {
    const finished = await scripted.core.tasks.get(await runScriptedTask(scripted, 3))
    const archiveId = finished.archiveId ?? ''
    const { path } = await scripted.core.archives.get(archiveId)
    const sealed = await readFile(path)
    await using client = connect()
    expect((await receive(client, { id: 1, method: 'download', archiveId })).equals(sealed)).toBe(true)
    const part = await receive(client, { id: 2, method: 'download', archiveId, range: { first: 10, last: 19 } })
    expect(part.equals(sealed.subarray(10, 20))).toBe(true)
  })
})

test('closing the port aborts what is being done for it', async () => {
  const aborted = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const core = scripted.withSources({
    listCourses: (_sourceId, signal) =>
      new Promise<never>((_resolve, reject) => {
        asked.resolve()
        signal?.addEventListener('abort', () => {
          aborted.resolve()
          reject(new Error('aborted'))
        })
      }),
  })
  const { port1, port2 } = new MessageChannel()
  await using _serving = serveMessagePort(toPort(port1), core)
  port2.postMessage({ id: 1, method: 'query', path: 'sources.listCourses', input: { sourceId: 'source-1' } })
  await asked.promise
  port2.close()
  await aborted.promise
})

async function receive(client: Client, request: PortRequest): Promise<Buffer> {
  client.port.post(request)
  const chunks: Uint8Array[] = []
  for (;;) {
    client.port.post({ id: request.id, method: 'more' })
    const message = await client.next()
    if (message.kind === 'end') return Buffer.concat(chunks)
    if (message.kind !== 'chunk') throw new Error(JSON.stringify(message))
    chunks.push(message.data)
  }
}
