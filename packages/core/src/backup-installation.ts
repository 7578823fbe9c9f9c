import { backUp, type BackUpOptions, type BackupReport } from './backup/back-up.ts'
import type { BackupProgress } from './backup/backup-progress.ts'
import type { BackupDescription } from './backup/backup-files.ts'
import { checkBackup, type CheckBackupOptions } from './backup/check-backup.ts'
import { restore, type RestoreOptions } from './backup/restore.ts'
import { sqliteBackupDatabases } from './db/sqlite-backup-databases.ts'

export type { BackupDescription, BackUpOptions, BackupProgress, BackupReport, CheckBackupOptions, RestoreOptions }

/** See {@link backUp}. The installation may be in use, by this or other processes. */
export const backUpInstallation = (options: BackUpOptions): Promise<BackupReport> =>
  backUp(sqliteBackupDatabases, options)

/** See {@link restore}. */
export const restoreInstallation = (options: RestoreOptions): Promise<BackupDescription> =>
  restore(sqliteBackupDatabases, options)

/** See {@link checkBackup}. */
export const checkInstallationBackup = (folder: string, options?: CheckBackupOptions): Promise<BackupDescription> =>
  checkBackup(sqliteBackupDatabases, folder, options)
