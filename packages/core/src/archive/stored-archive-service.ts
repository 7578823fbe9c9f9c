import type {
  ArchiveRecord,
  ArchiveService,
  ArchiveVerification,
  ByteRange,
  ListArchivesOptions,
  TimestampOptions,
  VerifyOptions,
} from '../core.ts'
import type { ArchiveLibrary } from '../archive-library.ts'
import type { Page, PageOptions } from '../driver/activity-archiving-driver.ts'
import { ArchivingError, wrapUnknownError } from '../errors/index.ts'
import type { LocalArchive, StorageTargets } from '../storage/storage-target.ts'
import type { ArchiveCatalog, CatalogedArchive } from './archive-catalog.ts'
import { toKeptFindings } from './kept-findings.ts'
import { stampArchive } from './timestamps/stamp-archive.ts'
import { fromArchiveTimestamp, toStoredTimestamp, type StoredTimestamp } from './timestamps/stored-timestamp.ts'
import type { TimestampOutcome, Timestamper } from './timestamps/timestamper.ts'
import { verifyArchive } from './verify-archive.ts'
import type { VerifyFinding, VerifyReport } from './verify-finding.ts'

/** What the archive service stands on. */
export interface ArchiveServicePorts {
  readonly catalog: ArchiveCatalog
  readonly storage: StorageTargets
  readonly timestamper: Timestamper
  /** Certificates of time-stamping authorities that this installation trusts, as PEM. */
  readonly authorityCertificates: readonly string[]
  /** How long after a verification the next one is due, in milliseconds; null if none is by itself. */
  readonly verificationPeriodMs?: number | null
  /** Told of each verification, with the archive as it was known before. */
  readonly onVerified?: (archive: CatalogedArchive, verification: KeptVerification) => Promise<void>
  readonly now: () => Date
  /** Archives whose file is being changed just now; shared by all services of an installation. */
  readonly stamping?: Map<string, Promise<unknown>>
}

/** A verification before it has an id. */
export type KeptVerification = Omit<ArchiveVerification, 'id'>

/** Archives of the catalogue, read from where they were sealed to. */
export class StoredArchiveService implements Omit<ArchiveService, keyof ArchiveLibrary> {
  readonly #catalog: ArchiveCatalog
  readonly #storage: StorageTargets
  readonly #timestamper: Timestamper
  readonly #authorityCertificates: readonly string[]
  readonly #now: () => Date
  readonly #verificationPeriodMs: number | null
  readonly #onVerified: ArchiveServicePorts['onVerified']
  readonly #stamping: Map<string, Promise<unknown>>

  constructor(ports: ArchiveServicePorts) {
    this.#catalog = ports.catalog
    this.#storage = ports.storage
    this.#timestamper = ports.timestamper
    this.#authorityCertificates = ports.authorityCertificates
    this.#now = ports.now
    this.#verificationPeriodMs = ports.verificationPeriodMs ?? null
    this.#onVerified = ports.onVerified
    this.#stamping = ports.stamping ?? new Map()
  }

  async list(options?: ListArchivesOptions): Promise<Page<ArchiveRecord>> {
    const page = await this.#catalog.page(options)
    return { ...page, entries: page.entries.map((archive) => this.withPlan(archive)) }
  }

  async get(archiveId: string): Promise<ArchiveRecord> {
    const archive = await this.#catalog.get(archiveId)
    if (archive) return this.withPlan(archive)
    throw new ArchivingError('not_found', `There is no archive “${archiveId}”.`)
  }

  async *open(archiveId: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const { path, fileName } = await this.get(archiveId)
    const target = this.#storage.of(path)
    if ((await target.sizeOf(path)) === null) {
      throw new ArchivingError('not_found', `The file of the archive ${fileName} is not where it was put: ${path}`)
    }
    yield* target.read(path, range)
  }

  async verify(archiveId: string, options: VerifyOptions = {}): Promise<VerifyReport> {
    const archive = await this.get(archiveId)
    const report = await this.#check(archive, options)
    await this.#keep(archive, report, { occasion: 'request', deep: options.deep === true })
    return report
  }

