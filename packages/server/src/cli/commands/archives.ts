import type { ArchiveRecord, ArchiveVerification } from '@muniment/sdk'
import { describeFindings, printable } from '../describe-verification.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { findArchive } from '../kept-archives.ts'
import { openClient } from '../open-client.ts'
import { formatBytes, formatDay, formatTable } from '../quantities.ts'

const newest = 50

const verdictWords = { intact: 'intact', damaged: 'DAMAGED', not_fully_checked: 'NOT FULLY CHECKED' } as const

/** `muniment archives [archive]`: the newest archives with their verdicts, or one with what its verifications found. */
export async function archivesCommand(
  archive: string | undefined,
  options: CommonOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  if (archive === undefined) {
    const { entries } = await client.archives.list({ limit: newest })
    if (terminal.json) terminal.result({ archives: entries })
    else if (entries.length === 0) terminal.say('There are no archives yet. Make one with: muniment archive')
    else for (const line of formatTable(entries.map(describeArchive))) terminal.say(line)
    return exitCodes.finished
  }
  const record = await findArchive(client, archive)
  const { entries } = await client.archives.listVerifications({ archiveId: record.id, limit: newest })
  if (terminal.json) {
    terminal.result({ archive: record, verifications: entries })
    return exitCodes.finished
  }
  for (const line of describeOne(record, entries)) terminal.say(line)
  return exitCodes.finished
}

function describeArchive({ id, title, lastVerdict, lastVerifiedAt, sizeBytes, sealedAt }: ArchiveRecord): string[] {
  const verified = lastVerifiedAt ? `verified ${formatDay(lastVerifiedAt)}` : ''
  const verdict = lastVerdict ? verdictWords[lastVerdict] : 'not verified yet'
  return [id, `sealed ${formatDay(sealedAt)}`, formatBytes(sizeBytes), verdict, verified, printable(title)]
}

function describeOne(archive: ArchiveRecord, verifications: readonly ArchiveVerification[]): readonly string[] {
  const { id, title, path, sha256, items, complete, nextVerificationAt } = archive
  const [last] = verifications
  return [
    printable(title),
    path,
    `Id ${id}, ${items} items, ${complete ? 'complete' : 'incomplete'}, SHA-256 ${sha256}`,
    nextVerificationAt
      ? `To be verified again from ${formatDay(nextVerificationAt)} on.`
      : 'Verified only when asked to.',
    '',
    ...formatTable(verifications.map(describeVerificationRow)),
    ...(last ? describeFindings(last) : ['Not verified yet. Do it with: muniment verify --all']),
  ]
}

function describeVerificationRow(verification: ArchiveVerification): string[] {
  const { at, verdict, deep, occasion, findings, findingsLeftOut } = verification
  const found = findings.length + findingsLeftOut
  return [
    at.toISOString().slice(0, 19).replace('T', ' '),
    verdictWords[verdict],
    deep ? 'deep' : 'checksums',
    occasion === 'schedule' ? 'on schedule' : 'asked for',
    found === 0 ? 'nothing found' : `${found} found`,
  ]
}
