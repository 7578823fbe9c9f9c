import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type GetObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { throwIfAborted } from '../archive/abortable.ts'
import type { StoredContent } from '../archive/artifact-store.ts'
import type { ByteRange } from '../core.ts'
import { ArchivingError } from '../errors/index.ts'
import { isFailedCondition, isUnknownCondition, toS3Error, type S3Place } from './s3-errors.ts'
import type { StoragePatience } from './storage-patience.ts'

/** What is put into a bucket: bytes, or a file on this computer, of which hash and size are known. */
export interface ObjectSource extends StoredContent {
  readonly content: Uint8Array | { readonly path: string }
}

export interface PutOptions {
  /** Where there is one of the same key already, it is looked at, and left if it is the same. */
  readonly onlyIfNew?: boolean
  readonly signal?: AbortSignal | undefined
}

/** An object of a bucket, as it is listed. */
export interface ListedObject {
  readonly key: string
  readonly sizeBytes: number
  readonly modifiedAt: Date
}

/** What a bucket is reached by. */
export interface S3BucketPorts extends S3Place {
  readonly client: S3Client
  readonly patience: StoragePatience
}

/** Up to this size an object is sent at once, with its hash; what is larger goes in parts of at least this size. */
export const partBytes = 8 * 1024 * 1024
const mostParts = 9_000
/** So often something is sent that does not arrive as it was. */
const mostUploads = 3
/** So often a download is gone on with where it broke off, unless it has come on by this much in between. */
const mostBreaks = 5
const cameOnBytes = 1024 * 1024

/**
 * A bucket of S3-compatible storage. What was put is there as it was sent: either the service has told the hash of what it
 * keeps, or it was read back. Nothing larger than a part is held in memory.
 *
 * @throws ArchivingError of all methods: `storage_busy` if the service does not answer, `storage_full`, `storage_failed`
 *   for whatever somebody has to mend, `aborted`.
 */
export class S3Bucket {
  readonly #ports: S3BucketPorts
  #knowsConditions = true

  constructor(ports: S3BucketPorts) {
    this.#ports = ports
  }

