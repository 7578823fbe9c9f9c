import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ArchivingError } from '../../errors/index.ts'
import { folderTarget } from '../../storage/folder-target.ts'
import type { StorageTarget } from '../../storage/storage-target.ts'
import { openArchive } from '../open-archive.ts'
import type { ArchiveReader } from '../archive-reader.ts'
import type { TagFile } from '../archive-sealer.ts'
import { tagManifestName } from '../bag-tag-files.ts'
import { FindingCollector } from '../finding-collector.ts'
import { writeTemporaryFile } from '../temporary-file.ts'
import { writeZip, type ZipEntry } from '../zip-writer.ts'
import { writeRenewalList } from './renewal-list.ts'
import { timestampTagFiles } from './stored-timestamp.ts'
import { nextTimestampName, timestampFilesOf } from './timestamp-files.ts'
import type { TimestampOutcome, Timestamper } from './timestamper.ts'

/** Which timestamps a sealed archive is to get. */
export interface StampArchiveRequest {
  readonly archivePath: string
  /** What it must still be just before it is replaced; not looked at unless given. */
  readonly sha256?: string
  /** Where it lies; in a folder unless given. */
  readonly target?: StorageTarget
  readonly timestamper: Timestamper
  /** Which of the authorities are asked; all of them unless given. */
  readonly authorities?: readonly string[]
  /**
   * Renews all timestamps that are there: a new one, by SHA-512, over a list of every file, before what the older ones
   * rest on grows weak.
   */
  readonly renew?: boolean
  /** Called when the new file is whole, just before it takes the place of the old one. */
  readonly beforePublish?: (
    replacement: { readonly sha256: string; readonly sizeBytes: number; readonly path: string },
    outcomes: readonly TimestampOutcome[],
  ) => Promise<void>
}

/** What came of it. Without any granted timestamp the archive was left as it is. */
export interface StampedArchive {
  readonly outcomes: readonly TimestampOutcome[]
  /** Hash of the zip that is there now, or null if it was left as it is. */
  readonly sha256: string | null
  /** Where the zip lies now. In S3-compatible storage the old one is still where it was. */
  readonly path: string
}

/**
 * Adds timestamps to a sealed archive. The zip is written anew beside the old one, with the same files and the new ones,
 * and takes its name when it is whole; payload and manifests stay as they are, byte for byte. The caller has verified
 * the archive: nothing that is damaged should be certified.
 *
 * @throws ArchivingError `not_supported` for an unpacked archive, `manifest_invalid` if it cannot be read, `not_found`,
 *   `state_conflict`, `storage_busy`, `storage_full`, `storage_failed`, `aborted`.
 */
export async function stampArchive(request: StampArchiveRequest, signal: AbortSignal): Promise<StampedArchive> {
  const findings = new FindingCollector()
  const { archivePath, target = folderTarget(path.dirname(archivePath)) } = request
  await using copy = await target.bring(archivePath, signal)
  await using reader = await openArchive(copy.path, findings, signal)
  if (!reader || findings.damages > 0) {
    throw new ArchivingError('manifest_invalid', 'The archive is damaged, so it gets no timestamp. Verify it first.')
  }
  if (reader.kind !== 'zip') {
    throw new ArchivingError('not_supported', 'Only a zipped archive can get timestamps, not an unpacked folder.')
  }
  const { outcomes, files } = await ask(request, reader, signal)
  if (!outcomes.some(({ kind }) => kind === 'granted')) return { outcomes, sha256: null, path: archivePath }
  const file = await writeTemporaryFile(target.workingFolder, writeZip(filesAnew(reader, files)), { signal })
  try {
    const { sha256, sizeBytes } = file
    const announce = async (path: string): Promise<void> => {
      if (request.sha256 !== undefined && (await copy.hash(signal)) !== request.sha256) {
        throw new ArchivingError('state_conflict', 'Another program has written the archive meanwhile. Try again.')
      }
      await request.beforePublish?.({ sha256, sizeBytes, path }, outcomes)
    }
    return { outcomes, sha256, path: await target.replace(archivePath, file, { announce, signal }) }
  } catch (error) {
    await file.discard()
    throw error
  }
}

async function ask(
  { timestamper, authorities, renew = false }: StampArchiveRequest,
  reader: ArchiveReader,
  signal: AbortSignal,
): Promise<{ readonly outcomes: readonly TimestampOutcome[]; readonly files: readonly TagFile[] }> {
  const paths = [...reader.entries.keys()]
  const some = authorities === undefined ? {} : { authorities }
  if (!renew) {
    const tagManifest = reader.entries.get(tagManifestName)
    const data = tagManifest ? await buffer(tagManifest.open()) : new Uint8Array()
    const outcomes = await timestamper.stamp({ data, hashFunction: 'sha256', ...some }, signal)
    return { outcomes, files: timestampTagFiles(outcomes, 'timestamp', paths) }
  }
  const data = await writeRenewalList(reader.entries, signal)
  // One authority renews; the next one is asked only if it fails.
  const outcomes: TimestampOutcome[] = []
  for (const authority of authorities ?? timestamper.authorities) {
    const [outcome] = await timestamper.stamp({ data, hashFunction: 'sha512', authorities: [authority] }, signal)
    if (outcome) outcomes.push(outcome)
    if (outcome?.kind === 'granted') break
  }
  const { list = '' } = timestampFilesOf(nextTimestampName('renewal', paths))
  return { outcomes, files: [{ name: list, bytes: data }, ...timestampTagFiles(outcomes, 'renewal', paths)] }
}

/** The files of the zip as they are, and more at its end. */
async function* filesAnew(reader: ArchiveReader, files: readonly TagFile[]): AsyncGenerator<ZipEntry> {
  for (const [name, entry] of reader.entries) {
    yield { path: `${reader.name}/${name}`, sizeBytes: entry.sizeBytes, content: entry.open() }
  }
  for (const { name, bytes } of files) yield { path: `${reader.name}/${name}`, content: [bytes] }
}
