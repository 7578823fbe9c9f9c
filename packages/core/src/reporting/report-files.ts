import type { ItemContext } from '../driver/archiving-context.ts'
import { ArchivingError, wrapUnknownError } from '../errors/index.ts'
import type { FileReference, SourceFile } from '../sources/activity-source.ts'
import { isLinkedFile } from './linked-files.ts'

/** How the pictures and files of an item are reached. Each address and each file is asked for once. */
export interface ReportLoader {
  /** The bytes of a picture of the source. Throws only for what ends the whole item, such as an abort. */
  image(address: string): Promise<LoadedImage | LoadFailure>
  /** Keeps a file that was handed in (or given back) beside the report, byte for byte. */
  attachment(file: FileToKeep): Promise<KeptFile | LoadFailure>
}

/** A file that is to lie beside a report. */
export interface FileToKeep {
  readonly file: FileReference
  /** Folder below the report's attachments: `Q8`. The file's own folder is put below it. */
  readonly folder: string
}

/** Where a file lies below the report's attachments. Made safe and unique by the engine. */
export function pathOf({ file, folder }: FileToKeep): string {
  return `${folder}/${file.folder}/${file.fileName}`
}

export interface LoadedImage {
  readonly bytes: Uint8Array
}

export interface KeptFile {
  /** Path relative to the report, `/` between folders. */
  readonly pathFromReport: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** Why something could not be had. */
export interface LoadFailure {
  /** A sentence for people. */
  readonly failure: string
  /** It is not of the source at all, such as a picture that a student linked from elsewhere: nothing of ours is missing. */
  readonly outside?: boolean
  /** It was left out because it is larger than the settings allow: its size in bytes, as far as it is known. */
  readonly tooLarge?: { readonly sizeBytes: number; readonly most: number }
}

/** Larger pictures are not shown in a report; a picture that was handed in is kept as a file whatever its size. */
const largestImageBytes = 40 * 1024 * 1024

/** Files that texts link to, such as films, would otherwise come with each of a thousand items. */
const largestLinkedBytes = 64 * 1024 * 1024
const allLinkedBytes = 256 * 1024 * 1024

/** What is needed of an item's context. */
export interface ReportFilesContext extends Pick<ItemContext, 'artifacts' | 'signal'> {
  readonly source: Pick<ItemContext['source'], 'openFile'>
}

/**
 * Reads the pictures of an item from the source, and keeps its files beside the report.
 *
 * @param largestFileBytes what is larger is left out
 */
export function createReportFiles(
  { source, artifacts, signal }: ReportFilesContext,
  largestFileBytes: number = Number.POSITIVE_INFINITY,
): ReportLoader {
  let linkedBytesLeft = allLinkedBytes
  return {
    image: (address) =>
      orFailure(async () => {
        const file = await source.openFile(address, signal)
        return { bytes: await readWhole(file.content) }
      }),
    attachment(toKeep) {
      const { file: reference } = toKeep
      const told = reference.sizeBytes
      if (told > largestFileBytes) return Promise.resolve(leftOut(told, largestFileBytes))
      return orFailure(async () => {
        const file = await source.openFile(reference.address, signal)
        const isLinked = isLinkedFile(reference)
        const limit = isLinked ? Math.min(largestLinkedBytes, linkedBytesLeft) : Number.POSITIVE_INFINITY
        const written = await artifacts.write({
          placement: { kind: 'attachment', path: pathOf(toKeep) },
          role: 'attachment',
          mediaType: reference.mediaType === '' ? file.mediaType : reference.mediaType,
          content: await boundedContent(file, { told, limit, largestFileBytes }),
        })
        const { pathFromReport, sha256, sizeBytes } = written
        if (isLinked) linkedBytesLeft -= sizeBytes
        return { pathFromReport, sha256, sizeBytes }
      })
    },
  }
}

function leftOut(sizeBytes: number, most: number): LoadFailure {
  return { failure: 'The file is larger than the settings allow.', tooLarge: { sizeBytes, most } }
}

/**
 * What cannot be had for good is a failure that the report tells; what may pass, or ends the task, is thrown, so that
 * the item is tried again rather than archived with a gap.
 */
async function orFailure<Result>(read: () => Promise<Result>): Promise<Result | LoadFailure> {
  try {
    return await read()
  } catch (error) {
    const { code, message, details } = wrapUnknownError(error)
    if (code !== 'source_missing' && code !== 'source_denied' && code !== 'source_unexpected') throw error
    const { sizeBytes, most } = details
    if (typeof sizeBytes === 'number' && typeof most === 'number') return leftOut(sizeBytes, most)
    return { failure: message, outside: details['reason'] === 'outside' }
  }
}

interface Bounds {
  /** Size that a list of the source told, or 0. */
  readonly told: number
  /** Of files that texts link to. */
  readonly limit: number
  /** As the settings ask for. */
  readonly largestFileBytes: number
}

/**
 * The content of a file, which ends with an error where it goes beyond the bounds, or is not as long as it was said to
 * be. What is known beforehand to be too large, or of another size, is not read at all.
 */
async function boundedContent(file: SourceFile, bounds: Bounds): Promise<AsyncIterable<Uint8Array>> {
  const announced = file.sizeBytes
  const refused =
    announced === null ? undefined : (beyondBounds(announced, bounds) ?? otherSize(announced, bounds.told))
  if (refused === undefined) return bounded(file.content, bounds)
  await file.content[Symbol.asyncIterator]().return?.()
  throw refused
}

async function* bounded(content: AsyncIterable<Uint8Array>, bounds: Bounds): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of content) {
    size += chunk.byteLength
    const refused = beyondBounds(size, bounds) ?? longerThanTold(size, bounds.told)
    if (refused) throw refused
    yield chunk
  }
  const refused = otherSize(size, bounds.told)
  if (refused) throw refused
}