  /** Puts an object, whole or not at all. @throws ArchivingError `write_mismatch` if it did not arrive as it was sent */
  async put(key: string, source: ObjectSource, { onlyIfNew = false, signal }: PutOptions = {}): Promise<void> {
    for (let tried = 1; tried <= mostUploads; tried += 1) {
      const told = await this.#do(signal, () => this.#uploadUnlessThere(key, source, { onlyIfNew, signal }))
      if (told === source.sha256) return
      if (told === undefined && (await this.#isThere(key, source, signal))) return
    }
    await this.remove(key)
    const message = 'What the storage keeps is not what was sent to it, so it was removed there.'
    const german = 'Was der Speicher aufbewahrt, ist nicht, was ihm gesendet wurde; dort wurde es deshalb entfernt.'
    throw new ArchivingError('write_mismatch', message, { details: { sha256: source.sha256 }, german })
  }

  /**
   * The bytes of an object, or a part of them. A connection that breaks is gone on with where it broke.
   *
   * @throws ArchivingError `not_found`
   */
  async *read(key: string, range?: ByteRange, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    let position = range?.first ?? 0
    let end: number | undefined
    let tag: string | undefined
    let brokeAt = position
    for (let breaks = 0; end === undefined || position < end;) {
      const answer = await this.#do(signal, () => this.#get(key, { first: position, last: range?.last, tag }, signal))
      end ??= position + (answer.ContentLength ?? 0)
      tag ??= answer.ETag
      const body = answer.Body as unknown as AsyncIterable<Uint8Array>
      try {
        for await (const chunk of body) {
          position += chunk.byteLength
          yield chunk
        }
        if (position >= end) return
        throw Object.assign(new Error('The answer ended early.'), { code: 'ECONNRESET' })
      } catch (error) {
        throwIfAborted(signal)
        const failure = toS3Error(error, this.#ports)
        breaks = position - brokeAt >= cameOnBytes ? 1 : breaks + 1
        brokeAt = position
        if (failure.code !== 'storage_busy' || breaks > mostBreaks) throw failure
      }
    }
  }

  /** Null if there is no such object. */
  async sizeOf(key: string, signal?: AbortSignal): Promise<number | null> {
    try {
      const { ContentLength = 0 } = await this.#do(signal, () =>
        this.#ports.client.send(new HeadObjectCommand({ Bucket: this.#ports.bucket, Key: key }), withSignal(signal)),
      )
      return ContentLength
    } catch (error) {
      return nullIfMissing(error)
    }
  }

  /** All objects whose key begins with `prefix`, page by page. */
  async *list(prefix: string, signal?: AbortSignal): AsyncGenerator<ListedObject> {
    const { bucket: Bucket, client } = this.#ports
    let token: string | undefined
    do {
      const query = { Bucket, Prefix: prefix, ...(token !== undefined && { ContinuationToken: token }) }
      const page = await this.#do(signal, () => client.send(new ListObjectsV2Command(query), withSignal(signal)))
      for (const { Key, Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        if (Key !== undefined) yield { key: Key, sizeBytes: Size, modifiedAt: LastModified }
      }
      token = page.NextContinuationToken
    } while (token !== undefined)
  }

  /** Copies an object within the bucket. @returns false if there is no such object */
  async copy(from: string, to: string): Promise<boolean> {
    const { bucket: Bucket, client } = this.#ports
    const CopySource = `${Bucket}/${from.split('/').map(encodeURIComponent).join('/')}`
    try {
      await this.#do(undefined, () => client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource })))
      return true
    } catch (error) {
      return nullIfMissing(error) !== null
    }
  }

  /** Removes an object; one that is not there is none. */
  async remove(key: string): Promise<void> {
    const { bucket: Bucket, client } = this.#ports
    try {
      await this.#do(undefined, () => client.send(new DeleteObjectCommand({ Bucket, Key: key })))
    } catch (error) {
      nullIfMissing(error)
    }
  }

  /** Asks whether the bucket answers. */
  async check(prefix: string, signal?: AbortSignal): Promise<void> {
    const { bucket: Bucket, client } = this.#ports
    const command = new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 1 })
    await this.#do(signal, () => client.send(command, withSignal(signal)))
  }

  /** @returns as {@link #upload}; the hash of the source if the same is there already. */
  async #uploadUnlessThere(
    key: string,
    source: ObjectSource,
    { onlyIfNew = false, signal }: PutOptions,
  ): Promise<string | undefined> {
    const isConditional = onlyIfNew && this.#knowsConditions
    try {
      return await this.#upload(key, source, { onlyIfNew: isConditional, signal })
    } catch (error) {
      if (!isConditional) throw error
      if (isFailedCondition(error) && (await this.#isThere(key, source, signal))) return source.sha256
      if (isUnknownCondition(error)) this.#knowsConditions = false
      else if (!isFailedCondition(error)) throw error
      return await this.#upload(key, source, { onlyIfNew: false, signal })
    }
  }

  /** @returns the hash that the service tells of what it keeps, if it tells one of the whole. */
  async #upload(
    key: string,
    { content, sizeBytes, sha256 }: ObjectSource,
    { onlyIfNew, signal }: PutOptions,
  ): Promise<string | undefined> {
    const { bucket: Bucket, client } = this.#ports
    const condition = onlyIfNew === true ? { IfNoneMatch: '*' } : {}
    const params = { Bucket, Key: key, ContentType: 'application/octet-stream', ...condition }
    if (sizeBytes <= partBytes || content instanceof Uint8Array) {
      const Body = content instanceof Uint8Array ? content : await readFile(content.path)
      const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64')
      const command = new PutObjectCommand({ ...params, Body, ChecksumSHA256 })
      const told = (await client.send(command, withSignal(signal))).ChecksumSHA256
      return told === undefined ? undefined : Buffer.from(told, 'base64').toString('hex')
    }
    const upload = new Upload({
      client,
      params: { ...params, Body: createReadStream(content.path) },
      partSize: Math.max(partBytes, Math.ceil(sizeBytes / mostParts)),
      queueSize: 1,
    })
    const stop = (): void => void upload.abort()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      await upload.done()
      return undefined
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  /** Whether an object is there byte for byte. */
  async #isThere(key: string, { sha256, sizeBytes }: StoredContent, signal?: AbortSignal): Promise<boolean> {
    const hash = createHash('sha256')
    let read = 0
    try {
      for await (const chunk of this.read(key, undefined, signal)) {
        hash.update(chunk)
        read += chunk.byteLength
      }
    } catch (error) {
      nullIfMissing(error)
      return false
    }
    return read === sizeBytes && hash.digest('hex') === sha256
  }

  async #get(
    key: string,
    part: { readonly first: number; readonly last: number | undefined; readonly tag: string | undefined },
    signal: AbortSignal | undefined,
  ): Promise<GetObjectCommandOutput> {
    const { first, last, tag } = part
    const isWhole = first === 0 && last === undefined
    const command = new GetObjectCommand({
      Bucket: this.#ports.bucket,
      Key: key,
      ...(!isWhole && { Range: `bytes=${first}-${last ?? ''}` }),
      ...(tag !== undefined && { IfMatch: tag }),
    })
    return await this.#ports.client.send(command, withSignal(signal))
  }

  #do<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
    const told = async (): Promise<Result> => {
      try {
        return await work()
      } catch (error) {
        throwIfAborted(signal)
        throw toS3Error(error, this.#ports)
      }
    }
    return this.#ports.patience(told, signal)
  }
}

const withSignal = (signal: AbortSignal | undefined) => (signal ? { abortSignal: signal } : {})

function nullIfMissing(error: unknown): null {
  if (error instanceof ArchivingError && error.code === 'not_found') return null
  throw error
}
