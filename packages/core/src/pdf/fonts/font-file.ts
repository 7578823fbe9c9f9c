import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { readCharacterMap, type CodePointSet } from './character-map.ts'

interface TableRange {
  readonly offset: number
  readonly length: number
}

/**
 * What a font file covers. Reads only the table of characters: the large files are ten megabytes, of which this needs a
 * few kilobytes.
 */
export function readFontCoverage(path: string): CodePointSet {
  const file = openSync(path, 'r')
  try {
    const read = (position: number, length: number): Buffer => {
      const buffer = Buffer.alloc(length)
      readSync(file, buffer, 0, length, position)
      return buffer
    }
    const tables = read(4, 2).readUInt16BE(0)
    const range = findTable(read(0, 12 + tables * 16), 'cmap')
    return readCharacterMap(read(range.offset, range.length))
  } finally {
    closeSync(file)
  }
}

/**
 * The family name that {@link loadFont} gives to a family. A computer may have another version of a typeface of ours
 * installed, and the compiler always sees installed fonts; under a name of our own only ours is found.
 */
export function privateFamilyName(name: string): string {
  return `Muni${name.slice(4)}`
}

/** Reads a font file and renames its family to {@link privateFamilyName}, in memory only. */
export function loadFont(path: string): Buffer {
  const font = readFileSync(path)
  const { offset } = findTable(font, 'name')
  const records = font.readUInt16BE(offset + 2)
  const storage = offset + font.readUInt16BE(offset + 4)
  for (let record = 0; record < records; record += 1) {
    const at = offset + 6 + record * 12
    const nameId = font.readUInt16BE(at + 6)
    // 1: family, 16: typographic family (OpenType `name` table).
    if (nameId !== 1 && nameId !== 16) continue
    const wide = font.readUInt16BE(at) !== 1
    const text = storage + font.readUInt16BE(at + 10)
    font.write(wide ? 'M\0u\0n\0i' : 'Muni', wide ? text + 1 : text, 'latin1')
  }
  return font
}

function findTable(font: Buffer, tag: string): TableRange {
  const tables = font.readUInt16BE(4)
  for (let index = 0; index < tables; index += 1) {
    const at = 12 + index * 16
    if (font.toString('latin1', at, at + 4) === tag) {
      return { offset: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) }
    }
  }
  throw new Error(`The font has no table ${tag}.`)
}