function beyondBounds(sizeBytes: number, { limit, largestFileBytes }: Bounds): ArchivingError | undefined {
  if (sizeBytes > largestFileBytes) {
    return new ArchivingError('source_unexpected', 'The file is larger than the settings allow.', {
      details: { sizeBytes, most: largestFileBytes },
      german: 'Die Datei ist größer, als die Einstellungen erlauben.',
    })
  }
  if (sizeBytes <= limit) return undefined
  return new ArchivingError(
    'source_unexpected',
    'The file is larger than what is kept of files that a text links to.',
    {
      german: 'Die Datei ist größer, als verlinkte Dateien sein dürfen, um aufbewahrt zu werden.',
    },
  )
}

/** The list and the file were read at two moments: in between the file can be replaced. Read anew, the item has both of one moment. */
function otherSize(sizeBytes: number, told: number): ArchivingError | undefined {
  if (told === 0 || told === sizeBytes) return undefined
  const message = `A file has ${sizeBytes} bytes, but the list of files says ${told}: it was changed meanwhile, or is damaged. Try again.`
  const german = `Eine Datei hat ${sizeBytes} Bytes, laut Liste der Dateien aber ${told}: Sie wurde inzwischen geändert oder ist beschädigt. Versuchen Sie es erneut.`
  return new ArchivingError('source_unavailable', message, { details: { told, sizeBytes }, german })
}

/** Of one that never ends, no more is read than it should have. */
function longerThanTold(sizeBytes: number, told: number): ArchivingError | undefined {
  if (told === 0 || sizeBytes <= told) return undefined
  const message = `A file is longer than the ${told} bytes that the list of files says: it was changed meanwhile, or is damaged. Try again.`
  const german = `Eine Datei ist länger als die ${told} Bytes, die die Liste der Dateien nennt: Sie wurde inzwischen geändert oder ist beschädigt. Versuchen Sie es erneut.`
  return new ArchivingError('source_unavailable', message, { details: { told, sizeBytes }, german })
}

async function readWhole(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.byteLength
    if (size > largestImageBytes) throw new ArchivingError('source_unexpected', 'The picture is too large to be shown.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
