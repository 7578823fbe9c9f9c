import { chmod, copyFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asideFolder, contentPath } from '../archive/content-place.ts'
import { hashFile } from '../archive/hash-file.ts'
import { exists, onDisk, publishReplacing, writeTemporaryFile } from '../archive/temporary-file.ts'
import { readFileBytes } from '../archive/read-file-bytes.ts'
import { syncFolder } from '../archive/sync-folder.ts'
import { writeFileWhole } from '../archive/write-file-whole.ts'
import { databaseFileIn, dataFolderNames } from '../data-folder-names.ts'
import { ArchivingError, systemErrorCode, wrapUnknownError } from '../errors/index.ts'
import { makeFolder } from '../make-folder.ts'
import { liesInS3 } from '../storage/storage-targets.ts'
import type { BackedUpArchive, BackupDatabase, BackupDatabases } from './backup-database.ts'
import { backupNames, ManifestWriter, type BackupDescription } from './backup-files.ts'
import type { BackupProgress } from './backup-progress.ts'
import { checkBackup } from './check-backup.ts'

/** What is backed up, and where to. */
export interface BackUpOptions {
  readonly dataFolder: string
  /** Made if missing; must be empty. */
  readonly target: string
  /** Version of the program. */
  readonly version: string
  /** Puts the key that encrypts sign-ins into the backup, too: whoever has the backup then has them. */
  readonly withKey?: boolean
  readonly now: () => Date
  readonly onProgress?: (progress: BackupProgress) => void
  readonly signal?: AbortSignal
}

/** What a backup holds. */
export interface BackupReport extends BackupDescription {
  /** What could not be backed up as it should be, for people; at most 1,000, `problemsLeftOut` counts the rest. */
  readonly problems: readonly string[]
  readonly problemsLeftOut: number
}

const mostProblems = 1_000

/**
 * Copies an installation to a folder while it is used: the database as it is at one moment, then what it names. A
 * content is on disk before a row names it and is kept for a day after the last row that does, so all of it is there.
 * Everything is read again and compared with its hash at the end.
 *
 * @throws ArchivingError `input_invalid` if the target is not empty, `not_found` if there is no installation,
 *   `not_supported` if archives lie in S3-compatible storage, `storage_busy`, `storage_full`, `storage_failed`, `aborted`
 */
export async function backUp(databases: BackupDatabases, options: BackUpOptions): Promise<BackupReport> {
  const { dataFolder, target, signal } = options
  const database = databaseFileIn(dataFolder)
  if (!(await isFile(database))) {
    throw new ArchivingError(
      'not_found',
      `There is nothing to back up in ${dataFolder}: it has no ${backupNames.database}.`,
    )
  }
  await makeEmptyFolder(target, 0o700)
  assertNothingInS3(databases, database)
  const copy = join(target, backupNames.database)
  await databases.copy(database, copy)
  const backup = new Backup(options)
  {
    using snapshot = databases.open(copy, { writable: true })
    using live = databases.open(database)
    await backup.copyAll(snapshot, live)
  }
  if (options.withKey === true) await copyKey(dataFolder, target)
  const written = await backup.describe(copy)
  await syncFolder(target)
  await writeFileWhole(join(target, backupNames.description), `${JSON.stringify(written, null, 2)}\n`)
  await checkBackup(databases, target, {
    ...(options.onProgress && { onProgress: options.onProgress }),
    ...(signal && { signal }),
  })
  return { ...written, ...backup.problems() }
}

interface CopiedFile {
  readonly sha256: string
  readonly sizeBytes: number
  /** In the backup. */
  readonly path: string
}

/** A backup that is being written. */
class Backup {
  readonly #options: BackUpOptions
  readonly #problems: string[] = []
  #problemsLeftOut = 0
  #files = 0
  #bytes = 0
  #manifest: BackupDescription['manifest'] | undefined

  constructor(options: BackUpOptions) {
    this.#options = options
  }

