import type { ArchiveCatalog } from './archive/archive-catalog.ts'
import { StoredArchiveService, type ArchiveServicePorts } from './archive/stored-archive-service.ts'
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
    readonly archives: StoredArchiveService
    /** The same for the archives of another catalogue, such as one that knows only some of them. */
    archivesOf(catalog: ArchiveCatalog): ArchiveService
    /** Begins to do by itself what is due. */
    start(): void
  }

/** What it stands on. */
export type ArchiveKeepingPorts = Pick<
  EnginePorts,
  'tasks' | 'log' | 'changes' | 'artifacts' | 'storage' | 'timestamper' | 'now' | 'onDiagnostic'
> & { readonly catalog: ArchiveCatalog; readonly references: ArtifactReferences }

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
  const archivePorts: Omit<ArchiveServicePorts, 'catalog'> = {
    storage: ports.storage,
    timestamper: ports.timestamper,
    authorityCertificates: options.authorityCertificates ?? [],
    verificationPeriodMs: periodMs,
    onVerified: (archive, verification) => tellVerdict(ports, archive, verification),
    now,
    stamping: new Map(),
  }
  const archives = new StoredArchiveService({ ...archivePorts, catalog })
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
  return {
    archives,
    archivesOf: (some) => new StoredArchiveService({ ...archivePorts, catalog: some }),
    clean: () => cleaner.clean(),
    checkArtifacts: (signal) => checkArtifacts({ artifacts, references }, signal),
    start() {
      cleaner.start()
      if (periodMs !== null) verifications.start()
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([verifications[Symbol.asyncDispose](), cleaner[Symbol.asyncDispose]()])
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
