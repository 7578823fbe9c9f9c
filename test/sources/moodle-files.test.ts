import { connectMoodle, type ActivitySource, type MoodleAccess } from '@muniment/core'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { collect, errorOf, testHttp } from '../support/moodle-connection.ts'
import { sendJson, startTinyServer, type ReceivedRequest, type TinyServer } from '../support/tiny-server.ts'

const address = 'http://moodle.example/pluginfile.php/38/mod_assign/x/1/a.txt'
const content = randomBytes(10_000)
const sha1 = sha1Of(content)
const heads = {
  'content-type': 'text/plain',
  'content-disposition': 'attachment; filename="a.txt"',
  etag: `"${sha1}"`,
}

function sha1Of(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex')
}

/** Answers the n-th request for the file, counted from 1. */
type Send = (count: number, request: ReceivedRequest, response: ServerResponse) => void

/** A site with one file. */
async function siteWithFile(send: Send): Promise<TinyServer> {
  let count = 0
  const person = { userid: 3, username: 't', fullname: 'T. Teacher' }
  const info = { sitename: 'F', siteurl: 'http://moodle.example', ...person, functions: [] }
  return await startTinyServer((request, response) => {
    if (/^\/(?:webservice\/pluginfile|theme\/image)\.php\//.test(request.path)) send(++count, request, response)
    else sendJson(response, info)
  })
}

function open(siteUrl: string, options: Partial<MoodleAccess> = {}): ActivitySource {
  return connectMoodle({ ...testHttp, siteUrl, token: 'f00dfacef00dfacef00dfacef00dface', language: 'en', ...options })
}

async function read(source: ActivitySource): Promise<Buffer> {
  return Buffer.concat(await collect((await source.openFile(address)).content))
}

/** The requests for the file: which part of which version each asked for. */
function partsAskedFor(server: TinyServer): readonly (readonly [string | undefined, string | undefined])[] {
  const ofFile = server.received.filter(({ path }) => path.includes('pluginfile.php'))
  return ofFile.map(({ headers }) => [headers.range, headers['if-range']?.toString()])
}

function offsetOf(request: ReceivedRequest): number {
  return Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? 'bytes=0-')?.[1])
}

/** What a site sends that knows ranges: all of `bytes`, or what is asked for; it breaks off after `cutAfter` bytes. */
interface SentFile {
  readonly bytes?: Buffer
  readonly heads?: Readonly<Record<string, string>>
  readonly cutAfter?: number
  readonly knowsRanges?: boolean
  readonly tellsSize?: boolean
}

