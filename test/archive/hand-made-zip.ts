import { crc32 } from 'node:zlib'

/** One entry as a careless or hostile program may write it. What is not given is as it should be. */
export interface HandMadeEntry {
  readonly name: string | Buffer
  readonly content?: Buffer
  /** Name in the entry's own header, where it is to differ from the directory's. */
  readonly localName?: string
  readonly flags?: number
  readonly method?: number
  readonly unixMode?: number
  /** Size that the directory claims. */
  readonly claimedSize?: number
}

/** Builds a zip byte by byte, without the checks of a library. */
export function handMadeZip(entries: readonly HandMadeEntry[], between: Buffer = Buffer.alloc(0)): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  const push = (part: Buffer) => {
    parts.push(part)
    offset += part.length
  }
  for (const entry of entries) {
    const content = entry.content ?? Buffer.alloc(0)
    const name = Buffer.from(entry.name)
    directory.push(centralHeader(entry, name, offset))
    push(localHeader(entry, Buffer.from(entry.localName ?? name)))
    push(content)
    push(between)
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

/** The fields that both headers have: flags to sizes. */
function sharedFields(entry: HandMadeEntry, size: number): Buffer {
  const content = entry.content ?? Buffer.alloc(0)
  const fields = Buffer.alloc(22)
  fields.writeUInt16LE(entry.flags ?? 0x800, 0)
  fields.writeUInt16LE(entry.method ?? 0, 2)
  fields.writeUInt16LE(0x21, 6)
  fields.writeUInt32LE(crc32(content), 8)
  fields.writeUInt32LE(content.length, 12)
  fields.writeUInt32LE(size, 16)
  return fields.subarray(0, 20)
}

function localHeader(entry: HandMadeEntry, name: Buffer): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  const lengths = Buffer.alloc(4)
  lengths.writeUInt16LE(name.length, 0)
  const size = entry.claimedSize ?? entry.content?.length ?? 0
  return Buffer.concat([head, sharedFields(entry, size), lengths, name])
}

function centralHeader(entry: HandMadeEntry, name: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE((3 << 8) | 63, 4)
  head.writeUInt16LE(20, 6)
  const tail = Buffer.alloc(18)
  tail.writeUInt16LE(name.length, 0)
  tail.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 10)
  tail.writeUInt32LE(offset, 14)
  const size = entry.claimedSize ?? entry.content?.length ?? 0
  return Buffer.concat([head, sharedFields(entry, size), tail, name])
}
