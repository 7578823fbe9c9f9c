/** One entry as the directory of a zip tells it, once it is written. */
export interface WrittenEntry extends OpenedEntry {
  readonly crc32: number
  readonly compressedSize: number
  readonly size: number
}

/** What is known of an entry when it begins. */
export interface OpenedEntry {
  /** UTF-8. */
  readonly name: Uint8Array
  readonly compressed: boolean
  /** Whether its sizes may need eight bytes, which must be said before they are known. */
  readonly large: boolean
  /** Position of its header in the zip. */
  readonly offset: number
}

/** From here on a size, an offset or a directory needs the fields of eight bytes (zip64). */
export const zip64From = 0xff_ff_ff_ff
const zip64FromEntries = 0xffff

/** UTF-8 names, and sizes that follow the content. */
const flags = 0x0808
/** 1 January 1980, midnight: the same for every entry, so that a zip tells nothing of the computer it was made on. */
const dosTime = 0
const dosDate = 0x0021
/** A regular file that its owner may write and all may read, made by a Unix. */
const unixMode = 0o100644
const madeBy = (3 << 8) | 63
const version = 20
const versionZip64 = 45
const zip64ExtraId = 0x0001

/** What stands before the content of an entry. */
export function localHeader(entry: OpenedEntry): Buffer {
  const extra = entry.large ? zip64Extra([0, 0]) : Buffer.alloc(0)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  writeKind(header, 4, entry, entry.large)
  const sizes = entry.large ? zip64From : 0
  header.writeUInt32LE(sizes, 18)
  header.writeUInt32LE(sizes, 22)
  header.writeUInt16LE(entry.name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, entry.name, extra])
}

/** What follows the content of an entry. */
export function dataDescriptor({ crc32, compressedSize, size, large }: WrittenEntry): Buffer {
  const descriptor = Buffer.alloc(large ? 24 : 16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc32, 4)
  if (large) {
    descriptor.writeBigUInt64LE(BigInt(compressedSize), 8)
    descriptor.writeBigUInt64LE(BigInt(size), 16)
  } else {
    descriptor.writeUInt32LE(compressedSize, 8)
    descriptor.writeUInt32LE(size, 12)
  }
  return descriptor
}

/** The record of an entry in the directory at the end. */
export function directoryRecord(entry: WrittenEntry): Buffer {
  const { name, size, compressedSize, offset } = entry
  // Only what does not fit is moved to the extra field, in this order.
  const tooLarge = [size, compressedSize, offset].filter((value) => value >= zip64From)
  const extra = tooLarge.length > 0 ? zip64Extra(tooLarge) : Buffer.alloc(0)
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(madeBy, 4)
  writeKind(record, 6, entry, entry.large || tooLarge.length > 0)
  record.writeUInt32LE(entry.crc32, 16)
  record.writeUInt32LE(Math.min(compressedSize, zip64From), 20)
  record.writeUInt32LE(Math.min(size, zip64From), 24)
  record.writeUInt16LE(name.length, 28)
  record.writeUInt16LE(extra.length, 30)
  record.writeUInt32LE((unixMode << 16) >>> 0, 38)
  record.writeUInt32LE(Math.min(offset, zip64From), 42)
  return Buffer.concat([record, name, extra])
}

/** Where the directory of a zip lies, and what it holds. */
export interface DirectoryPlace {
  readonly entries: number
  readonly offset: number
  readonly length: number
}

/** What ends a zip. */
export function endOfDirectory({ entries, offset, length }: DirectoryPlace, comment: Uint8Array): Buffer {
  const needsZip64 = entries >= zip64FromEntries || offset >= zip64From || length >= zip64From
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(entries, zip64FromEntries), 8)
  end.writeUInt16LE(Math.min(entries, zip64FromEntries), 10)
  end.writeUInt32LE(Math.min(length, zip64From), 12)
  end.writeUInt32LE(Math.min(offset, zip64From), 16)
  end.writeUInt16LE(comment.length, 20)
  const zip64 = needsZip64 ? zip64EndOfDirectory({ entries, offset, length }) : Buffer.alloc(0)
  return Buffer.concat([zip64, end, comment])
}

/** The end with fields of eight bytes, and the record by which readers find it. */
function zip64EndOfDirectory({ entries, offset, length }: DirectoryPlace): Buffer {
  const end = Buffer.alloc(56)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(madeBy, 12)
  end.writeUInt16LE(versionZip64, 14)
  end.writeBigUInt64LE(BigInt(entries), 24)
  end.writeBigUInt64LE(BigInt(entries), 32)
  end.writeBigUInt64LE(BigInt(length), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + length), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([end, locator])
}

/** The fields that header and directory have in common: version, flags, packing, time. */
function writeKind(record: Buffer, at: number, { compressed }: OpenedEntry, isZip64: boolean): void {
  record.writeUInt16LE(isZip64 ? versionZip64 : version, at)
  record.writeUInt16LE(flags, at + 2)
  record.writeUInt16LE(compressed ? 8 : 0, at + 4)
  record.writeUInt16LE(dosTime, at + 6)
  record.writeUInt16LE(dosDate, at + 8)
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length)
  extra.writeUInt16LE(zip64ExtraId, 0)
  extra.writeUInt16LE(8 * values.length, 2)
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index)
  return extra
}
