import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ArchiveRecord, ArchiveService, ByteRange, ListArchivesOptions, VerifyOptions } from '../core.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../errors/index.ts'
import type { ArchiveCatalog } from './archive-catalog.ts'
import { hashFile } from './hash-file.ts'
import { verifyArchive } from './verify-archive.ts'
import type { VerifyFinding, VerifyReport } from './verify-finding.ts'

/** Archives of the catalogue, read from where they were sealed to. */
export class StoredArchiveService implements ArchiveService {
  readonly #catalog: ArchiveCatalog
  readonly #now: () => Date

  constructor(catalog: ArchiveCatalog, now: () => Date) {
    this.#catalog = catalog
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
    const report = (await exists(record.path))
      ? await compareWithCatalogue(await verifyArchive(record.path, options), record, options.signal)
      : missingFile(record)
    await this.#catalog.recordVerification(archiveId, report.verdict, this.#now())
    return report
  }
}

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
    findings: [finding],
    findingsLeftOut: 0,
  }
}

/** An archive that is intact in itself may still be another one than was sealed: the catalogue knows its hash. */
async function compareWithCatalogue(
  report: VerifyReport,
  { path, sha256 }: ArchiveRecord,
  signal: AbortSignal | undefined,
): Promise<VerifyReport> {
  if ((await hashFile(path, signal)) === sha256) return report
  const finding: VerifyFinding = {
    code: 'checksum_mismatch',
    severity: 'damage',
    path: null,
    message: 'The file is not the one that was sealed: its SHA-256 differs from the one in the catalogue.',
  }
  return { ...report, verdict: 'damaged', findings: [finding, ...report.findings] }
}
