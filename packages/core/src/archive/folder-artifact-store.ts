import { createHash } from 'node:crypto'
import { open, readdir, rename, rm, utimes, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { ArchivingError } from '../errors/archiving-error.ts'
import { systemErrorCode, wrapUnknownError } from '../errors/wrap-unknown-error.ts'
import { makeFolder } from '../make-folder.ts'
import { asideFolder, contentPath } from './content-place.ts'
import { hashFile } from './hash-file.ts'
import { readHandleBytes } from './read-file-bytes.ts'
import type { ArtifactStore, KeptContent, StoredContent } from './artifact-store.ts'
import {
  onDisk,
  publishReplacing,
  statOrNull,
  sweepTemporaryFiles,
  writeTemporaryFile,
  type ChunkWriter,
  type TemporaryFile,
} from './temporary-file.ts'
import { syncFolder } from './sync-folder.ts'

export interface FolderArtifactStoreOptions {
  /** Made if it is not there. */
  readonly folder: string
  /** Now, to tell abandoned temporary files from young ones. */
  readonly now: Date
  /** How a chunk reaches the disk; for tests that need a disk to fail. */
  readonly writeChunk?: ChunkWriter
}

/**
 * Opens an artifact store in a folder: `ab/cdef…` by hash, `incoming/` for what is being written, `aside/` for what
 * nothing needs, as it seems, `damaged/` for what is not what its hash says. Several processes may use one folder. What a killed process left in `incoming/` is removed.
 *
 * @throws ArchivingError `storage_full`, `storage_failed`.
 */
export async function openFolderArtifactStore(options: FolderArtifactStoreOptions): Promise<ArtifactStore> {
  const incoming = path.join(options.folder, 'incoming')
  const aside = path.join(options.folder, asideFolder)
  const damaged = path.join(options.folder, 'damaged')
  for (const folder of [options.folder, incoming, aside, damaged]) await makeFolder(folder)
  await sweepTemporaryFiles(incoming, options.now)
  return new FolderArtifactStore({ folder: options.folder, incoming, aside, damaged }, options.writeChunk)
}

interface StoreFolders {
  readonly folder: string
  readonly incoming: string
  readonly aside: string
  readonly damaged: string
}

class FolderArtifactStore implements ArtifactStore {
  readonly #folder: string
  readonly #incoming: string
  readonly #aside: string
  readonly #damaged: string
  readonly #writeChunk: ChunkWriter | undefined
  /** Folders of contents that are surely on the disk, 256 at most. */
  readonly #madeFolders = new Map<string, Promise<void>>()

  constructor({ folder, incoming, aside, damaged }: StoreFolders, writeChunk: ChunkWriter | undefined) {
    this.#folder = folder
    this.#incoming = incoming
    this.#aside = aside
    this.#damaged = damaged
    this.#writeChunk = writeChunk
  }

  async put(content: AsyncIterable<Uint8Array> | Uint8Array, signal?: AbortSignal): Promise<StoredContent> {
    const file = await writeTemporaryFile(this.#incoming, content, { signal, writeChunk: this.#writeChunk })
    try {
      const finalPath = this.#pathOf(file.sha256)
      await this.#makeFolder(path.dirname(finalPath))
      await this.#publish(file, finalPath)
    } catch (error) {
      await file.discard()
      throw error
    }
    return { sha256: file.sha256, sizeBytes: file.sizeBytes }
  }

  async *open(sha256: string): AsyncIterable<Uint8Array> {
    const hash = createHash('sha256')
    for await (const bytes of this.openUnchecked(sha256)) {
      hash.update(bytes)
      yield bytes
    }
    if (hash.digest('hex') !== sha256) {
      throw new ArchivingError(
        'write_mismatch',
        'A stored file is no longer what was written. The disk may be failing.',
        {
          details: { sha256 },
          german: 'Eine gespeicherte Datei ist nicht mehr, was geschrieben wurde. Vielleicht versagt der Datenträger.',
        },
      )
    }
  }

  async *openUnchecked(sha256: string): AsyncIterable<Uint8Array> {
    try {
      yield* this.#read(sha256)
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') throw notFound(sha256)
      throw wrapUnknownError(error, 'storage_failed')
    }
  }

  async has(sha256: string): Promise<boolean> {
    if (!isHash(sha256)) return false
    return ((await statOrNull(this.#pathOf(sha256))) ?? (await statOrNull(this.#asidePathOf(sha256)))) !== null
  }

  async isWhole({ sha256, sizeBytes }: StoredContent): Promise<boolean> {
    if (!isHash(sha256)) return false
    const facts = (await statOrNull(this.#pathOf(sha256))) ?? (await statOrNull(this.#asidePathOf(sha256)))
    return facts?.size === sizeBytes
  }

  async *list(): AsyncIterable<KeptContent> {
    for (const name of await onDisk(readdir(this.#folder))) {
      if (!/^[0-9a-f]{2}$/u.test(name)) continue
      for (const rest of await onDisk(readdir(path.join(this.#folder, name)))) {
        yield* this.#kept(name + rest, path.join(this.#folder, name, rest), false)
      }
    }
    for (const sha256 of await onDisk(readdir(this.#aside))) {
      yield* this.#kept(sha256, path.join(this.#aside, sha256), true)
    }
  }

  async setAside(sha256: string, now: Date): Promise<void> {
    const filePath = this.#pathOf(sha256)
    await this.#move(filePath, this.#asidePathOf(sha256), now)
  }

  async restore(sha256: string): Promise<void> {
    const finalPath = this.#pathOf(sha256)
    if ((await statOrNull(finalPath)) !== null) return this.removeSetAside(sha256)
    await this.#makeFolder(path.dirname(finalPath))
    await this.#move(this.#asidePathOf(sha256), finalPath)
  }

  async moveDamaged(sha256: string): Promise<void> {
    for (const place of [this.#pathOf(sha256), this.#asidePathOf(sha256)]) {
      await this.#move(place, path.join(this.#damaged, sha256))
    }
  }

  async removeSetAside(sha256: string): Promise<void> {
    await onDisk(rm(this.#asidePathOf(sha256), { force: true }))
  }

  /**
   * Gives a content its name, also where one of that name is there already. That one may have rotted since it was written,
   * and only reading it would tell; what was written and hashed just now is sound, so it takes its place, at no cost. Where
   * the system does not let a file be replaced that somebody reads (Windows), it is read and compared after all.
   */
  async #publish(file: TemporaryFile, finalPath: string): Promise<void> {
    try {
      await publishReplacing(file, finalPath)
    } catch (error) {
      if ((await hashOrNull(finalPath)) !== file.sha256) throw error
      await file.discard()
      // Whoever gave it its name may not have come to that yet.
      await syncFolder(path.dirname(finalPath))
    }
  }

  /** Wherever it lies; it may be moved between looking and opening. */
  async *#read(sha256: string): AsyncGenerator<Uint8Array> {
    const places = [this.#pathOf(sha256), this.#asidePathOf(sha256), this.#pathOf(sha256)]
    for (const [index, place] of places.entries()) {
      const handle = await openOrNull(place, index < places.length - 1)
      if (!handle) continue
      yield* readHandleBytes(handle)
      return
    }
  }

  async *#kept(sha256: string, filePath: string, setAside: boolean): AsyncGenerator<KeptContent> {
    const facts = isHash(sha256) ? await statOrNull(filePath) : null
    if (facts) yield { sha256, sizeBytes: facts.size, since: facts.mtime, setAside }
  }

  /** Moves a content that another process may have moved already. */
  async #move(from: string, to: string, at?: Date): Promise<void> {
    try {
      // The moment goes with the file: a process that is killed in between has moved nothing.
      if (at) await utimes(from, at, at)
      await rename(from, to)
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return
      throw wrapUnknownError(error, 'storage_failed')
    }
    for (const folder of [path.dirname(to), path.dirname(from)]) await syncFolder(folder)
  }

  #asidePathOf(sha256: string): string {
    if (!isHash(sha256)) throw notFound(sha256)
    return path.join(this.#aside, sha256)
  }

  #pathOf(sha256: string): string {
    if (!isHash(sha256)) throw notFound(sha256)
    return path.join(this.#folder, contentPath(sha256))
  }

  /** Makes a folder and lets its entry reach the disk, once; those who come meanwhile wait for that too. */
  #makeFolder(folder: string): Promise<void> {
    const known = this.#madeFolders.get(folder)
    if (known) return known
    const made = makeFolder(folder)
    this.#madeFolders.set(folder, made)
    made.catch(() => this.#madeFolders.delete(folder))
    return made
  }
}

async function openOrNull(filePath: string, mayBeMissing: boolean): Promise<FileHandle | null> {
  try {
    return await open(filePath, 'r')
  } catch (error) {
    if (mayBeMissing && systemErrorCode(error) === 'ENOENT') return null
    throw error
  }
}

async function hashOrNull(filePath: string): Promise<string | null> {
  try {
    return await hashFile(filePath)
  } catch {
    // Not there, or not readable: whoever asks has an error of their own.
    return null
  }
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/u.test(text)
}

function notFound(sha256: string): ArchivingError {
  return new ArchivingError('not_found', 'A file that belongs to the archive is not in the store.', {
    details: { sha256 },
    german: 'Eine Datei, die zum Archiv gehört, liegt nicht in der Ablage.',
  })
}
