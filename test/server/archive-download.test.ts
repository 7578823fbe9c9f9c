import { createHash } from 'node:crypto'
import { readFile, rename, truncate, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import type { ArchiveRecord } from '@muniment/core'
import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { createHttpServer, type HttpServer } from '@muniment/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScriptedCore, runScriptedTask, type ScriptedCore } from '../support/open-scripted-core.ts'

const apiKey = 'a-key-that-is-long-enough'
let scripted: ScriptedCore
let server: HttpServer
let client: MunimentClient
let archive: ArchiveRecord
let file: Buffer

beforeAll(async () => {
  scripted = await openScriptedCore()
  server = await createHttpServer(scripted.core, { apiKeys: [apiKey] })
  client = createMunimentClient({ url: server.url, apiKey })
  archive = await archiveOf(await runScriptedTask(scripted))
  file = await readFile(archive.path)
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

async function archiveOf(taskId: string): Promise<ArchiveRecord> {
  const { archiveId } = await scripted.core.tasks.get(taskId)
  return scripted.core.archives.get(archiveId ?? '')
}

async function ask(headers: Record<string, string> = {}, method = 'GET') {
  const sent = request(`${server.url}/archives/${archive.id}/download`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, ...headers },
  })
  sent.end()
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
}

test('the whole file, with its hash, name and size', async () => {
  const { status, headers, body } = await ask()
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    etag: `"${archive.sha256}"`,
    'content-length': String(file.length),
    'content-type': 'application/zip',
    'accept-ranges': 'bytes',
  })
  expect(createHash('sha256').update(body).digest('hex')).toBe(archive.sha256)
})

test('HEAD tells the same and sends nothing', async () => {
  const { headers: whole } = await ask()
  const { status, headers, body } = await ask({}, 'HEAD')
  expect(status).toBe(200)
  expect(body).toHaveLength(0)
  expect(headers).toMatchObject({ etag: whole['etag'], 'content-length': whole['content-length'] })
})

test.each([
  ['bytes=0-0', 0, 1],
  ['bytes=5-14', 5, 15],
  ['bytes=100-', 100, undefined],
  ['bytes=-7', -7, undefined],
  ['bytes=3-999999999', 3, undefined],
  ['bytes=-999999999', 0, undefined],
])('%s gives that part', async (range, start, end) => {
  const { status, headers, body } = await ask({ range })
  const expected = file.subarray(start, end)
  expect(status).toBe(206)
  expect(body.equals(expected)).toBe(true)
  const first = start < 0 ? file.length + start : start
  expect(headers['content-range']).toBe(`bytes ${first}-${first + expected.length - 1}/${file.length}`)
})

test.each(['bytes=999999999-', 'bytes=-0'])('%s is out of the file', async (range) => {
  const { status, headers, body } = await ask({ range })
  expect(status).toBe(416)
  expect(headers['content-range']).toBe(`bytes */${file.length}`)
  expect(body).toHaveLength(0)
})

test.each(['bytes=0-1,5-6', 'bytes=5-2', 'lines=1-2', 'bytes=a-b', ''])(
  'a range that is not understood (%s) gives the whole',
  async (range) => {
    const { status, body } = await ask({ range })
    expect(status).toBe(200)
    expect(body.equals(file)).toBe(true)
  },
)

test('who has the file already is told so', async () => {
  expect((await ask({ 'if-none-match': `"${archive.sha256}"` })).status).toBe(304)
  expect((await ask({ 'if-none-match': '"another"' })).status).toBe(200)
})

test('a part of another file than thought becomes the whole', async () => {
  expect((await ask({ range: 'bytes=0-3', 'if-range': `"${archive.sha256}"` })).status).toBe(206)
  expect((await ask({ range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200)
})

test('the client streams it', async () => {
  const { fileName, sizeBytes, sha256, content } = await client.archives.download({ archiveId: archive.id })
  expect({ fileName, sizeBytes, sha256 }).toEqual({
    fileName: archive.fileName,
    sizeBytes: archive.sizeBytes,
    sha256: archive.sha256,
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  expect(Buffer.concat(chunks).equals(file)).toBe(true)
})

test('an archive that is not known', async () => {
  await expect(client.archives.download({ archiveId: 'unknown' })).rejects.toMatchObject({ code: 'not_found' })
})

test('a file that is gone is told before anything is sent', async () => {
  await rename(archive.path, `${archive.path}.away`)
  try {
    const { status, body } = await ask()
    expect(status).toBeGreaterThanOrEqual(400)
    expect(JSON.parse(body.toString())).toHaveProperty('error')
  } finally {
    await rename(`${archive.path}.away`, archive.path)
  }
})

test('a file that is shorter than it was sealed never looks whole', async () => {
  const damaged = await archiveOf(await runScriptedTask(scripted))
  const whole = await readFile(damaged.path)
  await truncate(damaged.path, 200)
  try {
    const { content } = await client.archives.download({ archiveId: damaged.id })
    const reading = (async () => {
      for await (const _chunk of content) {
        // Read to the end.
      }
    })()
    await expect(reading).rejects.toMatchObject({ code: 'connection_failed', retry: 'later' })
  } finally {
    await writeFile(damaged.path, whole)
  }
})
