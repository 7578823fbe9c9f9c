import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { S3StorageOptions } from '@muniment/core'
import S3rver from 's3rver'
import { openWorkspace } from './open-muniment.ts'

/** S3-compatible storage in this process, on files of its own. */
export interface TestS3 extends AsyncDisposable {
  readonly options: S3StorageOptions
  /** The same as settings of a server. */
  readonly environment: Record<string, string>
  /** What requests are answered instead, if anything; for storages that are away, or in trouble. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => 'answered' | 'pass') | undefined
  /** How many requests of a method came in. */
  requests(method: string): number
  /** Keys of all objects, in order. */
  keys(): Promise<readonly string[]>
  /** The bytes of an object, changed behind the storage's back. */
  change(key: string, change: (bytes: Buffer) => Buffer): Promise<void>
  /** Removes an object behind the storage's back. */
  lose(key: string): Promise<void>
}

const bucket = 'muniment'
const objectSuffix = '._S3rver_object'
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }

export async function startS3(): Promise<TestS3> {
  await using opened = new AsyncDisposableStack()
  const { path: directory } = opened.use(await openWorkspace())
  const s3rver = new S3rver({ directory, silent: true, configureBuckets: [{ name: bucket, configs: [] }] })
  await s3rver.configureBuckets()
  const handle = s3rver.callback()
  const counts = new Map<string, number>()
  const server = createServer((request, response) => {
    counts.set(request.method ?? '', (counts.get(request.method ?? '') ?? 0) + 1)
    if (storage.intercept?.(request, response) !== 'answered') handle(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  opened.defer(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const everything = opened.move()
  const fileOf = (key: string): string => join(directory, bucket, key + objectSuffix)
  const storage: TestS3 = {
    options: {
      bucket,
      endpoint,
      prefix: 'exams',
      credentials,
      timing: { connectMs: 2_000, idleMs: 5_000, tries: 2, firstPauseMs: 20, longestPauseMs: 50 },
    },
    environment: {
      MUNIMENT_S3_BUCKET: bucket,
      MUNIMENT_S3_ENDPOINT: endpoint,
      MUNIMENT_S3_PREFIX: 'exams',
      MUNIMENT_S3_ACCESS_KEY_ID: credentials.accessKeyId,
      MUNIMENT_S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    intercept: undefined,
    requests: (method) => counts.get(method) ?? 0,
    async keys() {
      const names = await readdir(join(directory, bucket), { recursive: true })
      const objects = names.filter((name) => name.endsWith(objectSuffix))
      return objects.map((name) => name.slice(0, -objectSuffix.length)).toSorted()
    },
    change: async (key, change) => writeFile(fileOf(key), change(await readFile(fileOf(key)))),
    lose: (key) => rm(fileOf(key)),
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  }
  return storage
}

/** Breaks connections off without an answer: a storage that is not there. */
export const away: NonNullable<TestS3['intercept']> = (request) => {
  request.socket.destroy()
  return 'answered'
}

/** An answer of S3 that says no. */
export const refusing =
  (status: number, code: string): NonNullable<TestS3['intercept']> =>
  (request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': 'application/xml' })
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`)
    return 'answered'
  }
