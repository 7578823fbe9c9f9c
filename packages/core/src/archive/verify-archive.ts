import { ArchivingError } from '../errors/archiving-error.ts'
import { throwIfAborted } from './abortable.ts'
import type { ArchiveReader } from './archive-reader.ts'
import { verifyContents } from './contents/verify-contents.ts'
import { FindingCollector } from './finding-collector.ts'
import { openFolderArchive } from './folder-archive-reader.ts'
import { statOrNull } from './temporary-file.ts'
import { BagVerification, type VerifyArchiveOptions } from './verify-bag.ts'
import type { ContentsChecked, VerifyReport, VerifyVerdict } from './verify-finding.ts'
import { verifyItems, type ArchiveFacts } from './verify-items.ts'
import { openZipArchive } from './zip-archive-reader.ts'

/**
 * Checks an archive, zipped or unpacked: the zip's structure, the bag, every checksum, and the lists of items. Reads
 * everything and changes nothing. Memory grows with the number of files only, by some hundred bytes each. With `deep`, it
 * looks into the files too, in a process of its own.
 *
 * Damage is answered by findings, never by an exception.
 *
 * @throws ArchivingError `not_found` if there is nothing at `path`, `storage_failed` if it cannot be read at all,
 * `aborted`.
 */
export async function verifyArchive(path: string, options: VerifyArchiveOptions = {}): Promise<VerifyReport> {
  throwIfAborted(options.signal)
  const findings = new FindingCollector()
  await using reader = await openArchive(path, findings, options.signal)
  if (!reader) return toReport(findings, null, null, null)
  const bag = new BagVerification(reader, findings, options)
  const manifest = await bag.run()
  const facts = await verifyItems({ reader, findings, manifest, sound: bag.sound, pdfs: bag.pdfs })
  const contents = options.deep
    ? await verifyContents({ reader, findings, sound: bag.sound, pdfs: bag.pdfs }, options)
    : null
  await reader.checkContainer()
  return toReport(findings, facts, bag, contents)
}

/**
 * Opens an archive, zipped or unpacked, to read its files. What is wrong with the container goes to `findings`; null if
 * there is nothing in it that could be read as a bag. Nothing is checked against checksums: {@link verifyArchive} does.
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

function toReport(
  findings: FindingCollector,
  facts: ArchiveFacts | null,
  bag: BagVerification | null,
  contents: ContentsChecked | null,
): VerifyReport {
  return {
    verdict: verdictOf(findings),
    title: facts?.title ?? null,
    complete: facts?.complete ?? null,
    filesChecked: bag?.filesChecked ?? 0,
    bytesChecked: bag?.bytesChecked ?? 0,
    contentsChecked: contents,
    findings: findings.findings,
    findingsLeftOut: findings.leftOut,
  }
}

function verdictOf(findings: FindingCollector): VerifyVerdict {
  if (findings.damages > 0) return 'damaged'
  return findings.notFullyChecked ? 'not_fully_checked' : 'intact'
}
