import { connectMoodle, discoverMoodleSite, type ActivitySource, type MoodleAccess } from '@muniment/core'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createGzip, gzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { errorOf, everythingIn, testHttp } from '../support/moodle-connection.ts'
import { sendJson, startTinyServer, type ReceivedRequest, type TinyServer } from '../support/tiny-server.ts'

const token = 'f00dfacef00dfacef00dfacef00dface'
const fileAddress = 'http://moodle.example/pluginfile.php/38/mod_assign/x/1/a.txt'
const fileHeads = { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"', etag: '"v1"' }
const person = { userid: 3, username: 't', fullname: 'T. Teacher' }
const info = { sitename: 'Sound', siteurl: 'http://moodle.example', ...person, functions: [] }

function open(siteUrl: string, options: Partial<MoodleAccess> = {}): ActivitySource {
  return connectMoodle({ ...testHttp, siteUrl, token, language: 'en', ...options })
}

/** A clock by which every look at it takes so long: nothing has to be waited for. */
const clockThatRuns = (msEachLook: number): NonNullable<MoodleAccess['surroundings']> => {
  let nowMs = 0
  return { now: () => (nowMs += msEachLook), random: () => 0.5, sleep: () => Promise.resolve() }
}

/** Sends bytes one by one, each by itself, without an end. */
function drip(response: ServerResponse, byte: string): void {
  const more = (): void => void (response.destroyed || response.write(byte, () => setImmediate(more)))
  more()
}

const isFile = ({ path }: ReceivedRequest): boolean => path.startsWith('/webservice/pluginfile.php/')

/** A server that lies as soon as it has a connection. */
async function startRawServer(answer: (socket: Socket) => void): Promise<{ readonly url: string } & AsyncDisposable> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => answer(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Writes the same again and again for as long as somebody takes it. */
function writeForEver(socket: Socket, text: string, everyMs = 0): void {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer)
    else if (!socket.writableNeedDrain) socket.write(text)
  }, everyMs)
}

describe('a site that sends too slowly', () => {
  test('does not hold its place for ever, is asked again, and said to be slow', async () => {
    await using server = await startTinyServer((_request, response) => {
      drip(response.writeHead(200, { 'content-type': 'application/json' }), ' ')
    })
    await using source = open(server.url, { surroundings: clockThatRuns(20_000), maxParallelRequests: 1 })
    const error = await errorOf(source.describe())
    expect(error).toMatchObject({ code: 'timed_out', retry: 'later', details: { reason: 'too_slow' } })
    expect(String(error)).toContain('sends too slowly: less than 4 kB a second')
    expect(server.received).toHaveLength(4)
  })

  test('is asked for the rest of a file, in vain, and then given up; its place is free again', async () => {
    await using server = await startTinyServer((request, response) => {
      if (!isFile(request)) return sendJson(response, info)
      const offset = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
      const range = { 'content-range': `bytes ${offset}-999999/1000000`, 'content-length': 1_000_000 - offset }
      drip(response.writeHead(offset > 0 ? 206 : 200, { ...fileHeads, ...range }), 'x')
    })
    await using source = open(server.url, { surroundings: clockThatRuns(20_000), maxParallelRequests: 1 })
    const reading = async (): Promise<void> => {
      for await (const _ of (await source.openFile(fileAddress)).content) continue
    }
    expect(await errorOf(reading())).toMatchObject({ code: 'timed_out', details: { reason: 'too_slow' } })
    expect(server.received.filter(isFile)).toHaveLength(4)
    await expect(source.describe()).resolves.toMatchObject({ siteName: 'Sound' })
  })

  test('and gets on all the same is waited for: 5 MB over a link of 50 kB/s', async () => {
    const piece = Buffer.alloc(50_000, 'x')
    await using server = await startTinyServer((request, response) => {
      if (!isFile(request)) return sendJson(response, info)
      response.writeHead(200, { ...fileHeads, 'content-length': 100 * piece.length })
      void pipeline(Readable.from(Array.from({ length: 100 }, () => piece)), response)
    })
    // A piece of the connection has up to 64 kB, and is looked at twice.
    await using source = open(server.url, { surroundings: clockThatRuns(650) })
    let size = 0
    for await (const chunk of (await source.openFile(fileAddress)).content) size += chunk.byteLength
    expect(size).toBe(5_000_000)
    expect(server.received.filter(isFile)).toHaveLength(1)
  })

  test.each([
    ['its heads line by line', 'x-more: heads\r\n'],
    ['hints, and never an answer', '\r\nHTTP/1.1 103 Early Hints\r\n'],
  ])('%s: it is given up after the time for a first byte', async (_what, line) => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n'.replace('200 OK', line.includes('103') ? '103 Early Hints' : '200 OK'))
      writeForEver(socket, line, 20)
    })
    await using source = open(server.url, { timeouts: { connectMs: 200, firstByteMs: 200 }, retry: { tries: 1 } })
    expect(await errorOf(source.describe())).toMatchObject({ code: 'timed_out', details: { reason: 'timed_out' } })
  })
})

