import { createHash } from 'node:crypto'
import { throwIfAborted } from './abortable.ts'
import type { ArchiveEntry, ArchiveReader } from './archive-reader.ts'
import {
  bagDeclaration,
  bagDeclarationName,
  bagInfoName,
  manifestName,
  parseBagInfo,
  parseManifestLine,
  payloadFolder,
  tagManifestName,
} from './bag-tag-files.ts'
import { PdfScan, type ScannedPdf } from './contents/pdf-scan.ts'
import { isDiskError } from './disk-error.ts'
import type { FindingCollector } from './finding-collector.ts'
import { readLines, readText } from './read-lines.ts'
import { unsafePathReason } from './safe-path.ts'
import { isTimestampFile } from './timestamps/timestamp-files.ts'

export interface VerifyProgress {
  readonly filesChecked: number
  readonly filesTotal: number
  readonly bytesChecked: number
  readonly bytesTotal: number
}

export interface VerifyArchiveOptions {
  readonly signal?: AbortSignal
  /**
   * Looks into the files too: reads every report as a whole and compares its data with the lists, and checks copies for
   * browsers and the service's own answers. Takes about a tenth of a second a report.
   */
  readonly deep?: boolean
  /** Certificates of time-stamping authorities to trust, as PEM. Without them nothing is said about trust. */
  readonly authorityCertificates?: readonly string[]
  /** Called after every file, and now and then within large ones. */
  readonly onProgress?: (progress: VerifyProgress) => void
  /** Called after every file that a deep check has looked into, with how many reports there were so far. */
  readonly onReportRead?: (reports: number) => void
}

/** What file managers put into folders that they show: harmless, and not from us. */
const litter = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/iu
const longestManifestLine = 8 * 1024
const longestBagInfo = 1024 * 1024
const progressStepBytes = 16 * 1024 * 1024

/** Checks a bag: declaration, manifests in both directions, checksums, and the sums of bag-info.txt. */
export class BagVerification {
  readonly #reader: ArchiveReader
  readonly #findings: FindingCollector
  readonly #options: VerifyArchiveOptions
  /** Files whose bytes are what a manifest says. */
  readonly sound = new Set<string>()
  /** Files that are PDFs, and what was seen of them in passing. */
  readonly pdfs = new Map<string, ScannedPdf>()
  filesChecked = 0
  bytesChecked = 0

  constructor(reader: ArchiveReader, findings: FindingCollector, options: VerifyArchiveOptions) {
    this.#reader = reader
    this.#findings = findings
    this.#options = options
  }

  /** @returns the manifest of the payload: path to hash. */
  async run(): Promise<ReadonlyMap<string, string>> {
    const tags = await this.#readManifest(tagManifestName)
    // A list that is missing or damaged has been reported; one that is empty must not pass.
    const tagsRead = tags.size > 0 || this.#findings.damages === 0
    for (const name of [bagDeclarationName, bagInfoName, manifestName]) {
      if (tagsRead && !tags.has(name)) {
        this.#findings.damage('bag_invalid', name, `${tagManifestName} does not name this file.`)
      }
    }
    await this.#checkListed(tags)
    const payload = await this.#readManifest(manifestName)
    await this.#checkListed(payload)
    this.#checkUnlisted(tags, payload)
    await this.#checkDeclaration()
    await this.#checkBagInfo(payload)
    return payload
  }

