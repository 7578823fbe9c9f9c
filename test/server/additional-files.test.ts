import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { createHttpServer, createInProcessPort, serveMessagePort, toPort } from '@muniment/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

let scripted: ScriptedCore
beforeEach(async () => {
  scripted = await openScriptedCore()
})
afterEach(() => scripted[Symbol.asyncDispose]())

interface Connection extends AsyncDisposable {
  readonly client: MunimentClient
}

const apiKey = 'a-key-that-nobody-guesses'
const carriers: Record<string, () => Promise<Connection>> = {
  HTTP: async () => {
    const server = await createHttpServer(scripted.core, { apiKeys: [apiKey] })
    const client = createMunimentClient({ url: server.url, apiKey })
    return { client, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
  },
  'a message port': async () => {
    const { port1, port2 } = new MessageChannel()
    const serving = serveMessagePort(toPort(port2), scripted.core)
    const client = createMunimentClient({ port: port1 })
    return { client, [Symbol.asyncDispose]: () => serving[Symbol.asyncDispose]() }
  },
  'a port in the process': async () => {
    const port = createInProcessPort(scripted.core)
    return { client: createMunimentClient({ port }), [Symbol.asyncDispose]: () => port[Symbol.asyncDispose]() }
  },
}

/** Bytes in pieces that do not fit the chunks of an upload. */
async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < count; number++) yield new Uint8Array(100_003).fill(number)
}

async function hashOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of content) hash.update(piece)
  return hash.digest('hex')
}

const newTask = async (client: MunimentClient): Promise<string> =>
  (await client.tasks.create({ driverId: 'scripted', activity: scriptedActivity })).id

describe.each(Object.entries(carriers))('over %s', (_name, connect) => {
  test('files of any size are added, listed and taken out again', async () => {
    await using connection = await connect()
    const { client } = connection
    const taskId = await newTask(client)
    const scan = await client.tasks.addFile(taskId, { name: 'Scan.png', note: 'Saal 3', content: pieces(17) })
    expect(scan).toMatchObject({
      name: 'Scan.png',
      note: 'Saal 3',
      mediaType: 'image/png',
      sizeBytes: 17 * 100_003,
      sha256: await hashOf(pieces(17)),
    })
    const blob = await client.tasks.addFile(taskId, { name: 'plan.txt', content: new Blob(['der ', 'Plan']) })
    const empty = await client.tasks.addFile(taskId, { name: 'empty', content: new Uint8Array() })
    expect([blob.sizeBytes, empty.sizeBytes]).toEqual([8, 0])
    await client.tasks.removeFile({ taskId, fileId: empty.id })
    expect(await client.tasks.listFiles({ taskId })).toEqual([scan, blob])
    expect(await readdir(join(scripted.folder, 'uploads'))).toEqual([])
  })

  test('an upload goes on where it stopped, and only there', async () => {
    await using connection = await connect()
    const { uploads } = connection.client
    const taskId = await newTask(connection.client)
    const { uploadId } = await uploads.begin({ taskId, name: 'plan.txt' })
    await uploads.append({ uploadId, offset: 0, content: btoa('one ') })
    expect(await uploads.get({ uploadId })).toEqual({ uploadId, offset: 4 })
    const again = uploads.append({ uploadId, offset: 0, content: btoa('one ') })
    await expect(again).rejects.toMatchObject({ code: 'state_conflict', details: { offset: 4 } })
    await uploads.append({ uploadId, offset: 4, content: btoa('two') })
    const file = await uploads.finish({ taskId, uploadId, sizeBytes: 7 })
    expect(file.sha256).toBe(createHash('sha256').update('one two').digest('hex'))
    expect(await uploads.finish({ taskId, uploadId, sizeBytes: 7 })).toEqual(file)
  })

  test('what is not content, too much of it, or of another task is refused', async () => {
    await using connection = await connect()
    const { uploads } = connection.client
    const taskId = await newTask(connection.client)
    const { uploadId } = await uploads.begin({ taskId, name: 'plan.txt' })
    const refused = { code: 'input_invalid' }
    await expect(uploads.append({ uploadId, offset: 0, content: 'not base64!' })).rejects.toMatchObject(refused)
    const tooMuch = Buffer.alloc(512 * 1024 + 1).toString('base64')
    await expect(uploads.append({ uploadId, offset: 0, content: tooMuch })).rejects.toMatchObject(refused)
    await expect(uploads.append({ uploadId, offset: 2 * 1024 ** 3, content: btoa('x') })).rejects.toMatchObject(refused)
    await expect(uploads.begin({ taskId, name: '' })).rejects.toMatchObject(refused)
    const otherTask = await newTask(connection.client)
    const stolen = uploads.finish({ taskId: otherTask, uploadId, sizeBytes: 0 })
    await expect(stolen).rejects.toMatchObject({ code: 'not_found' })
    for (const none of ['../artifacts', '..', 'none']) {
      await expect(uploads.get({ uploadId: none })).rejects.toMatchObject({ code: 'not_found' })
    }
    await uploads.discard({ uploadId })
    await expect(uploads.get({ uploadId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('what breaks at the sender leaves no upload behind', async () => {
    await using connection = await connect()
    const taskId = await newTask(connection.client)
    async function* broken() {
      yield* pieces(7)
      throw new Error('the stick was pulled out')
    }
    const adding = connection.client.tasks.addFile(taskId, { name: 'a', content: broken() })
    await expect(adding).rejects.toThrow('the stick was pulled out')
    expect(await readdir(join(scripted.folder, 'uploads'))).toEqual([])
    expect(await connection.client.tasks.listFiles({ taskId })).toEqual([])
  })
})

test('a chunk whose answer was lost is not sent twice', async () => {
  await using server = await createHttpServer(scripted.core, { apiKeys: [apiKey] })
  let lost = 0
  const client = createMunimentClient({
    url: server.url,
    apiKey,
    fetch: async (address, init) => {
      const response = await fetch(address, init)
      const loses = /uploads\.(?:append|finish)$/u.test(address) && ++lost % 2 === 1
      if (!loses) return response
      await response.text()
      throw new TypeError('the network is gone')
    },
  })
  const taskId = await newTask(client)
  const file = await client.tasks.addFile(taskId, { name: 'scan', content: pieces(8) })
  expect(file.sha256).toBe(await hashOf(pieces(8)))
  expect(lost).toBeGreaterThan(2)
}, 20_000)
