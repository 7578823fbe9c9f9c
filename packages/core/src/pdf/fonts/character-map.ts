/** A set of Unicode code points, one bit each. */
export class CodePointSet {
  readonly #bits: Uint8Array

  constructor(bits = new Uint8Array(0x110000 / 8)) {
    this.#bits = bits
  }

  has(codePoint: number): boolean {
    return ((this.#bits[codePoint >> 3] ?? 0) & (1 << (codePoint & 7))) !== 0
  }

  add(codePoint: number): void {
    this.#bits[codePoint >> 3] = (this.#bits[codePoint >> 3] ?? 0) | (1 << (codePoint & 7))
  }

  /** What both sets hold. */
  intersection(other: CodePointSet): CodePointSet {
    return new CodePointSet(this.#bits.map((byte, index) => byte & (other.#bits[index] ?? 0)))
  }
}

/**
 * The code points that a font has a glyph for, from its `cmap` table (OpenType 1.9, formats 4 and 12).
 *
 * @param table the bytes of the table alone
 */
export function readCharacterMap(table: Buffer): CodePointSet {
  const set = new CodePointSet()
  const subtables = table.readUInt16BE(2)
  for (let index = 0; index < subtables; index += 1) {
    const offset = table.readUInt32BE(4 + index * 8 + 4)
    const format = table.readUInt16BE(offset)
    if (format === 4) addSegments(set, table, offset)
    else if (format === 12) addGroups(set, table, offset)
  }
  return set
}

function addGroups(set: CodePointSet, table: Buffer, offset: number): void {
  const groups = table.readUInt32BE(offset + 12)
  for (let group = 0; group < groups; group += 1) {
    const at = offset + 16 + group * 12
    const first = table.readUInt32BE(at)
    const last = Math.min(table.readUInt32BE(at + 4), 0x10ffff)
    const glyph = table.readUInt32BE(at + 8)
    for (let codePoint = first; codePoint <= last; codePoint += 1) {
      if (glyph + (codePoint - first) !== 0) set.add(codePoint)
    }
  }
}

function addSegments(set: CodePointSet, table: Buffer, offset: number): void {
  const doubled = table.readUInt16BE(offset + 6)
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = table.readUInt16BE(offset + 14 + segment)
    const first = table.readUInt16BE(offset + 16 + doubled + segment)
    const delta = table.readUInt16BE(offset + 16 + doubled * 2 + segment)
    const rangeAt = offset + 16 + doubled * 3 + segment
    const range = table.readUInt16BE(rangeAt)
    for (let codePoint = first; codePoint <= last && codePoint < 0xffff; codePoint += 1) {
      const glyph = range === 0 ? codePoint + delta : table.readUInt16BE(rangeAt + range + (codePoint - first) * 2)
      if ((glyph & 0xffff) !== 0) set.add(codePoint)
    }
  }
}
