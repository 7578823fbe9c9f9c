import {
  longestFilePart,
  type ArchiveFile,
  type ArchiveFilePart,
  type ListArchiveFilesOptions,
  type OpenedArchiveFile,
  type ReadArchiveFileOptions,
} from '../../archive-library.ts'
import type { Page } from '../../driver/activity-archiving-driver.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { ArchiveEntry } from '../archive-reader.ts'
import { mediaTypeOfName } from '../media-type-of-name.ts'
import type { KeptOpen } from './kept-open.ts'
import type { ArchiveToOpen, OpenedArchives } from './opened-archives.ts'
import { unpacking, usableEntry } from './read-contents.ts'

const defaultLimit = 100
const mostEntries = 500

/** A page of the files below a folder, by path. @throws ArchivingError `input_invalid` */
export function pageOfFiles(
  { paths, reader }: KeptOpen,
  { folder = '', cursor, limit = defaultLimit }: ListArchiveFilesOptions,
): Page<ArchiveFile> {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostEntries)
    throw invalid('limit', 'A page has 1 to 500 entries.')
  const beginning = folder === '' ? '' : `${folder.replace(/\/$/u, '')}/`
  const found: ArchiveFile[] = []
  for (const path of paths) {
    if (!path.startsWith(beginning) || (cursor !== undefined && path <= cursor)) continue
    const last = found.at(-1)
    if (found.length === limit && last) return { entries: found, nextCursor: last.path }
    const entry = reader.entries.get(path)
    if (entry) found.push(toArchiveFile(entry))
  }
  return { entries: found }
}

/** A part of a file. @throws ArchivingError `not_found`, `input_invalid`, `manifest_invalid`, `storage_failed` */
export async function readPartOf(
  kept: KeptOpen,
  { path, offset = 0, maximumBytes = longestFilePart }: ReadArchiveFileOptions,
): Promise<ArchiveFilePart> {
  const entry = usableEntry(kept.reader, path)
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > entry.sizeBytes)
    throw invalid('offset', 'The file has no such place.')
  if (!Number.isInteger(maximumBytes) || maximumBytes < 1)
    throw invalid('maximumBytes', 'A part has at least one byte.')
  const length = Math.min(maximumBytes, longestFilePart, entry.sizeBytes - offset)
  const content = length === 0 ? new Uint8Array() : await unpacking(entry, () => kept.readPart(entry, offset, length))
  const reached = offset + content.byteLength
  return { ...toArchiveFile(entry), offset, content, nextOffset: reached < entry.sizeBytes ? reached : null }
}

/** A file as a whole; the archive stays open until it is read, or left. */
export async function openWhole(
  opened: OpenedArchives,
  archive: ArchiveToOpen,
  path: string,
): Promise<OpenedArchiveFile> {
  const file = await opened.use(archive, async ({ reader }) => toArchiveFile(usableEntry(reader, path)))
  return { ...file, content: contentOf(opened, archive, path) }
}

async function* contentOf(opened: OpenedArchives, archive: ArchiveToOpen, path: string): AsyncGenerator<Uint8Array> {
  const read = Promise.withResolvers<void>()
  const began = Promise.withResolvers<ArchiveEntry>()
  const held = opened.use(archive, ({ reader }) => {
    began.resolve(usableEntry(reader, path))
    return read.promise
  })
  held.catch(began.reject)
  try {
    const entry = await began.promise
    const chunks = entry.open()[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await unpacking(entry, () => chunks.next())
        if (next.done) return
        yield next.value
      }
    } finally {
      await chunks.return?.()
    }
  } finally {
    read.resolve()
    await held.catch(() => undefined)
  }
}

const toArchiveFile = ({ path, sizeBytes }: ArchiveEntry): ArchiveFile => ({
  path,
  sizeBytes,
  mediaType: mediaTypeOfName(path),
})

const invalid = (field: string, message: string): ArchivingError =>
  new ArchivingError('input_invalid', message, { details: { field } })
