import { ArchivingError } from '../errors/archiving-error.ts'

/** Names and texts of the tag files of a BagIt 1.0 bag (RFC 8493, section 2). */
export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
export const bagDeclarationName = 'bagit.txt'
export const bagInfoName = 'bag-info.txt'
export const manifestName = 'manifest-sha256.txt'
export const tagManifestName = 'tagmanifest-sha256.txt'
export const payloadFolder = 'data/'

/** One line of a manifest. */
export interface ManifestEntry {
  readonly sha256: string
  /** Path from the bag's folder: `data/index.html`. */
  readonly path: string
}

/** RFC 8493, section 2.1.3: CR, LF and `%` in a path, and only these, are percent-encoded. */
export function formatManifestLine(entry: ManifestEntry): string {
  return `${entry.sha256}  ${entry.path.replaceAll(/[%\r\n]/gu, encodeURIComponent)}\n`
}

/** Reads a line as we write it (without its line end), or gives null if it is none. */
export function parseManifestLine(line: string): ManifestEntry | null {
  const match = /^(?<sha256>[0-9a-f]{64}) {2}(?<path>[^\r\n]+)$/u.exec(line)
  const { sha256, path } = match?.groups ?? {}
  if (sha256 === undefined || path === undefined || /%(?!0A|0D|25)/u.test(path)) return null
  return { sha256, path: path.replaceAll(/%(?:0A|0D|25)/gu, decodeURIComponent) }
}

/** The order of manifests: by the bytes of the path in UTF-8, as `LC_ALL=C sort` has it. */
export function comparePaths(one: string, two: string): number {
  const length = Math.min(one.length, two.length)
  for (let index = 0; index < length; index += 1) {
    const left = one.charCodeAt(index)
    const right = two.charCodeAt(index)
    if (left !== right) return byteOrder(left) - byteOrder(right)
  }
  return one.length - two.length
}

/** In UTF-8, what UTF-16 writes as surrogates comes after everything else. */
function byteOrder(codeUnit: number): number {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x10000 : codeUnit
}

const longestLine = 79

/**
 * The text of bag-info.txt. White space within a value, line breaks included, becomes one space, so that no value can
 * start a line of its own; lines over 79 characters are folded at spaces.
 *
 * @throws ArchivingError `input_invalid` for a label that is empty or has a colon or a line break.
 */
export function formatBagInfo(lines: readonly (readonly [label: string, value: string])[]): string {
  return lines.map(([label, value]) => foldLine(`${checkedLabel(label)}: ${oneLine(value)}`)).join('')
}

function checkedLabel(label: string): string {
  if (/^[^\s:](?:[^:\p{Cc}]*[^\s:])?$/u.test(label)) return label
  throw new ArchivingError('input_invalid', `“${oneLine(label)}” cannot be a label of bag-info.txt.`)
}

function oneLine(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

function foldLine(line: string): string {
  let folded = ''
  let current = ''
  for (const word of line.trimEnd().split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`
    // The first word is the label: it must not stand alone, or old readers take the line for an empty value.
    if (longer.length > longestLine && current.trim().includes(' ')) {
      folded += `${current}\n`
      current = `  ${word}`
    } else {
      current = longer
    }
  }
  return `${folded}${current}\n`
}

/** Reads bag-info.txt; null if a line is neither a field nor the continuation of one. */
export function parseBagInfo(text: string): readonly (readonly [label: string, value: string])[] | null {
  const fields: [string, string][] = []
  for (const line of text.split(/\r\n|\r|\n/u)) {
    const last = fields.at(-1)
    if (line.trim() === '') continue
    if (/^[ \t]/u.test(line)) {
      if (last === undefined) return null
      last[1] = `${last[1]} ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    if (colon < 1) return null
    fields.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
  }
  return fields
}
