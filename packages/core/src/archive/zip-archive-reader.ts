import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { ArchivingError } from '../errors/archiving-error.ts'
import { throwIfAborted } from './abortable.ts'
import type { ArchiveReader } from './archive-reader.ts'
import { bagDeclarationName } from './bag-tag-files.ts'
import { isDiskError } from './disk-error.ts'
import { EntryIndex } from './entry-index.ts'
import type { FindingCollector } from './finding-collector.ts'
import { unsafePathReason } from './safe-path.ts'
import { parseSealComment } from './seal-comment.ts'
import { onDisk } from './temporary-file.ts'
import * as structure from './zip-structure.ts'

/** No archive of ours has more; a directory that claims more is not read. */
const mostEntries = 2_000_000

/**
 * Opens a zipped archive and checks the zip itself: names, links, encryption, headers against directory, bytes that
 * belong to nothing. What is wrong goes to `findings`. Null if there is nothing that could be read as a bag.
 *
 * @throws ArchivingError `storage_failed` if the file cannot be read at all, `aborted`.
 */
export async function openZipArchive(
  filePath: string,
  findings: FindingCollector,
  signal?: AbortSignal,
): Promise<ArchiveReader | null> {
  const file = await onDisk(open(filePath, 'r'))
  const zip = await openZip(filePath)
  const close = async () => {
    zip?.close()
    await file.close()
  }
  try {
    const reader = zip && (await new ZipInspection(zip, file, findings).run(signal))
    if (reader) return { ...reader, [Symbol.asyncDispose]: close }
    if (findings.damages === 0) {
      findings.damage('zip_invalid', null, 'This is not a zip, or its directory is damaged or cut off.')
    }
  } catch (error) {
    await close()
    throw error
  }
  await close()
  return null
}

async function openZip(filePath: string): Promise<ZipFile | null> {
  try {
    const zip = await openPromise(filePath, { autoClose: false, decodeStrings: false })
    // Its errors also come through the calls that meet them.
    zip.on('error', () => undefined)
    return zip
  } catch (error) {
    if (isDiskError(error)) throw new ArchivingError('storage_failed', 'The archive cannot be read.', { cause: error })
    return null
  }
}

interface InspectedEntry {
  readonly name: string
  readonly entry: Entry
  readonly damaged: boolean
}

class ZipInspection {
  readonly #zip: ZipFile
  readonly #file: FileHandle
  readonly #findings: FindingCollector
  readonly #spans: structure.EntrySpan[] = []
  #directoryLength = 0

  constructor(zip: ZipFile, file: FileHandle, findings: FindingCollector) {
    this.#zip = zip
    this.#file = file
    this.#findings = findings
  }

