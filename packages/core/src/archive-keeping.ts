import type { ArchiveCatalog } from './archive/archive-catalog.ts'
import type { EntryCatalog, EntryListings } from './archive/entries/entry-catalog.ts'
import { EntryLister } from './archive/entries/entry-lister.ts'
import { OpenedArchives } from './archive/inside/opened-archives.ts'
import { removeLeftFiles } from './archive/remove-archive-file.ts'
import { StoredArchiveLibrary, type ArchiveLibraryPorts } from './archive/stored-archive-library.ts'
import { VerificationSchedule, type VerificationPace } from './archive/verification-schedule.ts'
import type { ArchiveService, Core } from './core.ts'
import { ArchivingError } from './errors/index.ts'
import { ArtifactCleaner } from './tasks/artifact-cleaner.ts'
import type { ArtifactReferences } from './tasks/artifact-references.ts'
import { checkArtifacts } from './tasks/check-artifacts.ts'
import type { EnginePorts } from './tasks/engine-ports.ts'
import { tellVerdict } from './tasks/tell-verdict.ts'

/** What looks after archives and contents that are there: verifies again, cleans, checks. */
export type ArchiveKeeping = Pick<Core, 'clean' | 'checkArtifacts'> &
  AsyncDisposable & {
    readonly archives: StoredArchiveLibrary
    /** Enters what is in archives that are known by name only. */
    readonly lister: EntryLister
    /** The same for the archives of another catalogue, such as one that knows only some of them. */
    archivesOf(catalog: ArchiveCatalog, entries: EntryCatalog): ArchiveService
    /** Begins to do by itself what is due. */
    start(): void
  }

/** What it stands on. */
export type ArchiveKeepingPorts = Pick<
  EnginePorts,
  'tasks' | 'log' | 'changes' | 'artifacts' | 'storage' | 'timestamper' | 'now' | 'onDiagnostic'
> & {
  readonly catalog: ArchiveCatalog
  readonly entryCatalog: EntryCatalog
  readonly entries: EntryListings
  readonly references: ArtifactReferences
}

export interface ArchiveKeepingOptions {
  readonly verifyEveryDays?: number
  readonly authorityCertificates?: readonly string[]
  /** How fast archives are verified by themselves. */
  readonly pace?: VerificationPace
}

const defaultVerifyEveryDays = 30
const dayMs = 24 * 60 * 60 * 1_000

/**
 * Wires what looks after archives.
 *
 * @throws ArchivingError `input_invalid` for a number of days that is none
 */
export function openArchiveKeeping(ports: ArchiveKeepingPorts, options: ArchiveKeepingOptions = {}): ArchiveKeeping {
  const { catalog, references, artifacts, now, onDiagnostic } = ports
  const periodMs = verificationPeriodMs(options)
  const opened = new OpenedArchives(ports.storage)
  const archivePorts: Omit<ArchiveLibraryPorts, 'catalog' | 'entries'> = {
    storage: ports.storage,
    timestamper: ports.timestamper,
    authorityCertificates: options.authorityCertificates ?? [],
    verificationPeriodMs: periodMs,
    onVerified: (archive, verification) => tellVerdict(ports, archive, verification),
    now,
    stamping: new Map(),
    opened,
  }
  const archives = new StoredArchiveLibrary({ ...archivePorts, catalog, entries: ports.entryCatalog })
  const verifications = new VerificationSchedule({
    catalog,
    verify: (archiveId, signal) => archives.verifyWhenDue(archiveId, signal),
    isBusy: async () => (await ports.tasks.listExecuting()).length > 0,
    periodMs: periodMs ?? Infinity,
    ...(options.pace && { pace: options.pace }),
    now,
    onFailure: (cause) =>
      onDiagnostic({ level: 'warning', message: 'an archive could not be verified on schedule', cause }),
  })
  const cleaner = new ArtifactCleaner({ artifacts, references, now, onDiagnostic })
  const lister = new EntryLister({
    listings: ports.entries,
    storage: ports.storage,
    onFailure: (cause) => onDiagnostic({ level: 'warning', message: 'archives could not be read for searches', cause }),
  })
  let removing: Promise<void> = Promise.resolve()
  return {
    archives,
    lister,
    archivesOf: (some, entries) => new StoredArchiveLibrary({ ...archivePorts, catalog: some, entries }),
    clean: () => cleaner.clean(),
    checkArtifacts: (signal) => checkArtifacts({ artifacts, references }, signal),
    start() {
      const onFailure = (cause: unknown): void =>
        onDiagnostic({ level: 'warning', message: 'the file of a removed archive is still there', cause })
      removing = removeLeftFiles({ catalog, storage: ports.storage }, onFailure).catch(onFailure)
      lister.start()
      cleaner.start()
      if (periodMs !== null) verifications.start()
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([verifications, cleaner, lister, opened].map((each) => each[Symbol.asyncDispose]()))
      await removing
    },
  }
}

/** Null if archives are verified only when somebody asks. @throws ArchivingError `input_invalid`. */
function verificationPeriodMs({
  verifyEveryDays: days = defaultVerifyEveryDays,
}: ArchiveKeepingOptions): number | null {
  if (Number.isFinite(days) && days >= 0) return days === 0 ? null : days * dayMs
  throw new ArchivingError('input_invalid', 'Archives are verified every so many days, 1 or more; 0 means never.', {
    details: { field: 'verifyEveryDays' },
  })
}
