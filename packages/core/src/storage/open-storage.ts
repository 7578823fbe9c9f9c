import { join } from 'node:path'
import type { ArtifactStore } from '../archive/artifact-store.ts'
import { openFolderArtifactStore } from '../archive/folder-artifact-store.ts'
import { sweepTemporaryFiles } from '../archive/temporary-file.ts'
import { makeFolder } from '../make-folder.ts'
import { dataFolderNames } from '../data-folder-names.ts'
import { wrapUnknownError } from '../errors/index.ts'
import { folderTarget } from './folder-target.ts'
import type { S3StorageOptions } from './s3-options.ts'
import { createPatience, impatient, type StorageChange, type StoragePatience } from './storage-patience.ts'
import { createStorageTargets, s3Scheme } from './storage-targets.ts'
import type { StorageTargets } from './storage-target.ts'

/** Contents and archives, for someone who waits for an answer or for a task, which has time. */
export interface StorageAccess {
  readonly artifacts: ArtifactStore
  readonly storage: StorageTargets
}

/** Where an installation keeps contents and archives. */
export interface InstallationStorage extends AsyncDisposable {
  /** Fails if the storage does not answer. */
  readonly now: StorageAccess
  /** Waits for it. */
  readonly patient: StorageAccess
  /** Where archives are put, for people: a folder, or `s3://bucket/…`. */
  readonly archivesPlace: string
  /** Where contents are kept, for people. */
  readonly contentsPlace: string
  /** Whether there are any contents. @throws ArchivingError `storage_busy`, `storage_failed` */
  readonly holdsContents: () => Promise<boolean>
  /** Asks whether it answers. @throws ArchivingError `storage_busy`, `storage_failed` */
  check(signal?: AbortSignal): Promise<void>
}

export interface OpenStorageOptions {
  readonly dataFolder: string
  /** Where archives are put without {@link s3}. Made if missing. */
  readonly archiveFolder: string
  readonly s3?: S3StorageOptions
  /** How long a task waits for a storage that does not answer. */
  readonly patienceMs: number
  readonly now: () => Date
  readonly random: () => number
  readonly onDiagnostic: (diagnostic: StorageDiagnostic) => void
  /** Told when a storage that tasks wait for falls silent, and when it answers again. */
  readonly onChange?: (change: StorageChange) => void
}

/** Something for operators. */
export interface StorageDiagnostic {
  readonly level: 'warning'
  readonly message: string
  readonly cause?: unknown
}

/** @throws ArchivingError `storage_full`, `storage_failed`: the folder or the bucket cannot be used. */
export function openStorage(options: OpenStorageOptions): Promise<InstallationStorage> {
  return options.s3 ? openS3Storage(options, options.s3) : openFolderStorage(options)
}

async function openFolderStorage({ dataFolder, archiveFolder, now }: OpenStorageOptions): Promise<InstallationStorage> {
  await makeFolder(archiveFolder)
  const folder = join(dataFolder, dataFolderNames.artifacts)
  const artifacts = await openFolderArtifactStore({ folder, now: now() })
  const access = { artifacts, storage: createStorageTargets(folderTarget(archiveFolder)) }
  return {
    now: access,
    patient: access,
    archivesPlace: archiveFolder,
    contentsPlace: folder,
    holdsContents: () => hasAny(artifacts),
    async check() {},
    async [Symbol.asyncDispose]() {},
  }
}

async function openS3Storage(options: OpenStorageOptions, s3: S3StorageOptions): Promise<InstallationStorage> {
  // Loaded here, since few installations need the library.
  const [{ createS3Client, s3HostOf, timingOf }, { S3Bucket }, { s3Target }, { S3ArtifactStore }] = await Promise.all([
    import('./s3-client.ts'),
    import('./s3-bucket.ts'),
    import('./s3-target.ts'),
    import('./s3-artifact-store.ts'),
  ])
  const workingFolder = join(options.dataFolder, dataFolderNames.working)
  await makeFolder(workingFolder)
  await sweepTemporaryFiles(workingFolder, options.now())
  const client = createS3Client(s3)
  const prefix = prefixOf(s3)
  const host = s3HostOf(s3)
  const bucketWith = (patience: StoragePatience) => new S3Bucket({ client, patience, bucket: s3.bucket, host })
  const accessWith = (patience: StoragePatience): StorageAccess => {
    const bucket = bucketWith(patience)
    const target = s3Target({ bucket, bucketName: s3.bucket, prefix, workingFolder })
    return {
      artifacts: new S3ArtifactStore({ bucket, prefix, workingFolder }),
      storage: createStorageTargets(target, target),
    }
  }
  const check = (signal?: AbortSignal): Promise<void> => bucketWith(impatient).check(prefix, signal)
  await checkAtStart(check, options)
  const { patienceMs, now, random } = options
  const onChange = tellChanges(host, options)
  const closing = new AbortController()
  const timing = timingOf(s3)
  const patience = createPatience({ ...timing, patienceMs, closing: closing.signal, now, random, onChange })
  const atOnce = accessWith(impatient)
  const place = `${s3Scheme}${s3.bucket}/${prefix}`
  return {
    now: atOnce,
    patient: accessWith(patience),
    archivesPlace: `${place}archives`,
    contentsPlace: `${place}artifacts`,
    holdsContents: () => hasAny(atOnce.artifacts),
    check,
    async [Symbol.asyncDispose]() {
      closing.abort()
      client.destroy()
    },
  }
}

/** What somebody has to mend is told at once; a storage that is only away for now may come back. */
async function checkAtStart(check: () => Promise<void>, { onDiagnostic }: OpenStorageOptions): Promise<void> {
  try {
    await check()
  } catch (error) {
    const cause = wrapUnknownError(error, 'storage_failed')
    if (cause.code !== 'storage_busy') throw cause
    onDiagnostic({ level: 'warning', message: cause.message, cause })
  }
}

function tellChanges(host: string, { onDiagnostic, onChange }: OpenStorageOptions) {
  return (change: StorageChange, cause?: Error): void => {
    onChange?.(change)
    if (change === 'answers') onDiagnostic({ level: 'warning', message: `the storage at ${host} answers again` })
    else onDiagnostic({ level: 'warning', message: `the storage at ${host} does not answer; tasks wait for it`, cause })
  }
}

async function hasAny(artifacts: ArtifactStore): Promise<boolean> {
  for await (const _ of artifacts.list()) return true
  return false
}

function prefixOf({ prefix = '' }: S3StorageOptions): string {
  const trimmed = prefix.replaceAll(/^\/+|\/+$/gu, '')
  return trimmed === '' ? '' : `${trimmed}/`
}
