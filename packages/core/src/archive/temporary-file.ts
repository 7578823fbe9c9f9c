import { createHash, type Hash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { link, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { systemErrorCode, wrapUnknownError } from '../errors/wrap-unknown-error.ts'
import { computerName } from '../process-owner.ts'
import { untilAborted } from './abortable.ts'
import type { StoredContent } from './artifact-store.ts'
import { syncFolder } from './sync-folder.ts'

const hostKey = createHash('sha256').update(computerName()).digest('hex').slice(0, 8)
const namePattern = /^\.muniment-(?<host>[0-9a-f]{8})-(?<processId>\d+)-\d+\.tmp$/u
/** A file that nobody has written to for so long belongs to no one any more. */
const abandonedAfterMs = 24 * 60 * 60 * 1000
let counter = 0

/** A file that is whole and synced but has no name of its own yet. Publish it, or discard it. */
export interface TemporaryFile extends StoredContent {
  readonly path: string
  discard(): Promise<void>
}

/** Called with each chunk before it is written. */
export type ChunkWriter = (handle: FileHandle, chunk: Uint8Array) => Promise<void>

export interface WriteTemporaryFileOptions {
  readonly signal?: AbortSignal | undefined
  /** How a chunk reaches the disk. Another one is handed in by tests that need a disk to fail. */
  readonly writeChunk?: ChunkWriter | undefined
  /** The hash of the content, if whoever makes it has it once it is made: it is not hashed again. */
  readonly sha256?: (() => string) | undefined
  /** Who may read the file, from its first byte on. Default: what the system gives new files. */
  readonly mode?: number | undefined
}

/**
 * Streams `content` to a new file with a temporary name in `folder`, hashing and counting, and syncs it. Failed or
 * aborted, it leaves nothing.
 *
 * @throws ArchivingError `storage_full`, `storage_failed`, `storage_busy`, `aborted`; what `content` throws passes.
 */
export async function writeTemporaryFile(
  folder: string,
  content: AsyncIterable<Uint8Array> | Uint8Array,
  options: WriteTemporaryFileOptions = {},
): Promise<TemporaryFile> {
  const { handle, filePath } = await onDisk(createTemporary(folder, options.mode))
  const discard = () => onDisk(rm(filePath, { force: true }))
  try {
    const hash = createHash('sha256')
    const sizeBytes = await fill(handle, hash, content, options)
    await onDisk(handle.sync())
    await onDisk(handle.close())
    return { path: filePath, sha256: options.sha256?.() ?? hash.digest('hex'), sizeBytes, discard }
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(filePath, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Gives a temporary file its name, replacing what was there, and syncs the folder. */
export async function publishReplacing(file: TemporaryFile, finalPath: string): Promise<void> {
  await onDisk(rename(file.path, finalPath))
  await syncFolder(path.dirname(finalPath))
}

/**
 * Gives a temporary file its name unless something has it already, and syncs the folder.
 *
 * @returns false if the name is taken; the temporary file is then still there.
 */
export async function publishExclusively(file: TemporaryFile, finalPath: string): Promise<boolean> {
  try {
    await link(file.path, finalPath)
    await onDisk(rm(file.path, { force: true }))
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'EEXIST') return false
    if (!withoutHardLinks.has(code ?? '')) throw wrapUnknownError(error, 'storage_failed')
    if (await exists(finalPath)) return false
    await onDisk(rename(file.path, finalPath))
  }
  await syncFolder(path.dirname(finalPath))
  return true
}

/** What file systems without hard links (FAT, some network shares) answer; there a check and a rename must do. */
const withoutHardLinks: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EACCES',
  'EINVAL',
])

/**
 * Removes temporary files that a killed process left in `folder`: those of this computer whose process is gone, and
 * any that have not been written to for a day. Files of a running process are left alone.
 *
 * @param now for the age; from the caller's clock.
 */
export async function sweepTemporaryFiles(folder: string, now: Date): Promise<void> {
  for (const name of await onDisk(readdir(folder))) {
    const owner = namePattern.exec(name)?.groups
    if (!owner) continue
    const filePath = path.join(folder, name)
    const gone = owner['host'] === hostKey && !isRunning(Number(owner['processId']))
    if (gone || (await isAbandoned(filePath, now))) await onDisk(rm(filePath, { force: true }))
  }
}

/** Whether there is something at `filePath`. */
export async function exists(filePath: string): Promise<boolean> {
  return (await statOrNull(filePath)) !== null
}

/** Facts of the file at `filePath`, or null if there is none. */
export async function statOrNull(filePath: string): Promise<Stats | null> {
  try {
    return await stat(filePath)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null
    throw wrapUnknownError(error, 'storage_failed')
  }
}

/** Waits for a disk operation; its errors become ours. */
export async function onDisk<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation
  } catch (error) {
    throw wrapUnknownError(error, 'storage_failed')
  }
}

async function createTemporary(
  folder: string,
  mode: number | undefined,
): Promise<{ readonly handle: FileHandle; readonly filePath: string }> {
  for (;;) {
    counter += 1
    const filePath = path.join(folder, `.muniment-${hostKey}-${process.pid}-${counter}.tmp`)
    try {
      return { handle: await open(filePath, 'wx', mode), filePath }
    } catch (error) {
      // A process of the same number before us, or another thread: the next number is free.
      if (systemErrorCode(error) !== 'EEXIST') throw error
    }
  }
}

async function fill(
  handle: FileHandle,
  hash: Hash,
  content: AsyncIterable<Uint8Array> | Uint8Array,
  options: WriteTemporaryFileOptions,
): Promise<number> {
  const writeChunk = options.writeChunk ?? appendChunk
  let sizeBytes = 0
  const chunks = content instanceof Uint8Array ? once(content) : content
  for await (const chunk of untilAborted(chunks, options.signal)) {
    if (!options.sha256) hash.update(chunk)
    sizeBytes += chunk.byteLength
    await onDisk(writeChunk(handle, chunk))
  }
  return sizeBytes
}

/** `FileHandle.writeFile` goes on at the current position and writes all of the chunk. */
const appendChunk: ChunkWriter = (handle, chunk) => handle.writeFile(chunk)

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}

async function isAbandoned(filePath: string, now: Date): Promise<boolean> {
  const facts = await statOrNull(filePath)
  return facts !== null && now.getTime() - facts.mtimeMs > abandonedAfterMs
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as someone else.
    return systemErrorCode(error) !== 'ESRCH'
  }
}
