import { createHash } from 'node:crypto'
import { ArchivingError } from '../errors/archiving-error.ts'

/**
 * Longest name that {@link toSafeName} makes, in bytes of UTF-8. File systems allow 255; what is left is for suffixes
 * and extensions, and for the 260 characters that many Windows programs still allow to a whole path.
 */
export const longestNameBytes = 120

/** Longest name of an archive: when unpacked, it stands in a path twice. */
export const longestArchiveNameBytes = 80

/**
 * Longest folder that items lie in, and longest path of an item without its extension, in UTF-16 units. Unpacked by
 * Windows to `C:\\Users\\…\\Downloads\\<archive>\\<archive>\\data\\`, a path of this length stays below the 260 that many of its
 * programs allow, as long as the archive's own name is not much longer than 25.
 */
export const longestItemFolderLength = 100
export const longestItemPathLength = 150

/** No name is shortened below this to make a path fit. */
const shortestName = 15

/** Limit of every common file system: 255 bytes on Linux, 255 UTF-16 units on Windows and macOS. */
const fileSystemLimit = 255

/** Stands for what cannot stand in a name, and for a name of which nothing is left. */
const replacement = '_'

// `%` is allowed everywhere, but BagIt tools disagree on how a manifest writes it.
const forbiddenCharacters = /[<>:"/\\|?*%]/gu
/**
 * Controls, line separators, marks that reverse or hide text, and letters that show nothing. Joiners and variation
 * selectors stay, since words and emoji need them.
 */
const invisibleCharacters =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028-\u202E\u2800\uFFF9-\uFFFB]--[\u200C-\u200D]--[\uFE00-\uFE0F]--[\u{E0100}-\u{E01EF}]]/gv
/** What shows nothing by itself: a name of nothing else could not be seen. */
const ignorable = /\p{Default_Ignorable_Code_Point}/gu
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Devices of Windows; a name is one of them also with any extension, and with spaces before it. */
const reservedName = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?: *\.|$)/iu

/**
 * The value of a variable, fit to stand within a name: one line, without folders and without characters that Windows,
 * macOS or Linux refuse.
 */
export function cleanNameValue(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .replaceAll(invisibleCharacters, '')
    .replaceAll(forbiddenCharacters, replacement)
    .replaceAll(/\s+/gu, ' ')
    .normalize('NFC')
}

/** Why a name is not what was asked for, besides characters that no name can have. */
export type NameChange = 'empty' | 'reserved' | 'shortened'

/** One file or folder name that Windows, macOS and Linux accept; at most `maxBytes` bytes of UTF-8. */
export function toSafeName(name: string, maxBytes: number = longestNameBytes): string {
  return makeSafeName(name, maxBytes).name
}

/** {@link toSafeName}, with what it had to change. */
export function makeSafeName(
  name: string,
  maxBytes: number = longestNameBytes,
): { readonly name: string; readonly changes: readonly NameChange[] } {
  const cleaned = trimName(cleanNameValue(name))
  if (cleaned.replaceAll(ignorable, '') === '') return { name: replacement, changes: ['empty'] }
  const isReserved = reservedName.test(cleaned)
  const usable = isReserved ? `${replacement}${cleaned}` : cleaned
  const shortened = shortenName(usable, (kept) => Buffer.byteLength(kept) <= maxBytes)
  return {
    name: shortened,
    changes: [...(isReserved ? ['reserved' as const] : []), ...(shortened === usable ? [] : ['shortened' as const])],
  }
}

/**
 * `path` with its longest names shortened until it has at most `maxLength` UTF-16 units. A path of very many names can
 * stay longer.
 */
export function shortenPath(path: string, maxLength: number): string {
  const names = path.split('/')
  const length = () => names.reduce((sum, name) => sum + name.length, names.length - 1)
  while (length() > maxLength) {
    const [longest, index] = names.reduce<readonly [string, number]>(
      (best, name, at) => (name.length > best[0].length ? [name, at] : best),
      ['', 0],
    )
    const target = Math.max(shortestName, longest.length - (length() - maxLength))
    if (target >= longest.length) break
    names[index] = shortenName(longest, (kept) => kept.length <= target)
  }
  return names.join('/')
}

/** Every name of `path` made safe; `/` parts folders. Names of which nothing is left become `_`. */
export function toSafePath(path: string): string {
  return path
    .split('/')
    .map((name) => toSafeName(name))
    .join('/')
}

/**
 * Checks a path that comes from elsewhere (a foreign archive, a driver) and is used as it is.
 *
 * @throws ArchivingError `path_unsafe`, with the reason.
 */
export function assertSafePath(path: string): void {
  const reason = unsafePathReason(path)
  if (reason !== null) {
    throw new ArchivingError('path_unsafe', `The path “${printable(path)}” is not safe: ${reason}.`)
  }
}

/** Why `path` must not be written to a disk, in words; null if it may. */
export function unsafePathReason(path: string): string | null {
  if (path === '') return 'it is empty'
  if (path.startsWith('/')) return 'it is absolute'
  if (/^[a-z]:/iu.test(path)) return 'it names a drive'
  for (const name of path.split('/')) {
    const reason = unsafeNameReason(name)
    if (reason !== null) return reason
  }
  return null
}

function unsafeNameReason(name: string): string | null {
  if (name === '') return 'it has an empty name'
  if (name === '.' || name === '..') return 'it leaves its folder'
  if (!name.isWellFormed()) return 'it is not valid Unicode'
  if (/[<>:"\\|?*]/u.test(name)) return 'it has a character that Windows does not allow'
  if (name.search(invisibleCharacters) !== -1) return 'it has an invisible character'
  if (/[. ]$/u.test(name)) return 'a name ends with a dot or a space'
  if (reservedName.test(name)) return 'a name is reserved by Windows'
  if (Buffer.byteLength(name) > fileSystemLimit || name.length > fileSystemLimit) return 'a name is too long'
  return null
}

/**
 * Two paths with the same key are the same file for some operating system, or look the same: case, normal form and
 * joiners that show nothing are levelled.
 */
export function pathKey(path: string): string {
  return path.normalize('NFC').replaceAll(ignorable, '').toLowerCase().toUpperCase().normalize('NFC')
}

/** `folder/name.pdf` as `folder/name (2).pdf`. */
export function withSuffix(path: string, number: number): string {
  const { stem, extension } = splitExtension(path)
  return `${stem} (${number})${extension}`
}

/** The path without its extension, and the extension with its dot, or an empty one. */
export function splitExtension(path: string): { readonly stem: string; readonly extension: string } {
  const extension = /[^/](\.[\p{L}\p{N}_-]{1,16})$/u.exec(path)?.[1] ?? ''
  return { stem: path.slice(0, path.length - extension.length), extension }
}

/** Cuts at the border of a grapheme and marks the cut name by a hash of the whole, so that equal beginnings differ. */
function shortenName(name: string, fits: (shortened: string) => boolean): string {
  if (fits(name)) return name
  const { stem, extension } = splitExtension(name)
  const ending = `~${createHash('sha256').update(name).digest('hex').slice(0, 8)}${extension}`
  let kept = ''
  for (const { segment } of graphemes.segment(stem)) {
    if (!fits(`${kept}${segment}${ending}`)) break
    kept += segment
  }
  return `${kept.trimEnd()}${ending}`
}

function trimName(name: string): string {
  return name.replace(/^ +/u, '').replace(/[. ]+$/u, '')
}

function printable(path: string): string {
  return path.toWellFormed().replaceAll(invisibleCharacters, '�').slice(0, 200)
}
