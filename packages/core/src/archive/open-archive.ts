import { ArchivingError } from '../errors/archiving-error.ts'
import type { ArchiveReader } from './archive-reader.ts'
import type { FindingCollector } from './finding-collector.ts'
import { openFolderArchive } from './folder-archive-reader.ts'
import { statOrNull } from './temporary-file.ts'
import { openZipArchive } from './zip-archive-reader.ts'

/**
 * Opens an archive, zipped or unpacked, to read its files. What is wrong with the container goes to `findings`; null if
 * there is nothing in it that could be read as a bag. Nothing is checked against checksums: `verifyArchive` does.
 *
 * @throws ArchivingError `not_found`, `storage_failed`, `aborted`.
 */
export async function openArchive(
  path: string,
  findings: FindingCollector,
  signal?: AbortSignal,
): Promise<ArchiveReader | null> {
  const facts = await statOrNull(path)
  if (!facts) throw new ArchivingError('not_found', `There is no archive at ${path}.`)
  if (facts.isDirectory()) return openFolderArchive(path, findings, signal)
  if (facts.isFile()) return openZipArchive(path, findings, signal)
  throw new ArchivingError('storage_failed', `${path} is neither a file nor a folder.`)
}
