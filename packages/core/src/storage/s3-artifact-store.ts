import { createHash } from 'node:crypto'
import { throwIfAborted, untilAborted } from '../archive/abortable.ts'
import type { ArtifactStore, KeptContent, StoredContent } from '../archive/artifact-store.ts'
import { contentPath } from '../archive/content-place.ts'
import { writeTemporaryFile } from '../archive/temporary-file.ts'
import { ArchivingError } from '../errors/index.ts'
import type { ObjectSource, S3Bucket } from './s3-bucket.ts'

export interface S3ArtifactStoreOptions {
  readonly bucket: S3Bucket
  /** What all keys begin with. */
  readonly prefix: string
  /** Folder on this computer in which large contents are written while they are hashed. It must exist. */
  readonly workingFolder: string
}

/** So much of a content is held in memory; a larger one is written to a file first. */
const heldBytes = 1024 * 1024
const isHash = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text)

/**
 * An artifact store in a bucket: `artifacts/ab/cdef…` by hash, as in a folder, so that one can be copied into the other;
 * `artifacts-aside/<hash>/<milliseconds>` for what nothing needs, as it seems, and since when; `artifacts-damaged/` for
 * what is not what its hash says. Objects cannot be renamed: they are copied within the bucket, then removed.
 */
export class S3ArtifactStore implements ArtifactStore {
  readonly #bucket: S3Bucket
  readonly #prefix: string
  readonly #workingFolder: string
  /** What is being sent just now, and whether it arrives. */
  readonly #sending = new Map<string, Promise<boolean>>()

  constructor({ bucket, prefix, workingFolder }: S3ArtifactStoreOptions) {
    this.#bucket = bucket
    this.#prefix = prefix
    this.#workingFolder = workingFolder
  }