describe('an answer without an end', () => {
  test('of heads is given up early', async () => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      writeForEver(socket, `x-more: ${'heads'.repeat(1_000)}\r\n`)
    })
    await using source = open(server.url, { retry: { tries: 1 } })
    const error = await errorOf(source.describe())
    expect(error).toMatchObject({ code: 'source_unavailable', details: { reason: 'answer_malformed' } })
    expect(everythingIn(error)).not.toContain(token)
  })

  test('of data is not read further than 256 MB, packed or not', async () => {
    const spaces = Buffer.alloc(1 << 20, ' ')
    let packed = false
    await using server = await startTinyServer((_request, response) => {
      const coding = packed ? { 'content-encoding': 'gzip' } : {}
      response.writeHead(200, { 'content-type': 'application/json', ...coding })
      const endless = Readable.from(
        (function* () {
          for (;;) yield spaces
        })(),
      )
      const done = packed ? pipeline(endless, createGzip({ level: 1 }), response) : pipeline(endless, response)
      done.catch(() => undefined)
    })
    await using source = open(server.url)
    for (packed of [false, true]) {
      const error = await errorOf(source.describe())
      expect(error).toMatchObject({ code: 'source_unexpected', details: { maxBytes: 256 << 20 } })
      expect(String(error)).toContain('longer than 256 MB')
    }
    expect(server.received, 'the same would come again').toHaveLength(2)
  })

  test('of a page that anybody may ask for is not read further than 4 MB', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20, '{'))
    await using server = await startTinyServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb),
    )
    expect(await errorOf(discoverMoodleSite(server.url, testHttp))).toMatchObject({ code: 'source_unexpected' })
  })
})

describe('an answer whose length is a lie', () => {
  const body = JSON.stringify(info)
  const answer = (heads: string, text: string): string =>
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${heads}\r\n\r\n${text}`

  test.each([
    ['too short', answer(`content-length: ${body.length - 5}`, body), 'source_unavailable', undefined],
    ['too long, and silence', answer(`content-length: ${body.length + 5}`, body), 'timed_out', 'timed_out'],
    ['given twice', answer('content-length: 5\r\ncontent-length: 9', body), 'source_unavailable', 'connection_lost'],
    ['no number', answer('content-length: many', body), 'source_unavailable', 'answer_malformed'],
    [
      'given although it comes in chunks',
      answer('content-length: 5\r\ntransfer-encoding: chunked', `5\r\n${body.slice(0, 5)}\r\n0\r\n\r\n`),
      'source_unavailable',
      'connection_lost',
    ],
    ['a chunk of no size', answer('transfer-encoding: chunked', `zz\r\n${body}`), 'source_unavailable', undefined],
  ])('%s', async (_what, text, code, reason) => {
    await using server = await startRawServer((socket) => socket.write(text))
    await using source = open(server.url, { timeouts: { idleMs: 100 }, retry: { tries: 1 } })
    const error = await errorOf(source.describe())
    expect(error).toMatchObject({ code, retry: 'later', ...(reason !== undefined && { details: { reason } }) })
  })
})

describe('an answer of another kind', () => {
  /** What the site answers to everything. */
  const site = (status: number, heads: Record<string, string>, body: string | Buffer): Promise<TinyServer> =>
    startTinyServer((_request, response) => response.writeHead(status, heads).end(body))

  test.each([
    ['a picture', 'image/png', Buffer.from('89504e470d0a1a0a', 'hex'), 'source_unavailable'],
    ['a list', 'application/json', '[]', 'source_unexpected'],
    ['a number', 'application/json', '42', 'source_unexpected'],
    ['nothing', 'application/json', 'null', 'source_unexpected'],
    ['a very deep list', 'application/json', '['.repeat(200_000), 'source_unavailable'],
    ['a closed very deep list', 'application/json', '['.repeat(5_000) + ']'.repeat(5_000), 'source_unexpected'],
    ['XML', 'application/xml', '<?xml version="1.0"?><RESPONSE/>', 'source_unavailable'],
    ['what says that it is packed and is not', 'application/json', JSON.stringify(info), 'source_unavailable'],
  ])('%s', async (what, mediaType, body, code) => {
    const packing: Record<string, string> = what.includes('packed') ? { 'content-encoding': 'gzip' } : {}
    await using server = await site(200, { 'content-type': mediaType, ...packing }, body)
    await using source = open(server.url)
    expect(await errorOf(source.describe())).toMatchObject({ code })
  })

  test('a redirect is not followed, and one in a circle ends', async () => {
    await using server = await startTinyServer((request, response) =>
      response.writeHead(303, { location: request.path }).end(),
    )
    await using source = open(server.url)
    const error = await errorOf(source.describe())
    expect(error).toMatchObject({ code: 'source_unexpected' })
    expect(server.received).toHaveLength(1)
    expect(await errorOf(discoverMoodleSite(server.url, testHttp))).toMatchObject({ code: 'source_unexpected' })
    expect(server.received.length).toBeLessThan(20)
  })
})