  async #readManifest(name: string): Promise<Map<string, string>> {
    const hashes = new Map<string, string>()
    const entry = this.#reader.entries.get(name)
    if (entry?.damaged) return hashes
    if (!entry) {
      // What a manifest names and is not there is reported with that manifest.
      if (name === tagManifestName) this.#findings.damage('missing', name, 'The archive lacks its list of checksums.')
      return hashes
    }
    const inPayload = name === manifestName
    let lineNumber = 0
    try {
      for await (const line of readLines(entry.open(), longestManifestLine)) {
        lineNumber += 1
        const listed = parseManifestLine(line)
        if (!listed || hashes.has(listed.path) || listed.path.startsWith(payloadFolder) !== inPayload) {
          this.#findings.damage(
            'bag_invalid',
            name,
            `Line ${lineNumber} is not a line of this list, or is there twice.`,
          )
        } else if (unsafePathReason(listed.path) === null) {
          hashes.set(listed.path, listed.sha256)
        } else {
          this.#findings.damage('unsafe_path', listed.path, `${name} names a path that is not safe to unpack.`)
        }
      }
    } catch (error) {
      this.#reportUnreadable(entry, error)
    }
    return hashes
  }

  async #checkListed(hashes: ReadonlyMap<string, string>): Promise<void> {
    for (const [path, sha256] of hashes) {
      throwIfAborted(this.#options.signal)
      const entry = this.#reader.entries.get(path)
      if (entry?.damaged) continue
      if (entry) await this.#checkEntry(entry, sha256)
      else this.#findings.damage('missing', path, 'The file is listed, but it is not there.')
    }
  }

  async #checkEntry(entry: ArchiveEntry, sha256: string): Promise<void> {
    const hash = createHash('sha256')
    const scan = new PdfScan()
    let unreported = 0
    try {
      for await (const chunk of entry.open()) {
        throwIfAborted(this.#options.signal)
        hash.update(chunk)
        scan.push(chunk)
        this.bytesChecked += chunk.byteLength
        unreported += chunk.byteLength
        if (unreported < progressStepBytes) continue
        unreported = 0
        this.#report()
      }
    } catch (error) {
      throwIfAborted(this.#options.signal)
      this.#reportUnreadable(entry, error)
      return
    }
    this.filesChecked += 1
    const pdf = scan.end()
    if (pdf) this.pdfs.set(entry.path, pdf)
    this.#report()
    if (hash.digest('hex') === sha256) this.sound.add(entry.path)
    else
      this.#findings.damage('checksum_mismatch', entry.path, 'The file is not what was archived: its checksum differs.')
  }

  #reportUnreadable(entry: ArchiveEntry, error: unknown): void {
    if (isDiskError(error)) {
      this.#findings.notFullyChecked = true
      this.#findings.notice(
        'unreadable',
        entry.path,
        'The file could not be read from the disk, so it was not checked.',
      )
    } else if (error instanceof SyntaxError) {
      this.#findings.damage('bag_invalid', entry.path, 'The list of checksums is damaged or cut off.')
    } else {
      this.#findings.damage('unreadable', entry.path, 'The file is damaged: it cannot be unpacked.')
    }
  }

  #checkUnlisted(tags: ReadonlyMap<string, string>, payload: ReadonlyMap<string, string>): void {
    for (const path of this.#reader.entries.keys()) {
      if (path === tagManifestName || isTimestampFile(path) || tags.has(path) || payload.has(path)) continue
      // With the list itself damaged, everything would be reported as unlisted.
      if (path.startsWith(payloadFolder) && !this.sound.has(manifestName)) continue
      if (!path.startsWith(payloadFolder) && tags.size === 0) continue
      if (this.#reader.kind === 'folder' && litter.test(path)) {
        this.#findings.notice('unexpected', path, 'A file manager has put this here. It is not part of the archive.')
      } else {
        this.#findings.damage('unexpected', path, 'The file is not listed: it was not part of the archive when sealed.')
      }
    }
  }

  async #checkDeclaration(): Promise<void> {
    const entry = this.#soundEntry(bagDeclarationName)
    if (!entry || (await this.#textOf(entry)) === bagDeclaration) return
    this.#findings.damage('bag_invalid', bagDeclarationName, 'This is not the declaration of a BagIt 1.0 bag in UTF-8.')
  }

  async #checkBagInfo(payload: ReadonlyMap<string, string>): Promise<void> {
    const entry = this.#soundEntry(bagInfoName)
    if (!entry) return
    const fields = parseBagInfo((await this.#textOf(entry)) ?? '')
    const oxum = fields?.find(([label]) => label.toLowerCase() === 'payload-oxum')?.[1]
    if (oxum === undefined) {
      this.#findings.damage('bag_invalid', bagInfoName, 'It does not say how large the payload is.')
      return
    }
    let bytes = 0
    for (const path of payload.keys()) bytes += this.#reader.entries.get(path)?.sizeBytes ?? 0
    const actual = `${bytes}.${payload.size}`
    // With a file missing or changed, the sum differs too; that has been said.
    if (actual === oxum || this.#findings.damages > 0) return
    const message = `It says that the payload has ${oxum} (bytes.files), but it has ${actual}.`
    this.#findings.damage('size_mismatch', bagInfoName, message)
  }

  #soundEntry(path: string): ArchiveEntry | undefined {
    return this.sound.has(path) ? this.#reader.entries.get(path) : undefined
  }

  async #textOf(entry: ArchiveEntry): Promise<string | null> {
    try {
      return await readText(entry.open(), longestBagInfo)
    } catch (error) {
      if (error instanceof SyntaxError) return null
      throw error
    }
  }

  #report(): void {
    if (!this.#options.onProgress) return
    let bytesTotal = this.#totalBytes
    if (bytesTotal === undefined) {
      bytesTotal = 0
      for (const entry of this.#reader.entries.values()) bytesTotal += entry.sizeBytes
      this.#totalBytes = bytesTotal
    }
    const { filesChecked, bytesChecked } = this
    this.#options.onProgress({ filesChecked, filesTotal: this.#reader.entries.size, bytesChecked, bytesTotal })
  }

  #totalBytes: number | undefined
}
