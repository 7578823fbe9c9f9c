import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import { ArchivingError } from '../errors/archiving-error.ts'
import { splitExtension } from './safe-path.ts'
import { sealCommentPlaceholder, withSealComment } from './seal-comment.ts'
import {
  dataDescriptor,
  directoryRecord,
  endOfDirectory,
  localHeader,
  zip64From,
  type WrittenEntry,
} from './zip-records.ts'

/** Formats that are compressed already: deflating them again costs time and gains nothing. */
const compressedExtensions: ReadonlySet<string> = new Set(
  (
    '.7z .aac .apk .avif .bz2 .docx .epub .flac .gif .gz .heic .jar .jpeg .jpg .lz4 .m4a .m4v .mkv .mov .mp3 .mp4 ' +
    '.odp .ods .odt .ogg .opus .pdf .png .pptx .rar .tgz .webm .webp .woff2 .xlsx .xz .zip .zst'
  ).split(' '),
)

/** One file of a zip. */
export interface ZipEntry {
  readonly path: string
  /** Size of the content where it is known: needed from 4 GB on. */
  readonly sizeBytes?: number
  /** Read once, when it is its turn. */
  readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** What deflating can add to content that does not shrink is far less than this. */
const deflateMargin = 16 * 1024 * 1024
/** Content of this size on, of a format that is not known, is deflated only if its first bytes get smaller by it. */
const probedFrom = 1024 * 1024
const probeLength = 64 * 1024
/** Records of the directory are joined to pieces of about this size: many small ones would need much more memory. */
const directoryPieceLength = 64 * 1024

/**
 * The bytes of a zip with `entries` in their order and the seal comment at its end. Each entry is asked for when the one
 * before it is written, and its content read as fast as the zip is: nothing is held but the directory, about 100 bytes
 * an entry. Zip64 is used where sizes or counts ask for it.
 *
 * `onWhole` is told the hash of the whole zip just before its last bytes come.
 *
 * What `entries` and contents throw passes through; a zip that is not read to its end closes what it was reading.
 */
export function writeZip(
  entries: AsyncIterable<ZipEntry>,
  onWhole?: (sha256: string) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  return withSealComment(zipBytes(entries), onWhole)
}

async function* zipBytes(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  const directory = new Directory()
  let offset = 0
  for await (const entry of entries) {
    const written = yield* writeEntry(entry, offset)
    directory.add(directoryRecord(written.entry))
    offset = written.end
  }
  yield* directory.pieces()
  const place = { entries: directory.entries, offset, length: directory.length }
  yield endOfDirectory(place, Buffer.from(sealCommentPlaceholder))
}

async function* writeEntry(
  { path, sizeBytes = 0, content }: ZipEntry,
  offset: number,
): AsyncGenerator<Uint8Array, { readonly entry: WrittenEntry; readonly end: number }, undefined> {
  const sum = { crc32: 0, size: 0 }
  const counted = count(content, sum)
  try {
    const begin = sizeBytes < probedFrom ? [] : await readBeginning(counted)
    const compressed = !isCompressedFormat(path) && !isIncompressible(begin)
    const opened = { name: Buffer.from(path), compressed, large: sizeBytes >= zip64From - deflateMargin, offset }
    const header = localHeader(opened)
    yield header

    let compressedSize = 0
    const whole = begin.length > 0 ? rejoin(begin, counted) : counted
    for await (const chunk of compressed ? deflate(whole) : whole) {
      compressedSize += chunk.byteLength
      yield chunk
    }
    if (!opened.large && Math.max(sum.size, compressedSize) >= zip64From) throw tooLarge(path)

    const entry = { ...opened, ...sum, compressedSize }
    const descriptor = dataDescriptor(entry)
    yield descriptor
    return { entry, end: offset + header.length + compressedSize + descriptor.length }
  } finally {
    await counted.return()
  }
}

function isCompressedFormat(path: string): boolean {
  return compressedExtensions.has(splitExtension(path).extension.toLowerCase())
}

/** Whether content whose beginning this is would be deflated in vain. Depends on the bytes only, not on how they are cut. */
function isIncompressible(begin: readonly Uint8Array[]): boolean {
  if (begin.length === 0) return false
  const sample = Buffer.concat(begin).subarray(0, probeLength)
  return deflateRawSync(sample, { level: 1 }).length > sample.length * 0.97
}

async function readBeginning(content: AsyncIterator<Uint8Array, void, undefined>): Promise<readonly Uint8Array[]> {
  const begin: Uint8Array[] = []
  for (let length = 0; length < probeLength;) {
    const next = await content.next()
    if (next.done === true) break
    begin.push(next.value)
    length += next.value.byteLength
  }
  return begin
}

async function* rejoin(
  begin: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* begin
  yield* rest
}

async function* count(
  content: ZipEntry['content'],
  sum: { crc32: number; size: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of content) {
    sum.crc32 = crc32(chunk, sum.crc32)
    sum.size += chunk.byteLength
    yield chunk
  }
}

async function* deflate(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const packer = createDeflateRaw({ level: 6, chunkSize: 64 * 1024 })
  const feeding = pipeline(content, packer)
  // Its failure ends the reading below as well; this keeps it from being reported as unhandled.
  feeding.catch(() => undefined)
  try {
    for await (const chunk of packer) if (chunk instanceof Uint8Array) yield chunk
  } finally {
    packer.destroy()
  }
}

class Directory {
  readonly #pieces: Buffer[] = []
  #recent: Buffer[] = []
  #recentLength = 0
  entries = 0
  length = 0

  add(record: Buffer): void {
    this.#recent.push(record)
    this.#recentLength += record.length
    this.entries += 1
    this.length += record.length
    if (this.#recentLength >= directoryPieceLength) this.#join()
  }

  pieces(): readonly Buffer[] {
    this.#join()
    return this.#pieces
  }

  #join(): void {
    this.#pieces.push(Buffer.concat(this.#recent))
    this.#recent = []
    this.#recentLength = 0
  }
}

function tooLarge(path: string): ArchivingError {
  return new ArchivingError(
    'storage_failed',
    `“${path}” grew beyond 4 GB while it was written, which was not known before.`,
    {
      details: { path },
    },
  )
}
