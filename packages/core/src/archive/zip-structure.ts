import type { FileHandle } from 'node:fs/promises'
import type { Entry, LocalFileHeader } from 'yauzl'
import { getFileNameLowLevel } from 'yauzl'

/** Where the parts of one entry lie in the file, from the first byte to the one after the last. */
export interface EntrySpan {
  readonly start: number
  readonly end: number
}

const flagEncrypted = 0x1
const flagDescriptor = 0x8
const hostUnix = 3
const fileTypeMask = 0xf000
const regularFile = 0x8000
const folderType = 0x4000
/** No deflate stream gives more than this for one byte. */
const highestDeflateRatio = 1032

/** The entry's name, or null if it is not UTF-8 or if another name is hidden in an extra field. */
export function entryName(entry: Entry): string | null {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(entry.fileNameRaw)
    const utf8 = entry.generalPurposeBitFlag | 0x800
    return getFileNameLowLevel(utf8, entry.fileNameRaw, entry.extraFields, true) === name ? name : null
  } catch {
    return null
  }
}

/** Why an entry must not be unpacked, in words; null if nothing is wrong with what the directory says of it. */
export function entryProblem(entry: Entry): string | null {
  const { compressedSize, uncompressedSize, compressionMethod } = entry
  if ((entry.generalPurposeBitFlag & flagEncrypted) !== 0) return 'it is encrypted'
  if (compressionMethod !== 0 && compressionMethod !== 8) return 'it is packed in a way that is not known'
  if (uncompressedSize > compressedSize * highestDeflateRatio + 1024) return 'it claims an impossible size'
  return null
}

/** Whether an entry is a link or a device, as Unix zips can hold them. */
export function isSpecialFile(entry: Entry): boolean {
  if (entry.versionMadeBy >> 8 !== hostUnix) return false
  const type = (entry.externalFileAttributes >>> 16) & fileTypeMask
  return type !== 0 && type !== regularFile && type !== folderType
}

/** What the directory and the entry's own header disagree about, in words; null if nothing. */
export function headerConflict(entry: Entry, local: LocalFileHeader): string | null {
  if (!local.fileName.equals(entry.fileNameRaw)) return 'name'
  if (local.compressionMethod !== entry.compressionMethod) return 'packing'
  if (local.generalPurposeBitFlag !== entry.generalPurposeBitFlag) return 'flags'
  if (local.lastModFileDate !== entry.lastModFileDate || local.lastModFileTime !== entry.lastModFileTime) return 'time'
  if ((local.generalPurposeBitFlag & flagDescriptor) !== 0) return null
  if (local.crc32 !== entry.crc32) return 'check sum'
  const zip64 = local.compressedSize === 0xffffffff || local.uncompressedSize === 0xffffffff
  const sameSizes = local.compressedSize === entry.compressedSize && local.uncompressedSize === entry.uncompressedSize
  return zip64 || sameSizes ? null : 'size'
}

/** Where an entry begins and ends, its data descriptor included; null if the descriptor is not what it must be. */
export async function findSpan(file: FileHandle, entry: Entry, dataStart: number): Promise<EntrySpan | null> {
  const start = entry.relativeOffsetOfLocalHeader
  const dataEnd = dataStart + entry.compressedSize
  if ((entry.generalPurposeBitFlag & flagDescriptor) === 0) return { start, end: dataEnd }
  const descriptor = await readAt(file, dataEnd, 24)
  for (const candidate of possibleDescriptors(entry)) {
    if (descriptor.subarray(0, candidate.length).equals(candidate)) return { start, end: dataEnd + candidate.length }
  }
  return null
}

/** With and without signature, with sizes of eight and four bytes: all four are in use. */
function possibleDescriptors({ crc32, compressedSize, uncompressedSize }: Entry): readonly Buffer[] {
  const signature = Buffer.from([0x50, 0x4b, 0x07, 0x08])
  const bodies = [Buffer.alloc(20), Buffer.alloc(12)] as const
  bodies[0].writeUInt32LE(crc32, 0)
  bodies[0].writeBigUInt64LE(BigInt(compressedSize), 4)
  bodies[0].writeBigUInt64LE(BigInt(uncompressedSize), 12)
  bodies[1].writeUInt32LE(crc32, 0)
  bodies[1].writeUInt32LE(compressedSize % 2 ** 32, 4)
  bodies[1].writeUInt32LE(uncompressedSize % 2 ** 32, 8)
  return [...bodies.map((body) => Buffer.concat([signature, body])), ...bodies]
}

/**
 * Where a zip has bytes that belong to nothing, or to two things: what one program unpacks from it may not be what
 * another one checked. Null if entries, directory and end follow each other from the first byte to the last.
 */
export async function findGap(
  file: FileHandle,
  spans: readonly EntrySpan[],
  directory: { readonly length: number; readonly commentLength: number; readonly fileSize: number },
): Promise<number | null> {
  let position = 0
  for (const span of spans.toSorted((one, two) => one.start - two.start)) {
    if (span.start !== position) return Math.min(position, span.start)
    position = span.end
  }
  const directoryEnd = position + directory.length
  const signature = (await readAt(file, directoryEnd, 4)).toString('latin1')
  const zip64Records = signature === 'PK\u0006\u0006' ? 56 + 20 : 0
  const end = directoryEnd + zip64Records + 22 + directory.commentLength
  return end === directory.fileSize ? null : Math.min(end, directoryEnd)
}

/** Length of the directory's record of an entry. */
export function directoryRecordLength(entry: Entry): number {
  return 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
