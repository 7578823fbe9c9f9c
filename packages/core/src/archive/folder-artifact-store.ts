import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ArchivingError } from '../errors/archiving-error.ts'
import { systemErrorCode, wrapUnknownError } from '../errors/wrap-unknown-error.ts'
import { readFileBytes } from './read-file-bytes.ts'
import type { ArtifactStore, StoredContent } from './artifact-store.ts'
import {
  onDisk,
  publishReplacing,
  statOrNull,
  sweepTemporaryFiles,
  syncFolder,
  writeTemporaryFile,
  type ChunkWriter,
} from './temporary-file.ts'

export interface FolderArtifactStoreOptions {
  /** Made if it is not there. */
  readonly folder: string
  /** Now, to tell abandoned temporary files from young ones. */
  readonly now: Date
  /** How a chunk reaches the disk; for tests that need a disk to fail. */
  readonly writeChunk?: ChunkWriter
}

/**
 * Opens an artifact store in a folder: `ab/cdef…` by hash, and `incoming/` for what is being written. Several
 * processes may use one folder. What a killed process left in `incoming/` is removed.
 *
 * @throws ArchivingError `storage_full`, `storage_failed`.
 */
export async function openFolderArtifactStore(options: FolderArtifactStoreOptions): Promise<ArtifactStore> {
  const incoming = path.join(options.folder, 'incoming')
  await onDisk(mkdir(incoming, { recursive: true }))
  await sweepTemporaryFiles(incoming, options.now)
  return new FolderArtifactStore(options.folder, incoming, options.writeChunk)
}

class FolderArtifactStore implements ArtifactStore {
  readonly #folder: string
  readonly #incoming: string
  readonly #writeChunk: ChunkWriter | undefined

  constructor(folder: string, incoming: string, writeChunk: ChunkWriter | undefined) {
    this.#folder = folder
    this.#incoming = incoming
    this.#writeChunk = writeChunk
  }

  async put(content: AsyncIterable<Uint8Array> | Uint8Array, signal?: AbortSignal): Promise<StoredContent> {
    const file = await writeTemporaryFile(this.#incoming, content, { signal, writeChunk: this.#writeChunk })
    try {
      const finalPath = this.#pathOf(file.sha256)
      const present = await statOrNull(finalPath)
      if (present?.size === file.sizeBytes) {
        await file.discard()
      } else {
        await this.#makeFolder(path.dirname(finalPath))
        await publishReplacing(file, finalPath)
      }
    } catch (error) {
      await file.discard()
      throw error
    }
    return { sha256: file.sha256, sizeBytes: file.sizeBytes }
  }

  async *open(sha256: string): AsyncIterable<Uint8Array> {
    const hash = createHash('sha256')
    try {
      for await (const bytes of readFileBytes(this.#pathOf(sha256))) {
        hash.update(bytes)
        yield bytes
      }
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') throw notFound(sha256)
      throw wrapUnknownError(error, 'storage_failed')
    }
    if (hash.digest('hex') !== sha256) {
      throw new ArchivingError(
        'write_mismatch',
        'A stored file is no longer what was written. The disk may be failing.',
        {
          details: { sha256 },
        },
      )
    }
  }

  async has(sha256: string): Promise<boolean> {
    return isHash(sha256) && (await statOrNull(this.#pathOf(sha256))) !== null
  }

  #pathOf(sha256: string): string {
    if (!isHash(sha256)) throw notFound(sha256)
    return path.join(this.#folder, sha256.slice(0, 2), sha256.slice(2))
  }

  async #makeFolder(folder: string): Promise<void> {
    const made = await onDisk(mkdir(folder, { recursive: true }))
    if (made !== undefined) await syncFolder(this.#folder)
  }
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/u.test(text)
}

function notFound(sha256: string): ArchivingError {
  return new ArchivingError('not_found', 'A file that belongs to the archive is not in the store.', {
    details: { sha256 },
  })
}
