import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
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
import type { ArchiveCatalog, CatalogedArchive } from './archive-catalog.ts'
import { hashFile } from './hash-file.ts'
import { toKeptFindings } from './kept-findings.ts'
import { syncFolder } from './sync-folder.ts'
import { stampArchive } from './timestamps/stamp-archive.ts'
import { fromArchiveTimestamp, toStoredTimestamp, type StoredTimestamp } from './timestamps/stored-timestamp.ts'
import type { TimestampOutcome, Timestamper } from './timestamps/timestamper.ts'
import { verifyArchive } from './verify-archive.ts'
import type { VerifyFinding, VerifyReport } from './verify-finding.ts'

/** What the archive service stands on. */
export interface ArchiveServicePorts {
  readonly catalog: ArchiveCatalog
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
  readonly #timestamper: Timestamper
  readonly #authorityCertificates: readonly string[]
  readonly #now: () => Date
  readonly #verificationPeriodMs: number | null
  readonly #onVerified: ArchiveServicePorts['onVerified']
  readonly #stamping: Map<string, Promise<unknown>>

  constructor(ports: ArchiveServicePorts) {
    this.#catalog = ports.catalog
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
    if (!(await exists(path))) {
      throw new ArchivingError('not_found', `The file of the archive ${fileName} is not where it was put: ${path}`)
    }
    yield* createReadStream(path, range && { start: range.first, end: range.last })
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
    if (!(await exists(record.path))) return missingFile(record)
    const report = await verifyArchive(record.path, { ...options, authorityCertificates })
    return this.#compareWithCatalogue(report, record, options.signal)
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
        timestamper,
        authorities,
        renew,
        beforePublish: async (file, outcomes) => {
          if ((await hashFile(path, signal)) !== sha256) throw new ArchivingError('state_conflict', changedMeanwhile)
          const { sizeBytes } = file
          const replacement = { sha256: file.sha256, sizeBytes, timestamps: remember(outcomes) }
          if (await this.#catalog.intendReplacement(archiveId, replacement)) return
          throw new ArchivingError('not_found', 'The archive was removed meanwhile.')
        },
      },
      signal,
    )
    if (stamped.sha256 === null) await this.#catalog.recordTimestamps(archiveId, remember(stamped.outcomes))
    else await this.#catalog.adoptReplacement(archiveId, stamped.sha256)
    return this.get(archiveId)
  }

  /** An archive that is intact in itself may still be another one than was sealed: the catalogue knows its hash. */
  async #compareWithCatalogue(
    report: VerifyReport,
    { id, path, sha256 }: ArchiveRecord,
    signal: AbortSignal | undefined,
  ): Promise<VerifyReport> {
    const actual = await hashFile(path, signal)
    // A process can be killed after an archive got its timestamps and before the folder was synced or the catalogue told.
    if (actual !== sha256) await syncFolder(dirname(path))
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
const changedMeanwhile = 'Another program has written the archive meanwhile. Try again.'
const noAuthority =
  'No time-stamping authority is configured. Name one in MUNIMENT_TIMESTAMP_AUTHORITIES, such as https://tsa.example.edu/tsr.'

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
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
