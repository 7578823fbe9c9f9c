import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStorage, type ArtifactStore, type InstallationStorage, type S3StorageOptions } from '@muniment/core'
import { artifactStoreConformance } from '../archive/artifact-store-conformance.ts'
import { openWorkspace, type Workspace } from '../support/open-muniment.ts'
import { away, refusing, startS3, type TestS3 } from '../support/start-s3.ts'

const running = new AsyncDisposableStack()
let s3: TestS3
let workspace: Workspace

beforeAll(async () => {
  s3 = running.use(await startS3())
  workspace = running.use(await openWorkspace())
})
afterEach(() => void (s3.intercept = undefined))
afterAll(() => running.disposeAsync())

/** Opens what an installation keeps in the bucket, under a prefix of its own. */
async function openBucket(prefix: string, changes: Partial<S3StorageOptions> = {}): Promise<InstallationStorage> {
  const dataFolder = await workspace.folder(prefix)
  return await openStorage({
    dataFolder,
    archiveFolder: join(dataFolder, 'archives'),
    s3: { ...s3.options, prefix, ...changes },
    patienceMs: 60_000,
    now: () => new Date(),
    random: () => 0.5,
    onDiagnostic: () => {},
  })
}

async function first<Value>(values: AsyncIterable<Value>): Promise<Value | undefined> {
  for await (const value of values) return value
  return undefined
}

let count = 0

artifactStoreConformance('a bucket', async () => {
  const prefix = `kit-${++count}`
  const storage = await openBucket(prefix)
  return {
    store: storage.now.artifacts,
    async names() {
      const objects = (await s3.keys()).filter((key) => key.startsWith(`${prefix}/`))
      return [...objects, ...(await readdir(join(workspace.path, prefix, 'working')))]
    },
    change: (sha256, change) => s3.change(`${prefix}/artifacts/${sha256.slice(0, 2)}/${sha256.slice(2)}`, change),
    [Symbol.asyncDispose]: () => storage[Symbol.asyncDispose](),
  }
})