  /**
   * Verifies an archive because it is due. One that cannot be read is kept as not fully checked: the schedule goes on
   * with the next.
   *
   * @throws ArchivingError `not_found`, `aborted`; `storage_busy`, `storage_failed` of the database
   */
  async verifyWhenDue(archiveId: string, signal: AbortSignal): Promise<void> {
    const archive = await this.get(archiveId)
    const report = await this.#check(archive, { signal }).catch((error: unknown) => {
      const { code, message } = wrapUnknownError(error, 'storage_failed')
      if (code === 'aborted') throw error
      return unreadableFile(archive, message)
    })
    await this.#keep(archive, report, { occasion: 'schedule', deep: false })
  }

  async listVerifications(archiveId: string, options?: PageOptions): Promise<Page<ArchiveVerification>> {
    await this.get(archiveId)
    return this.#catalog.pageVerifications(archiveId, options)
  }

  async #check(record: ArchiveRecord, options: VerifyOptions): Promise<VerifyReport> {
    const authorityCertificates = [...this.#authorityCertificates, ...(options.authorityCertificates ?? [])]
    const { signal } = options
    const archive = await this.#afterReplacement(record, signal)
    const target = this.#storage.of(archive.path)
    if ((await target.sizeOf(archive.path)) === null) return missingFile(archive)
    await using copy = await target.bring(archive.path, signal)
    const report = await verifyArchive(copy.path, { ...options, authorityCertificates })
    return this.#compareWithCatalogue(report, { archive, copy, signal })
  }

  async #keep(
    archive: CatalogedArchive,
    report: VerifyReport,
    how: Pick<ArchiveVerification, 'occasion' | 'deep'>,
  ): Promise<void> {
    const { verdict, filesChecked, bytesChecked } = report
    const found = { verdict, filesChecked, bytesChecked, ...toKeptFindings(report) }
    const verification: KeptVerification = { archiveId: archive.id, at: this.#now(), ...how, ...found }
    await this.#catalog.recordVerification(verification)
    await this.#onVerified?.(archive, verification)
  }

  protected withPlan(archive: CatalogedArchive): ArchiveRecord {
    const since = (archive.lastVerifiedAt ?? archive.sealedAt).getTime()
    const period = this.#verificationPeriodMs
    return { ...archive, nextVerificationAt: period === null ? null : new Date(since + period) }
  }

  /** One after another: two that write the same archive anew would lose what the other added. */
  timestamp(archiveId: string, options: TimestampOptions = {}): Promise<ArchiveRecord> {
    return this.oneAfterAnother(archiveId, () => this.#timestamp(archiveId, options))
  }

  /** Does what changes the file of an archive, after what does so already. */
  protected async oneAfterAnother<Result>(archiveId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#stamping.get(archiveId) ?? Promise.resolve()
    const working = before.then(work, work)
    this.#stamping.set(archiveId, working)
    try {
      return await working
    } finally {
      if (this.#stamping.get(archiveId) === working) this.#stamping.delete(archiveId)
    }
  }

  async #timestamp(
    archiveId: string,
    { renew = false, signal = neverAborted }: TimestampOptions,
  ): Promise<ArchiveRecord> {
    const timestamper = this.#timestamper
    if (timestamper.authorities.length === 0) throw new ArchivingError('not_supported', noAuthority)
    const { verdict } = await this.verify(archiveId, { signal })
    if (verdict !== 'intact') {
      throw new ArchivingError(
        'manifest_invalid',
        'The archive is not intact, so it gets no timestamp. Verify it to see why.',
      )
    }
    const { path, sha256, timestamps } = await this.get(archiveId)
    const target = this.#storage.of(path)
    const kind = renew ? 'renewal' : 'timestamp'
    const granted = new Set(
      timestamps.filter((one) => one.state === 'granted' && one.kind === kind).map(({ authority }) => authority),
    )
    const authorities = renew ? timestamper.authorities : timestamper.authorities.filter((one) => !granted.has(one))
    if (authorities.length === 0) return this.get(archiveId)
    const remember = (outcomes: readonly TimestampOutcome[]): readonly StoredTimestamp[] => {
      const told = outcomes.map((outcome) => toStoredTimestamp(outcome, kind, this.#now()))
      const asked = new Set(told.map(({ authority }) => authority))
      const kept = timestamps.filter((one) => one.state === 'granted' || one.kind !== kind || !asked.has(one.authority))
      return [...kept.map(fromArchiveTimestamp), ...told]
    }
    const stamped = await stampArchive(
      {
        archivePath: path,
        sha256,
        target,
        timestamper,
        authorities,
        renew,
        beforePublish: async ({ sha256, sizeBytes, path: newPath }, outcomes) => {
          const elsewhere = newPath === path ? {} : { path: newPath }
          const replacement = { sha256, sizeBytes, ...elsewhere, timestamps: remember(outcomes) }
          if (await this.#catalog.intendReplacement(archiveId, replacement)) return
          throw new ArchivingError('not_found', 'The archive was removed meanwhile.')
        },
      },
      signal,
    )
    if (stamped.sha256 === null) await this.#catalog.recordTimestamps(archiveId, remember(stamped.outcomes))
    else await this.#adopt(archiveId, { sha256: stamped.sha256, path: stamped.path, formerPath: path })
    return this.get(archiveId)
  }

  /** Makes a replacement the archive. Where it lies elsewhere, the former one is removed, or itself if it came too late. */
  async #adopt(
    archiveId: string,
    { sha256, path, formerPath }: { readonly sha256: string; readonly path: string; readonly formerPath: string },
  ): Promise<void> {
    await this.#catalog.adoptReplacement(archiveId, sha256)
    if (path === formerPath) return
    const isAdopted = (await this.#catalog.get(archiveId))?.path === path
    await this.#storage.of(formerPath).remove(isAdopted ? formerPath : path)
  }

  /**
   * An archive after what was about to replace it and was put elsewhere, as in S3-compatible storage: the process may have
   * been killed before it told the catalogue.
   */
  async #afterReplacement(archive: ArchiveRecord, signal: AbortSignal | undefined): Promise<ArchiveRecord> {
    const { id, path: formerPath } = archive
    const intended = await this.#catalog.intendedReplacement(id)
    if (intended?.path === undefined || intended.path === formerPath) return archive
    const { path, sha256, sizeBytes } = intended
    const target = this.#storage.of(path)
    if ((await target.sizeOf(path)) !== sizeBytes) return archive
    await using copy = await target.bring(path, signal)
    if ((await copy.hash(signal)) !== sha256) return archive
    await this.#adopt(id, { sha256, path, formerPath })
    return this.get(id)
  }

  /** An archive that is intact in itself may still be another one than was sealed: the catalogue knows its hash. */
  async #compareWithCatalogue(
    report: VerifyReport,
    { archive: { id, path, sha256 }, copy, signal }: Compared,
  ): Promise<VerifyReport> {
    const actual = await copy.hash(signal)
    // A process can be killed after an archive got its timestamps and before the folder was synced or the catalogue told.
    if (actual !== sha256) await this.#storage.of(path).settle(path)
    if (actual === sha256 || (await this.#catalog.adoptReplacement(id, actual))) return report
    // Or it got them while it was verified, and the catalogue was told.
    if ((await this.#catalog.get(id))?.sha256 === actual) return report
    const finding: VerifyFinding = {
      code: 'checksum_mismatch',
      severity: 'damage',
      path: null,
      message: 'The file is not the one that was sealed: its SHA-256 differs from the one in the catalogue.',
    }
    return { ...report, verdict: 'damaged', findings: [finding, ...report.findings] }
  }
}

const neverAborted = new AbortController().signal
const noAuthority =
  'No time-stamping authority is configured. Name one in MUNIMENT_TIMESTAMP_AUTHORITIES, such as https://tsa.example.edu/tsr.'

interface Compared {
  readonly archive: ArchiveRecord
  readonly copy: LocalArchive
  readonly signal: AbortSignal | undefined
}

function missingFile(archive: ArchiveRecord): VerifyReport {
  return nothingChecked('damaged', archive, {
    code: 'missing',
    severity: 'damage',
    path: null,
    message: `The archive is not where it was put: ${archive.path}. Move it back, or look for a copy of it.`,
  })
}

function unreadableFile(archive: ArchiveRecord, reason: string): VerifyReport {
  const message = `The archive could not be read: ${reason}`
  return nothingChecked('not_fully_checked', archive, { code: 'unreadable', severity: 'damage', path: null, message })
}

function nothingChecked(
  verdict: VerifyReport['verdict'],
  { title, complete }: ArchiveRecord,
  finding: VerifyFinding,
): VerifyReport {
  return {
    verdict,
    title,
    complete,
    filesChecked: 0,
    bytesChecked: 0,
    contentsChecked: null,
    timestamps: [],
    findings: [finding],
    findingsLeftOut: 0,
  }
}
