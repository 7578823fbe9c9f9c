import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { publishExclusively, writeTemporaryFile, type TemporaryFile } from '../archive/temporary-file.ts'
import { readFileBytes } from '../archive/read-file-bytes.ts'
import { syncFolder } from '../archive/sync-folder.ts'
import { databaseFileIn, dataFolderNames } from '../data-folder-names.ts'
import { systemErrorCode, wrapUnknownError } from '../errors/index.ts'
import { makeFolder } from '../make-folder.ts'
import { makeEmptyFolder } from './back-up.ts'
import type { BackupProgress } from './backup-progress.ts'
import type { BackupDatabase, BackupDatabases } from './backup-database.ts'
import {
  backupNames,
  damaged,
  readBackupDescription,
  readBackupManifest,
  type BackupDescription,
  type BackupFile,
} from './backup-files.ts'
import { assertHeads } from './check-backup.ts'

/** What is restored, and where to. */
export interface RestoreOptions {
  /** The folder of the backup. */
  readonly backup: string
  /** Made if missing; must be empty. */
  readonly dataFolder: string
  /** Where archives are put: `archives` in the data folder unless given. Must be empty. */
  readonly archiveFolder?: string
  readonly onProgress?: (progress: BackupProgress) => void
  readonly signal?: AbortSignal
}

/** Its name until everything is there: an installation that is half restored is none. */
const unfinishedDatabase = `${dataFolderNames.database}.restoring`

/**
 * Makes an installation of a backup. Each file is compared with its hash while it is copied; if one is not what was written,
 * nothing is restored.
 *
 * @throws ArchivingError `input_invalid` if there is something in the folders, `not_found` if there is no backup,
 *   `manifest_invalid` if it is damaged, `storage_full`, `storage_failed`, `aborted`
 */
export async function restore(databases: BackupDatabases, options: RestoreOptions): Promise<BackupDescription> {
  const { backup, dataFolder, archiveFolder = join(dataFolder, dataFolderNames.archives) } = options
  const description = await readBackupDescription(backup)
  await assertHeads(databases, backup, description)
  for (const folder of [dataFolder, archiveFolder]) await makeEmptyFolder(folder)
  try {
    await restoreInto(databases, { ...options, archiveFolder }, description)
    return description
  } catch (error) {
    for (const folder of [archiveFolder, dataFolder]) await removeContents(folder)
    throw wrapUnknownError(error, 'storage_failed')
  }
}

/** The folder was empty before: all that is in it was put there by us. */
async function removeContents(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
}

async function restoreInto(
  databases: BackupDatabases,
  options: RestoreOptions & { readonly archiveFolder: string },
  { files, bytes, hasKey }: BackupDescription,
): Promise<void> {
  const { backup, dataFolder, archiveFolder, onProgress, signal } = options
  const unfinished = join(dataFolder, unfinishedDatabase)
  await copyFile(join(backup, backupNames.database), unfinished)
  let restored = 0
  {
    using database = databases.open(unfinished, { writable: true })
    for await (const file of readBackupManifest(backup)) {
      signal?.throwIfAborted()
      if (file.archiveId === null) await restoreContent(file, options)
      else await restoreArchive(file, file.archiveId, { backup, archiveFolder, database, signal })
      restored += 1
      onProgress?.({ step: 'copying', files: restored, bytes })
    }
    if (restored !== files || database.problems().length > 0) throw damaged(backup)
  }
  if (hasKey) {
    const key = join(dataFolder, backupNames.key)
    await copyFile(join(backup, backupNames.key), key)
    await chmod(key, 0o600)
  }
  await rename(unfinished, databaseFileIn(dataFolder))
  await syncFolder(dataFolder)
}

async function restoreContent(file: BackupFile, { backup, dataFolder, signal }: RestoreOptions): Promise<void> {
  const to = join(dataFolder, file.path)
  await mkdir(dirname(to), { recursive: true })
  await publishExclusively(await copyChecked(backup, file, { folder: dirname(to), signal }), to)
}

interface ArchiveTarget {
  readonly backup: string
  readonly archiveFolder: string
  readonly database: BackupDatabase
  readonly signal: AbortSignal | undefined
}

/** It gets its name back; where two had the same in different folders, the second one gets a folder of its own. */
async function restoreArchive(file: BackupFile, archiveId: string, target: ArchiveTarget): Promise<void> {
  const { backup, archiveFolder, database, signal } = target
  const archive = database.archive(archiveId)
  if (!archive) throw damaged(join(backup, file.path))
  const copy = await copyChecked(backup, file, { folder: archiveFolder, signal })
  let path = join(archiveFolder, archive.fileName)
  if (dirname(path) !== archiveFolder) throw damaged(join(backup, file.path))
  if (!(await publishExclusively(copy, path))) {
    path = join(archiveFolder, archiveId, archive.fileName)
    await makeFolder(dirname(path))
    await publishExclusively(copy, path)
  }
  database.setPath(archiveId, path)
}

async function copyChecked(
  backup: string,
  { path, sha256 }: BackupFile,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal | undefined },
): Promise<TemporaryFile> {
  const from = join(backup, path)
  const copy = await writeTemporaryFile(folder, readFileBytes(from), { signal }).catch((error: unknown) => {
    throw systemErrorCode(error) === 'ENOENT' ? damaged(from) : error
  })
  if (copy.sha256 === sha256) return copy
  await copy.discard()
  throw damaged(from)
}
