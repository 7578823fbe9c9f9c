/** A part of a zip, by what it is (APPNOTE.TXT 6.3.10, section 4.3). */
export type ZipRegion = 'local header' | 'data' | 'data descriptor' | 'directory' | 'end record' | 'comment'

const signatures = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50, descriptor: 0x08074b50 } as const
const endLength = 22

/**
 * Tells for every byte of a zip of ours which part it belongs to. Read by the directory, without any code of ours; a zip
 * without zip64 and without anything between its parts.
 */
export function zipRegions(zip: Buffer): readonly ZipRegion[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end === -1 || zip.readUInt32LE(end) !== signatures.end) throw new Error('This is not a zip.')
  const regions = Array.from<unknown, ZipRegion>({ length: zip.length }, () => 'comment')
  regions.fill('end record', end, end + endLength)
  const directory = zip.readUInt32LE(end + 16)
  regions.fill('directory', directory, end)
  for (let at = directory; at < end;) {
    if (zip.readUInt32LE(at) !== signatures.directory) throw new Error(`There is no entry at byte ${at}.`)
    fillEntry(zip, regions, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20))
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return regions
}

function fillEntry(zip: Buffer, regions: ZipRegion[], start: number, packedLength: number): void {
  if (zip.readUInt32LE(start) !== signatures.local) throw new Error(`There is no header at byte ${start}.`)
  const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
  const descriptor = data + packedLength
  regions.fill('local header', start, data)
  regions.fill('data', data, descriptor)
  if (zip.readUInt32LE(descriptor) === signatures.descriptor)
    regions.fill('data descriptor', descriptor, descriptor + 16)
}
