import { throwIfAborted } from './abortable.ts'
import { verifyContents } from './contents/verify-contents.ts'
import { FindingCollector } from './finding-collector.ts'
import { openArchive } from './open-archive.ts'
import { readCertificates, verifyTimestamps } from './timestamps/verify-timestamps.ts'
import { BagVerification, type VerifyArchiveOptions } from './verify-bag.ts'
import type { ContentsChecked, VerifiedTimestamp, VerifyReport, VerifyVerdict } from './verify-finding.ts'
import { verifyItems, type ArchiveFacts } from './verify-items.ts'

/**
 * Checks an archive, zipped or unpacked: the zip's structure, the bag, every checksum, and the lists of items. Reads
 * everything and changes nothing. Memory grows with the number of files only, by about 1.6 kB each. With `deep`, it
 * looks into the files too, in a process of its own.
 *
 * Damage is answered by findings, never by an exception.
 *
 * @throws ArchivingError `not_found` if there is nothing at `path`, `storage_failed` if it cannot be read at all,
 * `aborted`.
 */
export async function verifyArchive(path: string, options: VerifyArchiveOptions = {}): Promise<VerifyReport> {
  throwIfAborted(options.signal)
  const anchors = readCertificates(options.authorityCertificates ?? [])
  const findings = new FindingCollector()
  await using reader = await openArchive(path, findings, options.signal)
  if (!reader) return toReport(findings, { facts: null, bag: null, contents: null, timestamps: [] })
  const bag = new BagVerification(reader, findings, options)
  const manifest = await bag.run()
  const facts = await verifyItems({ reader, findings, manifest, sound: bag.sound, pdfs: bag.pdfs })
  const contents = options.deep
    ? await verifyContents({ reader, findings, sound: bag.sound, pdfs: bag.pdfs }, options)
    : null
  const timestamps = await verifyTimestamps({ reader, findings }, { anchors, signal: options.signal })
  await reader.checkContainer()
  return toReport(findings, { facts, bag, contents, timestamps })
}

interface Checked {
  readonly facts: ArchiveFacts | null
  readonly bag: BagVerification | null
  readonly contents: ContentsChecked | null
  readonly timestamps: readonly VerifiedTimestamp[]
}

function toReport(findings: FindingCollector, { facts, bag, contents, timestamps }: Checked): VerifyReport {
  return {
    verdict: verdictOf(findings),
    title: facts?.title ?? null,
    complete: facts?.complete ?? null,
    filesChecked: bag?.filesChecked ?? 0,
    bytesChecked: bag?.bytesChecked ?? 0,
    contentsChecked: contents,
    timestamps,
    findings: findings.findings,
    findingsLeftOut: findings.leftOut,
  }
}

function verdictOf(findings: FindingCollector): VerifyVerdict {
  if (findings.damages > 0) return 'damaged'
  return findings.notFullyChecked ? 'not_fully_checked' : 'intact'
}
