import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { ArchivedFile } from '../archive-description.ts'
import type { ArchiveEntry, ArchiveReader } from '../archive-reader.ts'
import { payloadFolder } from '../bag-tag-files.ts'
import type { FindingCollector } from '../finding-collector.ts'
import { itemsJsonLinesName } from '../item-lists.ts'
import { readItems, type ListedItem } from '../read-items.ts'
import type { ContentsChecked } from '../verify-finding.ts'
import { ContentInspector, defaultInspectionLimits, type InspectionLimits } from './content-inspector.ts'
import type { Inspection, InspectionJob } from './inspection.ts'
import { mediaTypeConflict } from './media-type.ts'
import type { ScannedPdf } from './pdf-scan.ts'
import { pdfMediaType } from './report-checks.ts'

/** A larger file is not handed to a parser. */
const largestFile = 256 * 1024 * 1024
/** Each takes a minute; an archive that is made of such files is not to take days. */
const mostGivenUp = 10

export interface ContentsCheckOptions {
  readonly signal?: AbortSignal
  /** Called after every file that was looked into, with how many reports there were so far. */
  readonly onReportRead?: (reports: number) => void
  /** What one file may take. */
  readonly limits?: InspectionLimits
}

/** What is looked into: files whose bytes are those that were sealed. */
export interface SoundBag {
  readonly reader: ArchiveReader
  readonly findings: FindingCollector
  readonly sound: ReadonlySet<string>
  /** Files that are PDFs, and what was seen of them in passing. */
  readonly pdfs: ReadonlyMap<string, ScannedPdf>
}

/**
 * Looks into the files of an archive, item by item: reports, copies for browsers, the service's own answers. What was
 * handed in is evidence as it is, and is not looked into. Nothing is rendered anew. Null if the list of items cannot be
 * read; that has been reported.
 *
 * @throws ArchivingError `aborted`.
 */
export async function verifyContents(bag: SoundBag, options: ContentsCheckOptions): Promise<ContentsChecked | null> {
  const list = bag.sound.has(payloadFolder + itemsJsonLinesName)
    ? bag.reader.entries.get(payloadFolder + itemsJsonLinesName)
    : undefined
  if (!list) return null
  using check = new ContentsCheck(bag, options)
  try {
    for await (const item of readItems(list.open())) await check.item(item)
    return check.counts
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

class ContentsCheck implements Disposable {
  readonly counts = { reports: 0, recordsCompared: 0, copies: 0, rawAnswers: 0 }
  readonly #bag: SoundBag
  readonly #options: ContentsCheckOptions
  readonly #inspector: ContentInspector
  #givenUp = 0

  constructor(bag: SoundBag, options: ContentsCheckOptions) {
    this.#bag = bag
    this.#options = options
    this.#inspector = new ContentInspector(options.limits ?? defaultInspectionLimits)
  }

  [Symbol.dispose](): void {
    this.#inspector[Symbol.dispose]()
  }

  async item(item: ListedItem): Promise<void> {
    for (const file of item.files) {
      if (this.#givenUp > mostGivenUp) return
      const path = payloadFolder + file.path
      const entry = this.#bag.reader.entries.get(path)
      if (!entry || !this.#isOpenQuestion(file, path)) continue
      const bytes = entry.sizeBytes > largestFile ? null : await readWhole(entry)
      if (bytes !== null) await this.#look(file, item, bytes)
      else this.#notChecked(path, 'it is larger than 256 MiB, or could not be read a second time')
    }
  }

  /** Whether there is more to find in a file than its checksum and the usual check have told. */
  #isOpenQuestion({ role, mediaType }: ArchivedFile, path: string): boolean {
    if (role === 'attachment' || !this.#bag.sound.has(path)) return false
    return role !== 'report' || mediaType !== pdfMediaType || this.#bag.pdfs.get(path)?.ends === true
  }

  async #look(file: ArchivedFile, item: ListedItem, bytes: Uint8Array): Promise<void> {
    const path = payloadFolder + file.path
    const conflict = mediaTypeConflict(file.mediaType, bytes)
    if (conflict !== null) this.#bag.findings.damage('media_type_mismatch', path, conflict)
    const job = conflict === null ? jobFor(file, item, bytes) : null
    if (job === null) return
    const outcome = await this.#inspector.inspect(job, this.#options.signal)
    if (outcome.kind === 'given-up') this.#giveUp(path)
    else this.#take(path, job.kind, outcome.inspection)
  }

  #giveUp(path: string): void {
    this.#givenUp += 1
    if (this.#givenUp <= mostGivenUp) {
      this.#notChecked(path, 'it took more time or memory than a file of an archive should, or ended the process')
    } else {
      this.#bag.findings.notFullyChecked = true
      const message =
        'So many files could not be looked into that the rest was not tried. Their checksums were checked.'
      this.#bag.findings.notice('not_checked', null, message)
    }
  }

  #take(path: string, kind: InspectionJob['kind'], { findings, recordCompared }: Inspection): void {
    if (kind === 'report') this.counts.reports += 1
    else if (kind === 'copy') this.counts.copies += 1
    else this.counts.rawAnswers += 1
    this.#options.onReportRead?.(this.counts.reports)
    if (recordCompared) this.counts.recordsCompared += 1
    for (const { severity, code, message } of findings) this.#bag.findings[severity](code, path, message)
  }

  #notChecked(path: string, reason: string): void {
    this.#bag.findings.notFullyChecked = true
    this.#bag.findings.notice(
      'not_checked',
      path,
      `The file is as it was sealed, but it was not looked into: ${reason}.`,
    )
  }
}

/** Null for what is of a kind that we do not know: a newer or another program's. */
function jobFor({ role, mediaType }: ArchivedFile, item: ListedItem, bytes: Uint8Array): InspectionJob | null {
  if (role === 'report' && mediaType === pdfMediaType) {
    return { kind: 'report', bytes, recordJson: jsonOf(item.record) }
  }
  if (role === 'copy' && mediaType === 'text/html') return { kind: 'copy', bytes }
  return role === 'raw' ? { kind: 'raw', bytes } : null
}

/** Empty for data nested too deeply to be written again: they cannot be what any report of ours carries. */
function jsonOf(record: unknown): string {
  try {
    return JSON.stringify(record ?? null)
  } catch (error) {
    if (error instanceof RangeError) return ''
    throw error
  }
}

/** Null if it cannot be read, although it could be a moment ago. */
async function readWhole(entry: ArchiveEntry): Promise<Uint8Array | null> {
  try {
    return await buffer(entry.open())
  } catch {
    return null
  }
}
