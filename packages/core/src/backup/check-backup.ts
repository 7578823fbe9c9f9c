import { join } from 'node:path'
import type { BackupDatabases } from './backup-database.ts'
import type { BackupProgress } from './backup-progress.ts'
import {
  assertHash,
  backupNames,
  damaged,
  readBackupDescription,
  readBackupManifest,
  type BackupDescription,
} from './backup-files.ts'

export interface CheckBackupOptions {
  readonly onProgress?: (progress: BackupProgress) => void
  readonly signal?: AbortSignal
}

/**
 * Reads a backup whole and compares everything in it with its hash; asks the database whether it is sound.
 *
 * @throws ArchivingError `not_found` if there is no backup, `manifest_invalid` if it is damaged, `storage_failed`,
 *   `aborted`
 */
export async function checkBackup(
  databases: BackupDatabases,
  folder: string,
  { onProgress, signal }: CheckBackupOptions = {},
): Promise<BackupDescription> {
  const description = await readBackupDescription(folder)
  await assertHeads(databases, folder, description)
  let files = 0
  for await (const { path, sha256 } of readBackupManifest(folder)) {
    await assertHash(join(folder, path), sha256, signal)
    files += 1
    onProgress?.({ step: 'checking', files, bytes: description.bytes })
  }
  if (files !== description.files) throw damaged(join(folder, backupNames.manifest))
  return description
}

/** What is read before anything else: the manifest and the database. @throws ArchivingError `manifest_invalid` */
export async function assertHeads(
  databases: BackupDatabases,
  folder: string,
  { manifest, database }: BackupDescription,
): Promise<void> {
  await assertHash(join(folder, backupNames.manifest), manifest.sha256)
  const file = join(folder, backupNames.database)
  await assertHash(file, database.sha256)
  using opened = databases.open(file)
  if (opened.problems().length > 0) throw damaged(file)
}
