import { X509Certificate } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { ArchivingError } from '../../errors/index.ts'
import { throwIfAborted } from '../abortable.ts'
import type { ArchiveEntry, ArchiveReader } from '../archive-reader.ts'
import { tagManifestName } from '../bag-tag-files.ts'
import type { FindingCollector } from '../finding-collector.ts'
import { isDiskError } from '../disk-error.ts'
import type { VerifiedTimestamp } from '../verify-finding.ts'
import { followChain, isForged, type ChainResult } from './certificate-chain.ts'
import { checkRenewalList } from './renewal-list.ts'
import { timestampsAmong, type TimestampFiles } from './timestamp-files.ts'
import { TimestampRefusal } from './timestamp-refusal.ts'
import type { TimestampToken } from './timestamp-token.ts'
import { checkAnswer } from './timestamper.ts'

/** A list of a million files has 200 MB; queries and answers have some kilobytes. */
const longestFile = 512 * 1024 * 1024

/** What timestamps are checked with. */
export interface TimestampChecks {
  /** Certificates of authorities that are trusted. */
  readonly anchors: readonly X509Certificate[]
  readonly signal?: AbortSignal | undefined
}

/**
 * Checks the timestamps of an archive (RFC 3161): each is over what it should be over, signed by the certificate that
 * it names, and that certificate leads to one that is trusted here, or to one of which nothing is said.
 */
export async function verifyTimestamps(
  archive: { readonly reader: ArchiveReader; readonly findings: FindingCollector },
  checks: TimestampChecks,
): Promise<readonly VerifiedTimestamp[]> {
  const verified: VerifiedTimestamp[] = []
  for (const files of timestampsAmong(archive.reader.entries.keys())) {
    throwIfAborted(checks.signal)
    const token = await verifyOne(files, archive, checks)
    if (token) verified.push(tell(files, token, archive.findings, checks))
  }
  return verified
}

async function verifyOne(
  files: TimestampFiles,
  { reader, findings }: { readonly reader: ArchiveReader; readonly findings: FindingCollector },
  checks: TimestampChecks,
): Promise<TimestampToken | undefined> {
  const { query, answer, list } = files
  const over = list ?? tagManifestName
  const lacking = [query, answer, over].find((name) => !reader.entries.has(name))
  if (lacking !== undefined) {
    findings.damage('timestamp_invalid', lacking, 'Something of a timestamp is missing, so it proves nothing.')
    return undefined
  }
  try {
    const [queryBytes, answerBytes, data] = await Promise.all(
      [query, answer, over].map((name) => readWhole(reader.entries.get(name))),
    )
    if (!queryBytes || !answerBytes || !data) return undefined
    const token = checkAnswer(queryBytes, answerBytes, data)
    if (list !== undefined)
      await checkRenewalList({ ...files, list }, data, { reader, findings, signal: checks.signal })
    return token
  } catch (error) {
    throwIfAborted(checks.signal)
    if (isDiskError(error)) {
      findings.notFullyChecked = true
      findings.notice('unreadable', answer, 'The timestamp could not be read from the disk, so it was not checked.')
    } else {
      const reason = error instanceof TimestampRefusal ? error.message : 'It cannot be unpacked.'
      findings.damage('timestamp_invalid', answer, `The timestamp proves nothing: ${reason}`)
    }
    return undefined
  }
}

function tell(
  { answer }: TimestampFiles,
  { time, authority, signer, certificates }: TimestampToken,
  findings: FindingCollector,
  { anchors }: TimestampChecks,
): VerifiedTimestamp {
  const isOneForged = certificates.some((one) => isForged(one, [...certificates, ...anchors]))
  const chain = isOneForged ? forged : followChain(signer, certificates, anchors, time)
  if (chain.kind === 'broken')
    findings.damage('timestamp_invalid', answer, `The timestamp proves nothing: ${chain.reason}`)
  if (chain.kind === 'unknown') {
    const message = `The timestamp is valid in itself. Whether its authority can be trusted was not checked: ${chain.reason}`
    findings.notice('timestamp_untrusted', answer, message)
  }
  return { path: answer, time, authority, trusted: chain.kind === 'trusted' }
}

const forged: ChainResult = { kind: 'broken', reason: 'A certificate that came with it is not what its issuer signed.' }

async function readWhole(entry: ArchiveEntry | undefined): Promise<Buffer | undefined> {
  // What is damaged has been reported.
  if (!entry || entry.damaged) return undefined
  if (entry.sizeBytes > longestFile) throw new TimestampRefusal('It is larger than anything of a timestamp.')
  return buffer(entry.open())
}

/**
 * The certificates in texts of PEM.
 *
 * @throws ArchivingError `input_invalid` if a text holds none.
 */
export function readCertificates(texts: readonly string[]): readonly X509Certificate[] {
  return texts.flatMap((text) => {
    const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? []
    try {
      if (found.length > 0) return found.map((pem) => new X509Certificate(pem))
    } catch (cause) {
      throw noCertificate(cause)
    }
    throw noCertificate()
  })
}

function noCertificate(cause?: unknown): ArchivingError {
  const message = 'This is not a certificate in PEM. It begins with -----BEGIN CERTIFICATE-----.'
  return new ArchivingError('input_invalid', message, { cause, details: { field: 'authorityCertificates' } })
}