  /** Null if there is no bag. */
  async run(signal: AbortSignal | undefined): Promise<Omit<ArchiveReader, typeof Symbol.asyncDispose> | null> {
    const files = await this.#readDirectory(signal)
    if (files === null) return null
    await this.#checkLayout()
    const root = this.#findRoot(files)
    if (root === null) return null
    const index = new EntryIndex(this.#findings)
    for (const { name, entry, damaged } of files) {
      const path = name.slice(root.length)
      if (!name.startsWith(root)) {
        this.#findings.damage('unexpected', name, `This lies outside of the archive's one folder, “${root}”.`)
      } else if (name.endsWith('/')) {
        if (entry.compressedSize === 0 && entry.uncompressedSize === 0) continue
        this.#findings.damage('zip_invalid', name, 'This is a folder, and yet it has bytes of its own.')
      } else {
        index.add({ path, sizeBytes: entry.uncompressedSize, damaged, open: () => this.#open(entry) })
      }
    }
    return {
      kind: 'zip',
      name: root.slice(0, -1),
      entries: index.entries,
      checkContainer: () => this.#checkSeal(signal),
    }
  }

  /** All entries whose name is safe; null if the directory cannot be read to its end. */
  async #readDirectory(signal: AbortSignal | undefined): Promise<readonly InspectedEntry[] | null> {
    const files: InspectedEntry[] = []
    if (this.#zip.entryCount > mostEntries) {
      this.#findings.damage('zip_invalid', null, 'The zip claims to hold more files than an archive can have.')
      return null
    }
    try {
      for await (const entry of this.#zip.eachEntry()) {
        throwIfAborted(signal)
        this.#directoryLength += structure.directoryRecordLength(entry)
        const inspected = await this.#inspect(entry)
        if (inspected) files.push(inspected)
      }
    } catch (error) {
      if (error instanceof ArchivingError || isDiskError(error)) throw error
      return null
    }
    return files
  }

  /** Null if the entry must not be unpacked under its name. */
  async #inspect(entry: Entry): Promise<InspectedEntry | null> {
    const name = structure.entryName(entry)
    if (name === null) {
      const shown = entry.fileNameRaw.toString('utf8')
      this.#findings.damage('unsafe_path', shown, 'The name is not UTF-8, or the zip has two names for this file.')
      return null
    }
    const headersFit = await this.#checkHeaders(name, entry)
    if (structure.isSpecialFile(entry)) {
      this.#findings.damage('unsafe_path', name, 'This is a link or a device, not a file.')
      return null
    }
    const problem = structure.entryProblem(entry)
    if (problem !== null) this.#findings.damage('zip_invalid', name, `This file cannot be unpacked: ${problem}.`)
    const reason = unsafePathReason(name.endsWith('/') ? name.slice(0, -1) : name)
    if (reason !== null) this.#findings.damage('unsafe_path', name, `The name is not safe to unpack: ${reason}.`)
    return reason === null ? { name, entry, damaged: !headersFit || problem !== null } : null
  }

  async #checkHeaders(name: string, entry: Entry): Promise<boolean> {
    try {
      const local = await this.#zip.readLocalFileHeaderPromise(entry)
      const conflict = structure.headerConflict(entry, local)
      const span = await structure.findSpan(this.#file, entry, local.fileDataStart)
      if (span) this.#spans.push(span)
      if (conflict === null && span) return true
      const what = conflict === null ? 'size or check sum' : conflict
      this.#findings.damage('zip_invalid', name, `The zip says two different things about this file: its ${what}.`)
    } catch (error) {
      if (isDiskError(error)) throw error
      this.#findings.damage('zip_invalid', name, 'The zip has no such file where its directory says.')
    }
    return false
  }

  async #checkLayout(): Promise<void> {
    // Damaged headers leave holes of their own; they have been reported.
    if (this.#findings.damages > 0) return
    const gap = await structure.findGap(this.#file, this.#spans, {
      length: this.#directoryLength,
      commentLength: this.#comment().length,
      fileSize: this.#zip.fileSize,
    })
    if (gap === null) return
    this.#findings.damage('zip_invalid', null, `The zip has bytes that belong to none of its files, at byte ${gap}.`)
  }

  #findRoot(files: readonly InspectedEntry[]): string | null {
    const declaration = new RegExp(`^[^/]+/${bagDeclarationName}$`, 'u')
    const roots = files.map((file) => file.name).filter((name) => declaration.test(name))
    const root = new Set(roots).size === 1 ? roots[0] : undefined
    if (root !== undefined) return root.slice(0, -bagDeclarationName.length)
    if (this.#findings.damages === 0) {
      this.#findings.damage('bag_invalid', null, 'The zip does not hold one folder with a BagIt bag.')
    }
    return null
  }

  async *#open(entry: Entry): AsyncGenerator<Uint8Array> {
    const stream = await this.#zip.openReadStreamPromise(entry)
    // An error that comes after the reader has left must not end the process.
    stream.on('error', () => undefined)
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk
  }

  /** Whether the file as a whole is what was sealed; see seal-comment.ts. */
  async #checkSeal(signal: AbortSignal | undefined): Promise<void> {
    const comment = this.#comment()
    if (comment.length === 0) {
      this.#findings.notice('zip_invalid', null, 'Another program has packed this zip anew. Its content was checked.')
      return
    }
    const stated = parseSealComment(comment)
    if (stated === null) {
      this.#findings.damage('zip_invalid', null, 'The comment at the end of the zip is damaged.')
      return
    }
    // Costs a second reading, and tells nothing more where damage has been found already.
    if (this.#findings.damages > 0) return
    const hash = createHash('sha256')
    const end = this.#zip.fileSize - comment.length - 1
    for await (const chunk of this.#file.createReadStream({ start: 0, end, autoClose: false })) {
      throwIfAborted(signal)
      if (chunk instanceof Uint8Array) hash.update(chunk)
    }
    if (hash.digest('hex') === stated) return
    const message = 'A byte of the zip itself was changed, outside of its files. The files are as they were.'
    this.#findings.damage('zip_invalid', null, message)
  }

  /** Bytes, since strings are not decoded. */
  #comment(): Uint8Array {
    const comment: unknown = this.#zip.comment
    return comment instanceof Uint8Array ? comment : new Uint8Array()
  }
}
