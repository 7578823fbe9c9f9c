import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import yazl from 'yazl'
import { sealCommentPlaceholder, withSealComment } from './seal-comment.ts'
import { splitExtension } from './safe-path.ts'

/** The same for every entry, so that a zip tells nothing of the computer it was made on. DOS time has no zone. */
const entryTime = new Date(1980, 0, 1)
const entryMode = 0o100644

/** Formats that are compressed already: deflating them again costs time and gains nothing. */
const compressedExtensions: ReadonlySet<string> = new Set(
  (
    '.7z .aac .apk .avif .bz2 .docx .epub .flac .gif .gz .heic .jar .jpeg .jpg .lz4 .m4a .m4v .mkv .mov .mp3 .mp4 ' +
    '.odp .ods .odt .ogg .opus .pdf .png .pptx .rar .tgz .webm .webp .woff2 .xlsx .xz .zip .zst'
  ).split(' '),
)

/** Writes a zip, streamed: one entry after another, as fast as `output` is read. */
export interface ZipWriter {
  /** The bytes of the zip, the seal comment at the end. Read it while entries are added. */
  readonly output: AsyncIterable<Uint8Array>
  /**
   * Adds one entry and waits until its content has been read. What `content` throws passes through; aborted, `content`
   * is closed.
   */
  add(path: string, content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>
  /** Writes the directory and ends `output`. */
  end(): void
  /** Ends `output` with an error. */
  fail(error: Error): void
}

/** Starts a zip. Zip64 is used where sizes or counts ask for it. */
export function createZipWriter(): ZipWriter {
  const zip = new yazl.ZipFile()
  const output = new PassThrough({ highWaterMark: 256 * 1024 })
  // Readers of `output` are told by its iterator; without a listener an early failure would end the process.
  output.on('error', () => undefined)
  zip.on('error', (error: Error) => output.destroy(error))
  zip.outputStream.pipe(output)
  return {
    output: withSealComment(output),
    async add(path, content, signal) {
      const compress = !compressedExtensions.has(splitExtension(path).extension.toLowerCase())
      const options = { mtime: entryTime, mode: entryMode, forceDosTimestamp: true, compress }
      const stream = Readable.from(content, { objectMode: true, highWaterMark: 4 })
      const ended = once(stream, 'end', { signal })
      zip.addReadStreamLazy(path, options, giveOnce(stream))
      try {
        await ended
      } finally {
        stream.destroy()
      }
    },
    end() {
      zip.end({ forceZip64Format: false, comment: sealCommentPlaceholder })
    },
    fail(error) {
      output.destroy(error)
    },
  }
}

/** yazl keeps what it is given for as long as the zip is open: without this, every stream of the archive. */
function giveOnce(stream: Readable): (take: (error: unknown, stream: Readable) => void) => void {
  let given: Readable | undefined = stream
  return (take) => {
    const current = given ?? Readable.from([])
    given = undefined
    take(null, current)
  }
}