  async put(content: AsyncIterable<Uint8Array> | Uint8Array, signal?: AbortSignal): Promise<StoredContent> {
    if (content instanceof Uint8Array) return await this.#putBytes(content, signal)
    const iterator = untilAborted(content, signal)
    const held: Uint8Array[] = []
    let size = 0
    while (size <= heldBytes) {
      const next = await iterator.next()
      if (next.done) return await this.#putBytes(Buffer.concat(held), signal)
      held.push(next.value)
      size += next.value.byteLength
    }
    const file = await writeTemporaryFile(this.#workingFolder, bothOf(held, iterator), { signal })
    try {
      return await this.#send({ ...file, content: file }, signal)
    } finally {
      await file.discard()
    }
  }

  async *open(sha256: string): AsyncIterable<Uint8Array> {
    const hash = createHash('sha256')
    for await (const bytes of this.openUnchecked(sha256)) {
      hash.update(bytes)
      yield bytes
    }
    if (hash.digest('hex') !== sha256) {
      const message = 'A stored file is no longer what was written. Something has changed it in the bucket.'
      const german = 'Eine gespeicherte Datei ist nicht mehr, was geschrieben wurde. Etwas hat sie im Bucket verändert.'
      throw new ArchivingError('write_mismatch', message, { details: { sha256 }, german })
    }
  }

  async *openUnchecked(sha256: string): AsyncIterable<Uint8Array> {
    const key = isHash(sha256) ? await this.#find(sha256) : undefined
    if (key === undefined) throw notFound(sha256)
    try {
      yield* this.#bucket.read(key.key)
    } catch (error) {
      throw error instanceof ArchivingError && error.code === 'not_found' ? notFound(sha256) : error
    }
  }

  async has(sha256: string): Promise<boolean> {
    return isHash(sha256) && (await this.#find(sha256)) !== undefined
  }

  async isWhole({ sha256, sizeBytes }: StoredContent, signal?: AbortSignal): Promise<boolean> {
    return isHash(sha256) && (await this.#find(sha256, signal))?.sizeBytes === sizeBytes
  }

  async *list(): AsyncIterable<KeptContent> {
    const contents = `${this.#prefix}artifacts/`
    for await (const { key, sizeBytes, modifiedAt: since } of this.#bucket.list(contents)) {
      const path = key.slice(contents.length)
      const sha256 = path.replace('/', '')
      if (isHash(sha256) && path === contentPath(sha256)) yield { sha256, sizeBytes, since, setAside: false }
    }
    for await (const { key, sizeBytes } of this.#bucket.list(this.#asidePrefix)) {
      const [sha256 = '', since] = key.slice(this.#asidePrefix.length).split('/')
      if (isHash(sha256)) yield { sha256, sizeBytes, since: new Date(Number(since)), setAside: true }
    }
  }

  /** What was put meanwhile is there twice then, and stays: the copy alone is removed later. */
  async setAside(sha256: string, now: Date): Promise<void> {
    const before = await this.#asideKeys(sha256)
    const aside = `${this.#asidePrefix}${sha256}/${now.getTime()}`
    if (!(await this.#bucket.copy(this.#keyOf(sha256), aside))) return
    await this.#bucket.remove(this.#keyOf(sha256))
    for (const key of before) if (key !== aside) await this.#bucket.remove(key)
  }

  async restore(sha256: string): Promise<void> {
    const key = this.#keyOf(sha256)
    if ((await this.#bucket.sizeOf(key)) === null) {
      const [aside] = await this.#asideKeys(sha256)
      if (aside === undefined || !(await this.#bucket.copy(aside, key))) return
    }
    await this.removeSetAside(sha256)
  }

  async moveDamaged(sha256: string): Promise<void> {
    for (const key of [this.#keyOf(sha256), ...(await this.#asideKeys(sha256))]) {
      if (await this.#bucket.copy(key, `${this.#prefix}artifacts-damaged/${sha256}`)) await this.#bucket.remove(key)
    }
  }

  async removeSetAside(sha256: string): Promise<void> {
    for (const key of await this.#asideKeys(sha256)) await this.#bucket.remove(key)
  }

  async #putBytes(content: Uint8Array, signal: AbortSignal | undefined): Promise<StoredContent> {
    throwIfAborted(signal)
    const sha256 = createHash('sha256').update(content).digest('hex')
    return await this.#send({ sha256, sizeBytes: content.byteLength, content }, signal)
  }

  /** Of several who put the same at once, one sends it. */
  async #send(source: ObjectSource, signal: AbortSignal | undefined): Promise<StoredContent> {
    const { sha256, sizeBytes } = source
    for (let other = this.#sending.get(sha256); other; other = this.#sending.get(sha256)) {
      if (await other) return { sha256, sizeBytes }
    }
    const sending = this.#bucket.put(this.#keyOf(sha256), source, { signal })
    this.#sending.set(
      sha256,
      sending.then(
        () => true,
        () => false,
      ),
    )
    try {
      await sending
    } finally {
      this.#sending.delete(sha256)
    }
    return { sha256, sizeBytes }
  }

  /** Wherever it lies; it may be moved between looking and looking elsewhere. */
  async #find(
    sha256: string,
    signal?: AbortSignal,
  ): Promise<{ readonly key: string; readonly sizeBytes: number } | undefined> {
    const key = this.#keyOf(sha256)
    for (const look of [1, 2]) {
      const sizeBytes = await this.#bucket.sizeOf(key, signal)
      if (sizeBytes !== null) return { key, sizeBytes }
      if (look === 2) break
      for await (const aside of this.#bucket.list(`${this.#asidePrefix}${sha256}/`, signal)) return aside
    }
    return undefined
  }

  async #asideKeys(sha256: string): Promise<readonly string[]> {
    if (!isHash(sha256)) throw notFound(sha256)
    const keys: string[] = []
    for await (const { key } of this.#bucket.list(`${this.#asidePrefix}${sha256}/`)) keys.push(key)
    return keys
  }

  get #asidePrefix(): string {
    return `${this.#prefix}artifacts-aside/`
  }

  #keyOf(sha256: string): string {
    if (!isHash(sha256)) throw notFound(sha256)
    return `${this.#prefix}artifacts/${contentPath(sha256)}`
  }
}

async function* bothOf(beginning: readonly Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* beginning
  yield* rest
}

function notFound(sha256: string): ArchivingError {
  return new ArchivingError('not_found', 'A file that belongs to the archive is not in the store.', {
    details: { sha256 },
    german: 'Eine Datei, die zum Archiv gehört, liegt nicht in der Ablage.',
  })
}
