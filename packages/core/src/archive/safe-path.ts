import { createHash } from 'node:crypto'
import { ArchivingError } from '../errors/archiving-error.ts'

/**
 * Longest name that {@link toSafeName} makes, in bytes of UTF-8. File systems allow 255; what is left is for suffixes
 * and extensions, and for the 260 characters that many Windows programs still allow to a whole path.
 */
export const longestNameBytes = 120

/** Longest name of an archive: when unpacked, it stands in a path twice. */
export const longestArchiveNameBytes = 80

/** Limit of every common file system: 255 bytes on Linux, 255 UTF-16 units on Windows and macOS. */
const fileSystemLimit = 255

/** Stands for what cannot stand in a name, and for a name of which nothing is left. */
const replacement = '_'

// `%` is allowed everywhere, but BagIt tools disagree on how a manifest writes it.
const forbiddenCharacters = /[<>:"/\\|?*%]/gu
/** Controls, line separators, and marks that reverse or hide text; the joiners stay, since words and emoji need them. */
const invisibleCharacters =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
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

/** One file or folder name that Windows, macOS and Linux accept; at most `maxBytes` bytes of UTF-8. */
export function toSafeName(name: string, maxBytes: number = longestNameBytes): string {
  const cleaned = trimName(cleanNameValue(name))
  const usable = reservedName.test(cleaned) ? `${replacement}${cleaned}` : cleaned
  return shortenName(usable === '' ? replacement : usable, maxBytes)
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

/** Two paths with the same key are the same file for some operating system: case and normal form are levelled. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC')
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
function shortenName(name: string, maxBytes: number): string {
  if (Buffer.byteLength(name) <= maxBytes) return name
  const { stem, extension } = splitExtension(name)
  const ending = `~${createHash('sha256').update(name).digest('hex').slice(0, 8)}${extension}`
  let room = maxBytes - Buffer.byteLength(ending)
  let kept = ''
  for (const { segment } of graphemes.segment(stem)) {
    room -= Buffer.byteLength(segment)
    if (room < 0) break
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
