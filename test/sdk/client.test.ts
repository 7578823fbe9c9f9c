import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createMunimentClient, MunimentError } from '@muniment/sdk'
import { expect, test } from 'vitest'

async function serve(listener: RequestListener): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const shape = (data: unknown): string => JSON.stringify({ error: { json: { message: 'No.', code: -32_000, data } } })

test.each([
  ['a web page', 200, '<html>', 'answer_invalid', 'never'],
  ['JSON of someone else', 200, '{"hello":1}', 'answer_invalid', 'never'],
  ['a page that is not there', 404, 'Not found', 'answer_invalid', 'never'],
  ['a gateway without its server', 502, '<html>Bad gateway', 'connection_failed', 'later'],
  ['a server that starts', 503, '', 'connection_failed', 'later'],
  ['a code of a later version', 400, shape({ code: 'moon_in_the_way', retry: 'never' }), 'answer_invalid', 'never'],
  ['an error without data', 400, shape(undefined), 'answer_invalid', 'never'],
  [
    'an error of ours',
    409,
    shape({ code: 'state_conflict', retry: 'later', details: { a: 1 } }),
    'state_conflict',
    'later',
  ],
])('%s', async (_name, status, body, ...expected) => {
  const [code, retry] = expected
  await using server = await serve((_request, response) => response.writeHead(status).end(body))
  const client = createMunimentClient({ url: `${server.url}/` })
  const first = client.tasks.watch()[Symbol.asyncIterator]().next()
  const works = [client.system.describe(), client.archives.download({ archiveId: 'a' }), first]
  for (const settled of await Promise.allSettled<unknown>(works)) {
    const error: unknown = settled.status === 'rejected' ? settled.reason : undefined
    expect(error).toBeInstanceOf(MunimentError)
    expect(error).toMatchObject({ code, retry })
  }
})

test('a server that is not there', async () => {
  const client = createMunimentClient({ url: 'http://127.0.0.1:9' })
  await expect(client.system.describe()).rejects.toMatchObject({ code: 'connection_failed', retry: 'later' })
})

test('a connection that breaks within the answer', async () => {
  await using server = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"result":')
    setImmediate(() => response.destroy())
  })
  const client = createMunimentClient({ url: server.url })
  await expect(client.system.describe()).rejects.toMatchObject({ code: 'connection_failed' })
})

test('an aborted call', async () => {
  await using server = await serve(() => {})
  const client = createMunimentClient({ url: server.url })
  const controller = new AbortController()
  const call = client.system.describe(undefined, { signal: controller.signal })
  controller.abort(new Error('because'))
  await expect(call).rejects.toMatchObject({ code: 'aborted', cause: { message: 'because' } })
})

test('what is sent: key, path, input', async () => {
  const seen: unknown[] = []
  await using server = await serve((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization])
    response.end(JSON.stringify({ result: { data: { json: true } } }))
  })
  const client = createMunimentClient({ url: `${server.url}/muniment`, apiKey: 'the key' })
  await client.tasks.execute({ taskId: 't' })
  await client.tasks.getStatus({ taskId: 't' })
  expect(seen).toEqual([
    ['POST', '/muniment/trpc/tasks.execute', 'Bearer the key'],
    ['GET', `/muniment/trpc/tasks.getStatus?input=${encodeURIComponent('{"json":{"taskId":"t"}}')}`, 'Bearer the key'],
  ])
})

test('a fetch of your own is used', async () => {
  const client = createMunimentClient({
    url: 'https://muniment.example',
    fetch: async (address) => new Response(JSON.stringify({ result: { data: { json: address } } })),
  })
  expect(await client.system.describe()).toBe('https://muniment.example/trpc/system.describe')
})

test('what changes nothing is asked again, as late as the server wants; what changes something is sent once', async () => {
  const asked: string[] = []
  await using server = await serve((request, response) => {
    asked.push(request.method ?? '')
    if (asked.length < 3) {
      const data = { code: 'rate_limited', retry: 'later', details: {}, retryAfterMs: 1 }
      response.writeHead(429).end(shape(data))
    } else response.end(JSON.stringify({ result: { data: { json: true } } }))
  })
  const client = createMunimentClient({ url: server.url })
  expect(await client.system.describe()).toBe(true)
  expect(asked).toEqual(['GET', 'GET', 'GET'])
  asked.length = 0
  await expect(client.tasks.execute({ taskId: 'a' })).rejects.toMatchObject({ code: 'rate_limited' })
  expect(asked).toEqual(['POST'])
  asked.length = 0
  const impatient = createMunimentClient({ url: server.url, retries: 0 })
  await expect(impatient.system.describe()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 1 })
  expect(asked).toEqual(['GET'])
})

test('an answer that does not come in time', async () => {
  await using server = await serve(() => {})
  const client = createMunimentClient({ url: server.url, timeoutMs: 10 })
  await expect(client.system.describe()).rejects.toMatchObject({ code: 'timed_out', retry: 'later' })
})

test('a wait between tries ends with the signal', async () => {
  const controller = new AbortController()
  await using server = await serve((_request, response) => {
    response.writeHead(429).end(shape({ code: 'rate_limited', retry: 'later', details: {}, retryAfterMs: 20_000 }))
    setImmediate(() => controller.abort())
  })
  const client = createMunimentClient({ url: server.url })
  await expect(client.system.describe(undefined, controller)).rejects.toMatchObject({ code: 'aborted' })
})