describe('a bucket', () => {
  let storage: InstallationStorage
  let store: ArtifactStore
  beforeAll(async () => {
    storage = running.use(await openBucket('store'))
    store = storage.now.artifacts
  })

  const keyOf = (sha256: string): string => `store/artifacts/${sha256.slice(0, 2)}/${sha256.slice(2)}`

  it.each([
    [403, 'AccessDenied', 'storage_failed', 'MUNIMENT_S3_SECRET_ACCESS_KEY'],
    [403, 'SignatureDoesNotMatch', 'storage_failed', 'denies access to the bucket “muniment”'],
    [403, 'RequestTimeTooSkewed', 'storage_failed', 'clocks'],
    [404, 'NoSuchBucket', 'storage_failed', 'no bucket “muniment”'],
    [400, 'AuthorizationHeaderMalformed', 'storage_failed', 'MUNIMENT_S3_REGION'],
    [403, 'QuotaExceeded', 'storage_full', 'raise its quota'],
    [507, 'XMinioStorageFull', 'storage_full', 'Free some space'],
    [503, 'SlowDown', 'storage_busy', 'does not answer'],
    [500, 'InternalError', 'storage_busy', 'does not answer'],
    [400, 'SomethingElse', 'storage_failed', 'The log has the details'],
  ])('%i %s is told as %s', async (status, name, code, words) => {
    s3.intercept = refusing(status, name)
    const failure = { code, message: expect.stringContaining(words) }
    await expect(store.put(Buffer.from('hello'))).rejects.toMatchObject(failure)
    await expect(storage.check()).rejects.toMatchObject({ code })
  })

  it('that is not there does not answer, in every way of asking, and keeps its secrets', async () => {
    s3.intercept = away
    const asked = [
      () => store.put(Buffer.from('hello')),
      () => store.has('ab'.repeat(32)),
      () => text(store.open('ab'.repeat(32))),
      () => first(store.list()),
      () => store.setAside('ab'.repeat(32), new Date()),
      () => storage.check(),
    ]
    for (const ask of asked) {
      const failure: unknown = await ask().then(
        () => undefined,
        (error: unknown) => error,
      )
      expect(failure).toMatchObject({ code: 'storage_busy', retry: 'later' })
      const { message, cause } = failure as Error
      expect(`${message} ${String(cause)} ${JSON.stringify(cause)}`).not.toMatch(/S3RVER|Authorization|Signature/u)
    }
  })

  it('that takes requests and says nothing more counts as away, before its answer and in the middle of it', async () => {
    const timing = { ...s3.options.timing, idleMs: 300, tries: 2 }
    await using impatient = await openBucket('store', { timing })
    const { sha256 } = await store.put(randomBytes(2 << 20))
    let asked = 0
    s3.intercept = (request) => {
      asked += 1
      request.resume()
      return 'answered'
    }
    await expect(impatient.now.artifacts.has(sha256)).rejects.toMatchObject({ code: 'storage_busy' })
    await expect(impatient.now.artifacts.put(Buffer.from('x'))).rejects.toMatchObject({ code: 'storage_busy' })
    expect(asked).toBe(4)
    s3.intercept = (request, response) => {
      if (request.method !== 'GET') return 'pass'
      response.writeHead(200, { 'content-length': 2 << 20, etag: '"x"' }).write('the beginning')
      return 'answered'
    }
    await expect(text(impatient.now.artifacts.open(sha256))).rejects.toMatchObject({ code: 'storage_busy' })
  })

  it('of which the settings are wrong is refused at the start; one that is away may come back', async () => {
    const wrong = { accessKeyId: 'nobody', secretAccessKey: 'a-secret-of-nobody' }
    const refused = openBucket('wrong', { credentials: wrong })
    await expect(refused).rejects.toMatchObject({ code: 'storage_failed', message: expect.stringContaining('denies') })
    await expect(refused).rejects.not.toThrow('a-secret-of-nobody')
    await expect(openBucket('wrong', { bucket: 'another' })).rejects.toThrow('There is no bucket “another”')
    s3.intercept = away
    await using later = await openBucket('later')
    s3.intercept = undefined
    await later.check()
  })

  it('sends a download on from where a connection broke', async () => {
    const content = randomBytes(3 << 20)
    const { sha256 } = await store.put(content)
    let broken = 0
    s3.intercept = (request, response) => {
      if (request.method !== 'GET' || !request.url?.includes(sha256.slice(2))) return 'pass'
      if (broken < 3) {
        broken += 1
        let sent = 0
        const write = response.write.bind(response)
        response.write = (chunk: Uint8Array) => {
          sent += chunk.byteLength
          if (sent > 700_000) response.destroy()
          return write(chunk)
        }
      }
      return 'pass'
    }
    const hash = createHash('sha256')
    for await (const chunk of store.open(sha256)) hash.update(chunk)
    expect([broken, hash.digest('hex')]).toEqual([3, sha256])
  })

  it('that keeps something else than was sent is found out, and nothing of it is left', async () => {
    const lying = Buffer.from('this arrives as something else')
    const sha256 = createHash('sha256').update(lying).digest('hex')
    s3.intercept = (request, response) => {
      if (request.method !== 'GET') return 'pass'
      // What is read back.
      response.writeHead(200, { 'content-length': lying.length, etag: '"x"' }).end(Buffer.alloc(lying.length))
      return 'answered'
    }
    await expect(store.put(lying)).rejects.toMatchObject({ code: 'write_mismatch', retry: 'later' })
    expect(await s3.keys()).not.toContain(keyOf(sha256))
    s3.intercept = (request, response) => {
      if (request.method !== 'PUT') return 'pass'
      request.resume()
      response.writeHead(200).end()
      return 'answered'
    }
    await expect(store.put(lying)).rejects.toMatchObject({ code: 'write_mismatch' })
  })

  it('that tells the hash of what it keeps is believed, and not read', async () => {
    s3.intercept = (request, response) => {
      const told = request.headers['x-amz-checksum-sha256']
      if (request.method === 'PUT' && typeof told === 'string') response.setHeader('x-amz-checksum-sha256', told)
      return 'pass'
    }
    const readBefore = s3.requests('GET')
    await store.put(Buffer.from('told'))
    expect(s3.requests('GET')).toBe(readBefore)
  })
})