  async copyAll(snapshot: BackupDatabase, live: BackupDatabase): Promise<void> {
    const file = await open(join(this.#options.target, backupNames.manifest), 'wx')
    try {
      const manifest = new ManifestWriter((text) => file.appendFile(text))
      for (const sha256 of snapshot.contents()) await this.#copyContent(sha256, manifest)
      for (const archive of snapshot.archives()) await this.#copyArchive(archive, { snapshot, live, manifest })
      await file.sync()
      this.#manifest = manifest.end()
    } catch (error) {
      throw wrapUnknownError(error, 'storage_failed')
    } finally {
      await file.close()
    }
  }

  async describe(database: string): Promise<BackupDescription> {
    const { version, now, withKey = false } = this.#options
    if (!this.#manifest) throw new Error('Nothing was copied.')
    return {
      format: 'muniment-backup',
      formatVersion: 1,
      madeAt: now().toISOString(),
      version,
      database: await syncedFacts(database),
      manifest: this.#manifest,
      files: this.#files,
      bytes: this.#bytes,
      hasKey: withKey,
    }
  }

  problems(): Pick<BackupReport, 'problems' | 'problemsLeftOut'> {
    return { problems: this.#problems, problemsLeftOut: this.#problemsLeftOut }
  }

  async #copyContent(sha256: string, manifest: ManifestWriter): Promise<void> {
    const { dataFolder } = this.#options
    const store = join(dataFolder, dataFolderNames.artifacts)
    const copied =
      (await this.#copy(join(store, contentPath(sha256)), `${backupNames.contents}/${contentPath(sha256)}`)) ??
      (await this.#copy(join(store, asideFolder, sha256), `${backupNames.contents}/${contentPath(sha256)}`))
    if (copied?.sha256 === sha256) {
      await this.#keep(copied, manifest)
      return
    }
    this.#tell(`The content ${sha256} is ${copied ? 'damaged in' : 'missing from'} the artifact store.`)
    if (copied) await rm(join(this.#options.target, copied.path))
  }

  async #copyArchive(
    archive: BackedUpArchive,
    {
      snapshot,
      live,
      manifest,
    }: { readonly snapshot: BackupDatabase; readonly live: BackupDatabase; readonly manifest: ManifestWriter },
  ): Promise<void> {
    const copied = await this.#copy(archive.path, `${backupNames.archives}/${archive.id}/archive.zip`)
    if (!copied) {
      this.#tell(`The archive ${archive.fileName} is not where it was put: ${archive.path}`)
      return
    }
    if (copied.sha256 !== archive.sha256) {
      // It may have got timestamps since the database was copied.
      const now = live.archive(archive.id)
      if (now?.sha256 === copied.sha256) snapshot.setFile(now)
      else this.#tell(`The archive ${archive.fileName} is not as it was sealed: ${archive.path}`)
    }
    await this.#keep(copied, manifest)
  }

  async #keep(file: CopiedFile, manifest: ManifestWriter): Promise<void> {
    await manifest.add(file)
    this.#files += 1
    this.#bytes += file.sizeBytes
    this.#options.onProgress?.({ step: 'copying', files: this.#files, bytes: this.#bytes })
  }

  /** @returns undefined if there is no such file */
  async #copy(from: string, path: string): Promise<CopiedFile | undefined> {
    const { target, signal } = this.#options
    signal?.throwIfAborted()
    if (!(await isFile(from))) return undefined
    const to = join(target, path)
    await mkdir(dirname(to), { recursive: true })
    const file = await writeTemporaryFile(dirname(to), readFileBytes(from), { signal })
    await publishReplacing(file, to)
    return { sha256: file.sha256, sizeBytes: file.sizeBytes, path }
  }

  #tell(problem: string): void {
    if (this.#problems.length < mostProblems) this.#problems.push(problem)
    else this.#problemsLeftOut += 1
  }
}

/** @throws ArchivingError `not_supported` */
function assertNothingInS3(databases: BackupDatabases, file: string): void {
  using database = databases.open(file)
  for (const { path } of database.archives()) {
    if (!liesInS3(path)) continue
    throw new ArchivingError(
      'not_supported',
      `A backup holds archives of folders, and there is one at ${path}. Copy the database while Muniment is stopped, and after it the bucket.`,
    )
  }
}

async function copyKey(dataFolder: string, target: string): Promise<void> {
  const copy = join(target, backupNames.key)
  try {
    await copyFile(join(dataFolder, backupNames.key), copy)
    await chmod(copy, 0o600)
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw wrapUnknownError(error, 'storage_failed')
    throw new ArchivingError(
      'not_found',
      `There is no ${backupNames.key} in ${dataFolder}: the key comes from elsewhere, so keep it there.`,
    )
  }
}

/**
 * @param mode who may read it, if it was not there before
 * @throws ArchivingError `input_invalid` if there is something in it, `storage_failed`
 */
export async function makeEmptyFolder(folder: string, mode?: number): Promise<void> {
  const isNew = !(await exists(folder))
  await makeFolder(folder)
  if (isNew && mode !== undefined) await onDisk(chmod(folder, mode))
  const names = await readdir(folder).catch((error: unknown) => {
    throw wrapUnknownError(error, 'storage_failed')
  })
  if (names.length === 0) return
  throw new ArchivingError(
    'input_invalid',
    `${folder} is not empty. Name a folder that is, or one that is not there yet.`,
  )
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
}

async function syncedFacts(file: string): Promise<BackupDescription['database']> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
    return { sha256: await hashFile(file), sizeBytes: (await handle.stat()).size }
  } finally {
    await handle.close()
  }
}
