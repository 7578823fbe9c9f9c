import { join, resolve } from 'node:path'
import {
  ArchivingError,
  backUpInstallation,
  checkInstallationBackup,
  dataFolderNames,
  restoreInstallation,
  type BackupProgress,
} from '@muniment/core'
import { dataFolderFor } from '../../data-folder.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { formatBytes } from '../quantities.ts'
import type { Terminal } from '../terminal.ts'

export interface BackupOptions extends CommonOptions {
  readonly withKey?: boolean
  /** Only looks whether the backup that is there is whole. */
  readonly check?: boolean
}

export interface RestoreCommandOptions extends CommonOptions {
  readonly archives?: string
}

const shownProblems = 50

/** `muniment backup <folder>`: copies this computer's installation, which may be in use; with `--check`, checks a copy. */
export async function backupCommand(folder: string, options: BackupOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted: signal, version, environment, platform } = invocation
  assertLocal(options, environment)
  const target = resolve(folder)
  const onProgress = showProgress(terminal)
  if (options.check === true) {
    const found = await checkInstallationBackup(target, { onProgress, signal })
    terminal.settle()
    terminal.say(`The backup of ${found.madeAt} is whole: ${found.files} files, ${formatBytes(found.bytes)}.`)
    if (terminal.json) terminal.result(found)
    return exitCodes.finished
  }
  const report = await backUpInstallation({
    dataFolder: dataFolderFor(options.data, environment, platform),
    target,
    version,
    withKey: options.withKey === true,
    now: () => new Date(),
    onProgress,
    signal,
  })
  terminal.settle()
  terminal.say(`Backed up to ${target}, and read again: ${report.files} files, ${formatBytes(report.bytes)}.`)
  terminal.say(report.hasKey ? withKeyWarning : withoutKeyWarning)
  const { problems, problemsLeftOut } = report
  for (const problem of problems.slice(0, shownProblems)) terminal.say(`  ✗ ${problem}`)
  const hidden = problems.length - shownProblems + problemsLeftOut
  if (hidden > 0) terminal.say(`  … and ${hidden} more; --json tells up to 1,000`)
  if (terminal.json) terminal.result(report)
  return problems.length === 0 ? exitCodes.finished : exitCodes.damaged
}

const withKeyWarning =
  'The key of kept sign-ins is in it: whoever can read the backup can sign in to your sites. Keep it where nobody else can.'
const withoutKeyWarning =
  'The key of kept sign-ins (secret.key) is not in it. Keep a copy of it elsewhere: without it, sites must be signed in to again.'

/** `muniment restore <folder>`: makes an installation of a backup, in a folder that is empty. */
export async function restoreCommand(
  folder: string,
  options: RestoreCommandOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal, interrupted: signal, environment, platform } = invocation
  assertLocal(options, environment)
  const dataFolder = dataFolderFor(options.data, environment, platform)
  const archiveFolder =
    options.archives === undefined ? join(dataFolder, dataFolderNames.archives) : resolve(options.archives)
  const onProgress = showProgress(terminal)
  const restored = await restoreInstallation({ backup: resolve(folder), dataFolder, archiveFolder, onProgress, signal })
  terminal.settle()
  terminal.say(`Restored to ${dataFolder} what it was at ${restored.madeAt}: ${restored.files} files.`)
  if (!restored.hasKey) {
    terminal.say(
      `Put your copy of secret.key into ${dataFolder} before the first start, or sign in to your sites again.`,
    )
  }
  if (terminal.json) terminal.result({ ...restored, dataFolder, archiveFolder })
  return exitCodes.finished
}

function assertLocal(
  { server }: CommonOptions,
  { MUNIMENT_DATABASE: databaseAddress, MUNIMENT_S3_BUCKET: bucket }: Invocation['environment'],
): void {
  if (server !== undefined) {
    const message = 'Backups are made and restored on the computer that holds the data, without --server.'
    throw new ArchivingError('input_invalid', message, { details: { field: 'server' } })
  }
  if (databaseAddress !== undefined) {
    const message =
      'A backup holds the SQLite database of the data folder; yours is in PostgreSQL (MUNIMENT_DATABASE). Back that up with pg_dump, and after it copy the data folder and the archives.'
    throw new ArchivingError('input_invalid', message, { details: { field: 'databaseAddress' } })
  }
  if (bucket !== undefined) {
    const message = `A backup holds artifacts and archives of folders; yours are in the bucket “${bucket}” (MUNIMENT_S3_BUCKET). Copy muniment.db while Muniment is stopped, and after it the bucket, by its own replication or a tool such as rclone.`
    throw new ArchivingError('input_invalid', message, { details: { field: 's3Bucket' } })
  }
}

function showProgress(terminal: Terminal): (progress: BackupProgress) => void {
  return ({ step, files, bytes }) => {
    const words = step === 'checking' ? `Reading it again: ${files} files` : `${files} files, ${formatBytes(bytes)}`
    terminal.show(`${words} …`)
  }
}