function sendFile(request: ReceivedRequest, response: ServerResponse, sent: SentFile = {}): void {
  const { bytes = content, knowsRanges = true, tellsSize = true } = sent
  const start = knowsRanges ? offsetOf(request) : 0
  response.writeHead(start > 0 ? 206 : 200, {
    ...(sent.heads ?? heads),
    ...(start > 0 && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    ...(tellsSize && { 'content-length': bytes.length - start }),
  })
  if (sent.cutAfter === undefined) response.end(bytes.subarray(start))
  else response.write(bytes.subarray(start, start + sent.cutAfter), () => response.destroy())
}

describe('a transfer that breaks off', () => {
  test('goes on where it stopped, with the same version', async () => {
    await using server = await siteWithFile((count, request, response) =>
      sendFile(request, response, count < 4 ? { cutAfter: 3000 } : {}),
    )
    await using source = open(server.url)
    const file = await source.openFile(address)
    expect(Buffer.concat(await collect(file.content)).equals(content)).toBe(true)
    expect(partsAskedFor(server)).toEqual([
      [undefined, undefined],
      ['bytes=3000-', `"${sha1}"`],
      ['bytes=6000-', `"${sha1}"`],
      ['bytes=9000-', `"${sha1}"`],
    ])
    expect(file).toMatchObject({ fileName: 'a.txt', sizeBytes: 10_000, sha1 })
  })

  test('goes on by any ETag, also one that is not a hash', async () => {
    const other = { ...heads, etag: '"62f1-5c0"' }
    await using server = await siteWithFile((count, request, response) =>
      sendFile(request, response, { heads: other, ...(count === 1 && { cutAfter: 4000 }) }),
    )
    await using source = open(server.url)
    expect((await read(source)).equals(content)).toBe(true)
    expect(partsAskedFor(server)[1]).toEqual(['bytes=4000-', '"62f1-5c0"'])
  })

  test.each([
    ['does not know ranges', { knowsRanges: false }, ['bytes=4000-', 'bytes=8000-']],
    ['tells no version', { heads: { ...heads, etag: '' } }, [undefined, undefined]],
    ['tells neither version nor size', { heads: { ...heads, etag: '' }, tellsSize: false }, [undefined, undefined]],
  ])('starts anew where the site %s, and hands nothing on twice', async (_what, sent, ranges) => {
    await using server = await siteWithFile((count, request, response) =>
      sendFile(request, response, { ...sent, ...(count < 3 && { cutAfter: 4000 * count }) }),
    )
    await using source = open(server.url)
    expect((await read(source)).equals(content)).toBe(true)
    expect(partsAskedFor(server).map(([range]) => range)).toEqual([undefined, ...ranges])
  })

  test.each([
    ['of another place', { 'content-range': 'bytes 3000-9999/10000' }],
    ['of a file of another size', { 'content-range': 'bytes 4000-9998/9999' }],
    ['that does not reach to the end', { 'content-range': 'bytes 4000-4999/10000' }],
    ['that says nothing of itself', {}],
    ['of another version', { 'content-range': 'bytes 4000-9999/10000', etag: '"other"' }],
    ['in packed form', { 'content-range': 'bytes 4000-9999/10000', 'content-encoding': 'gzip' }],
  ])('does not take a part %s, but starts anew', async (_what, wrong) => {
    await using server = await siteWithFile((count, request, response) => {
      if (request.headers.range === undefined) sendFile(request, response, count === 1 ? { cutAfter: 4000 } : {})
      else response.writeHead(206, { ...heads, ...wrong }).end(randomBytes(6000))
    })
    await using source = open(server.url)
    expect((await read(source)).equals(content)).toBe(true)
    expect(partsAskedFor(server).map(([range]) => range)).toEqual([undefined, 'bytes=4000-', undefined])
  })

  test('starts anew where the site says that there is no such part', async () => {
    await using server = await siteWithFile((count, request, response) => {
      if (request.headers.range === undefined) sendFile(request, response, count === 1 ? { cutAfter: 4000 } : {})
      else response.writeHead(416, { 'content-type': 'text/html' }).end('<p>Range not satisfiable</p>')
    })
    await using source = open(server.url)
    expect((await read(source)).equals(content)).toBe(true)
  })

  const later = Buffer.from(content)
  later[2000] = (later[2000] ?? 0) ^ 1

  test.each([
    ['another hash', { bytes: later, heads: { ...heads, etag: `"${sha1Of(later)}"` } }, heads],
    ['another size', { bytes: content.subarray(1), heads: { ...heads, etag: '"2"' } }, { ...heads, etag: '"1"' }],
    ['other bytes', { bytes: later, heads: { ...heads, etag: '' } }, { ...heads, etag: '' }],
    ['fewer bytes', { bytes: content.subarray(0, 9), heads: { ...heads, etag: '' }, tellsSize: false }, heads],
  ])('never mixes two versions of a file: %s', async (_what, changed, before) => {
    await using server = await siteWithFile((count, request, response) => {
      if (count === 1) sendFile(request, response, { heads: before, cutAfter: 4000 })
      else sendFile(request, response, { ...changed, knowsRanges: false })
    })
    await using source = open(server.url)
    const file = await source.openFile(address)
    expect(await errorOf(collect(file.content))).toMatchObject({
      code: 'source_unavailable',
      retry: 'later',
      details: { reason: 'file_changed' },
    })
    // Further tries are for whoever asked: only with the list of files read anew can they help.
    expect(partsAskedFor(server)).toHaveLength(2)
  })

  test('is tried again at once for each of many files, as long as most of what is asked works', async () => {
    let asked = 0
    await using server = await siteWithFile((count, request, response) => {
      asked = count
      if (count % 2 === 1) response.writeHead(500, { 'content-type': 'text/html' }).end('<p>Internal error</p>')
      else sendFile(request, response)
    })
    await using source = open(server.url)
    // More second tries than a site is given that answers nothing else.
    for (let file = 0; file < 24; file++) expect((await read(source)).equals(content)).toBe(true)
    expect(asked).toBe(48)
  })

  test('is given up after four tries without progress; each has its turn back', async () => {
    await using server = await siteWithFile((count, request, response) =>
      sendFile(request, response, { cutAfter: count === 1 ? 4000 : 0 }),
    )
    await using source = open(server.url, { maxParallelRequests: 1 })
    expect(await errorOf(read(source))).toMatchObject({ details: { reason: 'connection_lost' }, retry: 'later' })
    expect(partsAskedFor(server)).toHaveLength(4)
    await expect(source.describe()).resolves.toMatchObject({ siteName: 'F' })
  })

  test('is gone on with for as long as it gets on', async () => {
    const large = randomBytes(12 << 20)
    const largeHeads = { ...heads, etag: `"${sha1Of(large)}"` }
    await using server = await siteWithFile((_count, request, response) =>
      sendFile(request, response, {
        bytes: large,
        heads: largeHeads,
        ...(offsetOf(request) < 11 << 20 && { cutAfter: 1 << 20 }),
      }),
    )
    await using source = open(server.url)
    const file = await source.openFile(address)
    const hash = createHash('sha1')
    for await (const chunk of file.content) hash.update(chunk)
    expect(hash.digest('hex')).toBe(sha1Of(large))
    expect(partsAskedFor(server).length).toBeGreaterThan(8)
  })

  test('holds nothing of a large file in memory', async () => {
    const piece = Buffer.alloc(1 << 20, 'x')
    const pieces = 256
    await using server = await siteWithFile((count, request, response) => {
      const left = pieces - offsetOf(request) / piece.length
      const size = pieces * piece.length
      const range = { 'content-range': `bytes ${offsetOf(request)}-${size - 1}/${size}` }
      response.writeHead(count > 1 ? 206 : 200, { ...heads, etag: '"large"', ...(count > 1 && range) })
      const some = Array.from({ length: count > 3 ? left : 64 }, () => piece)
      void pipeline(Readable.from(some, { highWaterMark: 1 }), response, { end: count > 3 }).then(() => {
        if (count <= 3) response.write('', () => response.destroy())
      })
    })
    await using source = open(server.url)
    const { content: bytes } = await source.openFile(address)
    let size = 0
    let most = 0
    for await (const chunk of bytes) {
      size += chunk.byteLength
      most = Math.max(most, process.memoryUsage().arrayBuffers)
    }
    expect(size).toBe(256 << 20)
    expect(partsAskedFor(server)).toHaveLength(4)
    expect(most).toBeLessThan(128 << 20)
  })

  test('waits longer each time, and its turn is free meanwhile', async () => {
    const waits: number[] = []
    await using server = await siteWithFile((count, request, response) =>
      sendFile(request, response, count < 4 ? { cutAfter: 1000 } : {}),
    )
    const sleep = async (milliseconds: number): Promise<void> => {
      waits.push(milliseconds)
      await source.describe()
    }
    const surroundings = { now: () => Date.now(), random: () => 0.5, sleep }
    await using source = open(server.url, { maxParallelRequests: 1, surroundings })
    expect((await read(source)).equals(content)).toBe(true)
    expect(waits).toEqual([375, 1125, 3375])
  })

  test('silence in the middle is a break too', async () => {
    await using server = await siteWithFile((count, request, response) => {
      if (count > 1) sendFile(request, response)
      else response.writeHead(200, { ...heads, 'content-length': 10_000 }).write(content.subarray(0, 4000))
    })
    await using source = open(server.url, { timeouts: { idleMs: 50 } })
    expect((await read(source)).equals(content)).toBe(true)
    expect(partsAskedFor(server).map(([range]) => range)).toEqual([undefined, 'bytes=4000-'])
  })

  test('ends at once where the site refuses the rest', async () => {
    await using server = await siteWithFile((count, request, response) => {
      if (count === 1) sendFile(request, response, { cutAfter: 4000 })
      else sendJson(response, { error: 'Course or activity not accessible.', errorcode: 'requireloginerror' })
    })
    await using source = open(server.url)
    expect(await errorOf(read(source))).toMatchObject({ code: 'source_denied', retry: 'never' })
    expect(partsAskedFor(server)).toHaveLength(2)
  })
})

describe('what arrives', () => {
  test('is refused at its end if it is not what the hash says', async () => {
    await using server = await siteWithFile((_count, request, response) =>
      sendFile(request, response, { bytes: Buffer.concat([content.subarray(1), Buffer.from('x')]) }),
    )
    await using source = open(server.url)
    expect(await errorOf(read(source))).toMatchObject({
      code: 'source_unavailable',
      retry: 'later',
      details: { reason: 'file_damaged' },
    })
    expect(partsAskedFor(server)).toHaveLength(1)
  })

  test('is never longer than announced', async () => {
    const endless = (response: ServerResponse): void => {
      const more = (): void => void (response.destroyed || response.write(randomBytes(9000), more))
      more()
    }
    await using server = await siteWithFile((count, request, response) => {
      if (count === 1) sendFile(request, response, { cutAfter: 4000 })
      else endless(response.writeHead(206, { ...heads, 'content-range': 'bytes 4000-9999/10000' }))
    })
    await using source = open(server.url)
    let size = 0
    const reading = async (): Promise<void> => {
      for await (const chunk of (await source.openFile(address)).content) size += chunk.byteLength
    }
    expect(await errorOf(reading())).toMatchObject({ details: { reason: 'file_damaged' } })
    expect(size).toBeLessThanOrEqual(10_000)
  })

  test('is unpacked where the site packs it unasked, and checked against the hash', async () => {
    const packed = gzipSync(content)
    const packedHeads = { ...heads, etag: `W/"${sha1}"`, 'content-encoding': 'gzip' }
    await using server = await siteWithFile((count, _request, response) => {
      response.writeHead(200, packedHeads)
      if (count === 1) response.write(packed.subarray(0, 5000), () => response.destroy())
      else response.end(packed)
    })
    await using source = open(server.url)
    const file = await source.openFile(address)
    expect(file).toMatchObject({ sizeBytes: null, sha1 })
    expect(Buffer.concat(await collect(file.content)).equals(content)).toBe(true)
    expect(partsAskedFor(server)).toHaveLength(2)
  })

  test('is refused where it is packed in a way that is not known', async () => {
    await using server = await siteWithFile((_count, request, response) =>
      sendFile(request, response, { heads: { ...heads, 'content-encoding': 'br' } }),
    )
    await using source = open(server.url, { maxParallelRequests: 1 })
    expect(await errorOf(source.openFile(address))).toMatchObject({ code: 'source_unexpected' })
    await expect(source.describe()).resolves.toMatchObject({ siteName: 'F' })
  })

  test('can be nothing at all', async () => {
    const empty = Buffer.alloc(0)
    await using server = await siteWithFile((_count, request, response) =>
      sendFile(request, response, { bytes: empty, heads: { ...heads, etag: `"${sha1Of(empty)}"` } }),
    )
    await using source = open(server.url)
    const file = await source.openFile(address)
    expect(file.sizeBytes).toBe(0)
    expect(await collect(file.content)).toEqual([])
  })

  test('of the theme is not measured by its ETag, which is the hash of a name', async () => {
    await using server = await siteWithFile((_count, request, response) =>
      sendFile(request, response, {
        heads: { 'content-type': 'image/png', etag: `"${sha1Of(Buffer.from('1/boost/f/pdf'))}"` },
      }),
    )
    await using source = open(server.url)
    const file = await source.openFile('http://moodle.example/theme/image.php/boost/core/1/f/pdf')
    expect(file.sha1).toBeNull()
    expect(Buffer.concat(await collect(file.content)).equals(content)).toBe(true)
  })

  test('is not a page or an error; a student’s own JSON file is a file', async () => {
    await using server = await siteWithFile((count, _request, response) => {
      if (count === 1)
        sendJson(response, { error: 'Course or activity not accessible.', errorcode: 'requireloginerror' })
      else if (count === 2) response.writeHead(303, { location: '/login/index.php' }).end()
      else {
        const disposition = 'attachment; filename="error.json"'
        response.writeHead(200, { 'content-type': 'application/json', 'content-disposition': disposition })
        response.end('{"errorcode":"invalidtoken","error":"x"}')
      }
    })
    await using source = open(server.url)
    expect(await errorOf(source.openFile(address))).toMatchObject({ code: 'source_denied' })
    expect(await errorOf(source.openFile(address))).toMatchObject({ code: 'source_unexpected' })
    const file = await source.openFile(address)
    expect(file).toMatchObject({ fileName: 'error.json', mediaType: 'application/json' })
    expect(Buffer.concat(await collect(file.content)).toString()).toContain('invalidtoken')
  })
})

describe('an open file', () => {
  test('can be given up, before and while it is read', async () => {
    await using server = await siteWithFile((_count, request, response) => sendFile(request, response))
    await using source = open(server.url, { maxParallelRequests: 1 })
    await (await source.openFile(address)).content[Symbol.asyncIterator]().return?.()
    for await (const chunk of (await source.openFile(address)).content) {
      expect(chunk.byteLength).toBeGreaterThan(0)
      break
    }
    expect(await read(source)).toHaveLength(10_000)
  })

  test('can be given up while its reader waits for more, and asks for nothing then', async () => {
    await using server = await siteWithFile((count, request, response) => {
      if (count > 1) sendFile(request, response)
      else response.writeHead(200, heads).write(content.subarray(0, 100))
    })
    await using source = open(server.url, { maxParallelRequests: 1 })
    const bytes = (await source.openFile(address)).content[Symbol.asyncIterator]()
    await bytes.next()
    const waiting = errorOf(bytes.next())
    await bytes.return?.()
    expect(await waiting).toMatchObject({ code: 'aborted' })
    expect(partsAskedFor(server)).toHaveLength(1)
    expect(await read(source)).toHaveLength(10_000)
  })

  test.each([
    ['in the middle of it', 100],
    ['while it waits for the next try', 0],
  ])('is closed by an abort: %s', async (when, _sent) => {
    const closed = Promise.withResolvers<undefined>()
    await using server = await siteWithFile((_count, request, response) => {
      response.on('close', () => closed.resolve(undefined))
      if (when.includes('try')) sendFile(request, response, { cutAfter: 100 })
      else response.writeHead(200, heads).write(content.subarray(0, 100))
    })
    const controller = new AbortController()
    const sleep = async (_milliseconds: number, signal?: AbortSignal): Promise<void> => {
      controller.abort()
      if (signal?.aborted !== true) await once(signal ?? controller.signal, 'abort')
      throw signal?.reason
    }
    await using source = open(server.url, { surroundings: { now: () => 0, random: () => 0.5, sleep } })
    const { content: bytes } = await source.openFile(address, controller.signal)
    const reading = async (): Promise<void> => {
      for await (const chunk of bytes) if (chunk.byteLength > 0 && !when.includes('try')) controller.abort()
    }
    expect(await errorOf(reading())).toMatchObject({ code: 'aborted' })
    await closed.promise
  })
})
