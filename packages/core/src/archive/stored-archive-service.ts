import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type {
  ArchiveRecord,
  ArchiveService,
  ByteRange,
  ListArchivesOptions,
  TimestampOptions,
  VerifyOptions,
} from '../core.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import type { ArchiveCatalog } from './archive-catalog.ts'
import { hashFile } from './hash-file.ts'
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
  readonly now: () => Date
}

/** Archives of the catalogue, read from where they were sealed to. */
export class StoredArchiveService implements ArchiveService {
  readonly #catalog: ArchiveCatalog
  readonly #timestamper: Timestamper
  readonly #authorityCertificates: readonly string[]
  readonly #now: () => Date
  readonly #stamping = new Map<string, Promise<ArchiveRecord>>()

  constructor({ catalog, timestamper, authorityCertificates, now }: ArchiveServicePorts) {
    this.#catalog = catalog
    this.#timestamper = timestamper
    this.#authorityCertificates = authorityCertificates
    this.#now = now
  }

  list(options?: ListArchivesOptions): Promise<Page<ArchiveRecord>> {
    return this.#catalog.page(options)
  }

  async get(archiveId: string): Promise<ArchiveRecord> {
    const record = await this.#catalog.get(archiveId)
    if (record) return record
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
    const record = await this.get(archiveId)
    const authorityCertificates = [...this.#authorityCertificates, ...(options.authorityCertificates ?? [])]
    const report = (await exists(record.path))
      ? await this.#compareWithCatalogue(
          await verifyArchive(record.path, { ...options, authorityCertificates }),
          record,
          options.signal,
        )
      : missingFile(record)
    await this.#catalog.recordVerification(archiveId, report.verdict, this.#now())
    return report
  }

  /** One after another: two that write the same archive anew would lose what the other added. */
  async timestamp(archiveId: string, options: TimestampOptions = {}): Promise<ArchiveRecord> {
    const before = this.#stamping.get(archiveId) ?? Promise.resolve()
    const stamping = before.then(
      () => this.#timestamp(archiveId, options),
      () => this.#timestamp(archiveId, options),
    )
    this.#stamping.set(archiveId, stamping)
    try {
      return await stamping
    } finally {
      if (this.#stamping.get(archiveId) === stamping) this.#stamping.delete(archiveId)
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
          await this.#catalog.intendReplacement(archiveId, {
            sha256: file.sha256,
            sizeBytes,
            timestamps: remember(outcomes),
          })
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

function missingFile({ title, complete, path }: ArchiveRecord): VerifyReport {
  const finding: VerifyFinding = {
    code: 'missing',
    severity: 'damage',
    path: null,
    message: `The archive is not where it was put: ${path}. Move it back, or look for a copy of it.`,
  }
  return {
    verdict: 'damaged',
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
