import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ArchivingError } from '../errors/archiving-error.ts'
import { systemErrorCode, wrapUnknownError } from '../errors/wrap-unknown-error.ts'
import { makeFolder } from '../make-folder.ts'
import { readFileBytes } from './read-file-bytes.ts'
import { onDisk, publishExclusively, statOrNull, writeTemporaryFile } from './temporary-file.ts'
import { syncFolder } from './sync-folder.ts'
import type { OpenUpload, UploadRequest, UploadStore } from './upload-store.ts'
import { writeFileWhole } from './write-file-whole.ts'

const requestName = 'request.json'
/** A chunk's file is named by its first byte and the one after its last: `0-524288`. */
const chunkName = /^(?<start>\d+)-(?<end>\d+)$/u
const uploadIdPattern = /^[0-9a-z][0-9a-z-]{0,99}$/u
const requestSchema = z.object({ taskId: z.string(), name: z.string(), note: z.string() })

/**
 * Opens an upload store in a folder: a folder for each upload, a file for each chunk, so that a chunk is there as a whole
 * or not at all, whenever the process ends.
 *
 * @throws ArchivingError `storage_full`, `storage_failed`.
 */
export async function openFolderUploadStore(folder: string): Promise<UploadStore> {
  await makeFolder(folder)
  return new FolderUploadStore(folder)
}

class FolderUploadStore implements UploadStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async begin(uploadId: string, { taskId, name, note }: UploadRequest): Promise<void> {
    const folder = this.#folderOf(uploadId)
    await onDisk(mkdir(folder))
    await writeFileWhole(path.join(folder, requestName), JSON.stringify({ taskId, name, note }))
    await syncFolder(this.#folder)
  }

  async find(uploadId: string): Promise<OpenUpload | undefined> {
    if (!uploadIdPattern.test(uploadId)) return undefined
    const request = await this.#request(uploadId)
    return request && { ...request, offset: (await this.#chunks(uploadId)).at(-1)?.end ?? 0 }
  }

  async append(uploadId: string, offset: number, chunk: Uint8Array): Promise<number> {
    const upload = await this.find(uploadId)
    if (!upload) throw new ArchivingError('not_found', 'There is no such upload any more. Begin it anew.')
    if (upload.offset !== offset) throw wrongOffset(upload.offset)
    if (chunk.byteLength === 0) return offset
    const folder = this.#folderOf(uploadId)
    const end = offset + chunk.byteLength
    const file = await writeTemporaryFile(folder, chunk)
    // Two senders of one chunk: the later one finds the name taken, or another chunk that begins there.
    const published = await publishExclusively(file, path.join(folder, `${offset}-${end}`))
    if (!published) await file.discard()
    return end
  }

  async *read(uploadId: string): AsyncIterable<Uint8Array> {
    let expected = 0
    for (const { start, end, name } of await this.#chunks(uploadId)) {
      if (start !== expected) throw notWhole()
      try {
        yield* readFileBytes(path.join(this.#folderOf(uploadId), name))
      } catch (error) {
        throw wrapUnknownError(error, 'storage_failed')
      }
      expected = end
    }
  }

  async discard(uploadId: string): Promise<void> {
    await onDisk(rm(this.#folderOf(uploadId), { recursive: true, force: true, maxRetries: 5 }))
  }

  async sweep(olderThan: Date): Promise<number> {
    let kept = 0
    for (const name of await onDisk(readdir(this.#folder))) {
      if (!uploadIdPattern.test(name)) continue
      // The folder's time is that of the newest file in it.
      const facts = await statOrNull(path.join(this.#folder, name))
      if (facts && facts.mtimeMs < olderThan.getTime()) await this.discard(name)
      else if (facts) kept += 1
    }
    return kept
  }

  async #request(uploadId: string): Promise<UploadRequest | undefined> {
    try {
      const text = await readFile(path.join(this.#folderOf(uploadId), requestName), 'utf8')
      return requestSchema.parse(JSON.parse(text))
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined
      throw wrapUnknownError(error, 'storage_failed')
    }
  }

  async #chunks(uploadId: string): Promise<readonly Chunk[]> {
    const names = await onDisk(readdir(this.#folderOf(uploadId)))
    return names.flatMap(toChunk).toSorted((one, two) => one.start - two.start)
  }

  #folderOf(uploadId: string): string {
    if (!uploadIdPattern.test(uploadId)) throw new ArchivingError('not_found', 'There is no such upload.')
    return path.join(this.#folder, uploadId)
  }
}

interface Chunk {
  readonly name: string
  readonly start: number
  readonly end: number
}

function toChunk(name: string): Chunk[] {
  const { start, end } = chunkName.exec(name)?.groups ?? {}
  return start === undefined || end === undefined ? [] : [{ name, start: Number(start), end: Number(end) }]
}

function wrongOffset(offset: number): ArchivingError {
  return new ArchivingError('state_conflict', `The next chunk of this upload begins at byte ${offset}.`, {
    details: { offset },
  })
}

function notWhole(): ArchivingError {
  return new ArchivingError('write_mismatch', 'The chunks of the upload do not follow each other. Begin it anew.')
}
