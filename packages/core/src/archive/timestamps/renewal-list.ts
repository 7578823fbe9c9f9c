import { createHash } from 'node:crypto'
import { throwIfAborted } from '../abortable.ts'
import type { ArchiveEntry, ArchiveReader } from '../archive-reader.ts'
import { comparePaths } from '../bag-tag-files.ts'
import type { FindingCollector } from '../finding-collector.ts'
import {
  isRenewal,
  isTimestampFile,
  numberOf,
  timestampFilesOf,
  timestampsAmong,
  type TimestampFiles,
} from './timestamp-files.ts'
import { TimestampRefusal } from './timestamp-refusal.ts'

/**
 * What a renewal is over: SHA-512 of every file of the bag, earlier timestamps included, as `sha512sum` writes it. So
 * the files and the proof of their age are hashed anew before the older hash function or signature grows weak
 * (RFC 4998, section 5.3).
 */
export async function writeRenewalList(
  entries: ReadonlyMap<string, ArchiveEntry>,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const lines: string[] = []
  for (const path of [...entries.keys()].toSorted(comparePaths)) {
    const entry = entries.get(path)
    if (entry) lines.push(`${await sha512Of(entry, signal)}  ${path}\n`)
  }
  return Buffer.from(lines.join(''))
}

/** Compares the list of a renewal with the files that were there when it was made. Differences go to the findings. */
export async function checkRenewalList(
  files: TimestampFiles & { readonly list: string },
  list: Uint8Array,
  checks: {
    readonly reader: ArchiveReader
    readonly findings: FindingCollector
    readonly signal?: AbortSignal | undefined
  },
): Promise<void> {
  const listed = parseList(list)
  const later = new Set(laterFiles(files.name, checks.reader.entries.keys()))
  for (const [path, entry] of checks.reader.entries) {
    if (later.has(path) || entry.damaged) continue
    const hash = listed.get(path)
    // A timestamp that was added after the renewal stands for itself.
    if (hash === undefined && isTimestampFile(path)) continue
    listed.delete(path)
    if (hash === undefined || hash !== (await sha512Of(entry, checks.signal))) {
      checks.findings.damage('timestamp_invalid', path, `The file is not the one that ${files.list} was made of.`)
    }
  }
  for (const path of listed.keys()) {
    checks.findings.damage('timestamp_invalid', path, `${files.list} names this file, but it is not there.`)
  }
}

/** The files of this renewal and of those after it. */
function laterFiles(name: string, paths: Iterable<string>): readonly string[] {
  const names = timestampsAmong(paths).map((found) => found.name)
  return [name, ...names.filter((one) => isRenewal(one) && numberOf(one) > numberOf(name))].flatMap((one) => {
    const { query, answer, list } = timestampFilesOf(one)
    return list === undefined ? [query, answer] : [query, answer, list]
  })
}

function parseList(list: Uint8Array): Map<string, string> {
  const hashes = new Map<string, string>()
  for (const line of Buffer.from(list).toString('utf8').split('\n')) {
    if (line === '') continue
    const match = /^(?<hash>[0-9a-f]{128}) {2}(?<path>[^\r\n]+)$/u.exec(line)
    const { hash, path } = match?.groups ?? {}
    if (hash === undefined || path === undefined || hashes.has(path)) {
      throw new TimestampRefusal('The list that was renewed cannot be read.')
    }
    hashes.set(path, hash)
  }
  return hashes
}

async function sha512Of(entry: ArchiveEntry, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of entry.open()) {
    throwIfAborted(signal)
    hash.update(chunk)
  }
  return hash.digest('hex')
}
