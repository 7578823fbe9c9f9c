import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { createHttpServer, createInProcessPort, type HttpServer } from '@muniment/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

const apiKey = 'a-key-that-is-long-enough'
const page = '<!doctype html><script>alert(1)</script>'
const running = new AsyncDisposableStack()
let scripted: ScriptedCore
let server: HttpServer
let archiveId = ''
const clients = new Map<string, MunimentClient>()

beforeAll(async () => {
  scripted = running.use(await openScriptedCore())
  server = running.use(await createHttpServer(scripted.core, { apiKeys: [apiKey] }))
  clients.set('HTTP', createMunimentClient({ url: server.url, apiKey }))
  clients.set('a port', createMunimentClient({ port: running.use(createInProcessPort(scripted.core)) }))
  scripted.engine.driver.script = async (_item, { artifacts }) => {
    for (const [path, content] of [
      ['Über uns 100%.html', page],
      ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['scan.pdf', '%PDF-1.7'],
      ['long.bin', 'ab'.repeat(700_000)],
    ] as const) {
      const placement = { kind: 'attachment', path } as const
      const mediaType = 'application/octet-stream'
      await artifacts.write({ placement, role: 'attachment', mediaType, content: new TextEncoder().encode(content) })
    }
  }
  const task = await scripted.core.tasks.create('scripted', scriptedActivity, { items: 1 })
  await scripted.core.tasks.execute(task.id)
  expect(await scripted.engine.reached(task.id, 'finished', 'failed')).toBe('finished')
  archiveId = (await scripted.core.tasks.get(task.id)).archiveId ?? ''
  await vi.waitFor(async () => expect((await clientOf('HTTP').archives.search()).notListed).toBe(0), { interval: 5 })
})
afterAll(() => running.disposeAsync())

const clientOf = (carrier: string): MunimentClient => clients.get(carrier) ?? expect.unreachable()

async function filesOf(client: MunimentClient): Promise<ReadonlyMap<string, string>> {
  const { files } = await client.archives.getEntry({ archiveId, ordinal: 0 })
  return new Map(files.map(({ path }) => [path.slice(path.lastIndexOf('/') + 1), path]))
}

describe.each(['HTTP', 'a port'])('over %s', (carrier) => {
  test('an exam is found, looked into, and its files are read', async () => {
    const { archives } = clientOf(carrier)
    const { entries } = await archives.search({ search: 'ITEM midterm' })
    expect(entries).toMatchObject([{ archive: { id: archiveId }, courseName: 'World history', entriesFound: 1 }])
    expect(await archives.getDescription({ archiveId })).toMatchObject({ title: 'Midterm', complete: true })
    const listed = await archives.listEntries({ archiveId, orderBy: 'name' })
    expect(listed).toMatchObject({ total: 1, listing: 'listed', entries: [{ attachments: 4, state: 'archived' }] })
    const files = await filesOf(clientOf(carrier))
    const long = await archives.openFile({ archiveId, path: files.get('long.bin') ?? '' })
    expect(long.sizeBytes).toBe(1_400_000)
    expect((await buffer(long.content)).toString()).toBe('ab'.repeat(700_000))
    expect((await archives.listFiles({ archiveId, folder: 'data', limit: 1 })).nextCursor).toBeDefined()
    await expect(archives.openFile({ archiveId, path: '../secret' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

const ask = async (path: string, method = 'GET') => {
  const answer = await fetch(`${server.url}${path}`, { method, headers: { authorization: `Bearer ${apiKey}` } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const addressOf = (path: string): string =>
  `/archives/${archiveId}/files/${path.split('/').map(encodeURIComponent).join('/')}`

test('a file of an archive is streamed, and is never a page of the server', async () => {
  const files = await filesOf(clientOf('HTTP'))
  const html = [...files].find(([name]) => name.endsWith('.html'))?.[1] ?? ''
  const answered = await ask(addressOf(html))
  expect(answered.text).toBe(page)
  expect(answered.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'")
  expect(answered.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answered.headers.get('content-disposition')).toMatch(/^attachment; .*%C3%9Cber%20uns/u)
  expect((await ask(addressOf(files.get('drawing.svg') ?? ''))).headers.get('content-disposition')).toMatch(
    /^attachment/u,
  )
  const shown = await ask(addressOf(files.get('scan.pdf') ?? ''), 'HEAD')
  expect(shown.headers.get('content-disposition')).toMatch(/^inline/u)
  expect(shown.headers.get('content-length')).toBe('8')
  expect(shown.text).toBe('')
})

test('what is not in the archive is not there, however it is written', async () => {
  for (const path of [
    'data/../../secret',
    'data/%2e%2e/%2e%2e/secret',
    '..%2f..%2fetc/passwd',
    '%2Fetc/passwd',
    'data',
    'x%ff',
  ])
    expect((await ask(`/archives/${archiveId}/files/${path}`)).status, path).toBe(404)
})

test('an archive is copied to a folder by who sits at the computer, and by nobody over the network', async () => {
  const folder = join(scripted.folder, 'stick')
  await mkdir(folder)
  await expect(clientOf('HTTP').archives.export({ archiveId, folder })).rejects.toMatchObject({ code: 'forbidden' })
  const { path, sizeBytes } = await clientOf('a port').archives.export({ archiveId, folder })
  expect(await readFile(path)).toHaveLength(sizeBytes)
})
