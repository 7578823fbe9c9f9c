import { resolve } from 'node:path'
import { ArchivingError, verifyArchive, type VerifyReport } from '@muniment/core'
import { describeVerification } from '../describe-verification.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { findArchive } from '../kept-archives.ts'
import { openClient } from '../open-client.ts'
import { readAuthorityCertificates } from '../../timestamp-options.ts'
import { formatBytes } from '../quantities.ts'
import { certificatesOfInstallation, verifyAllCommand, type VerifyAllOptions } from './verify-all.ts'

export interface VerifyCommandOptions extends VerifyAllOptions {
  /** All archives of the catalogue. */
  readonly all?: boolean
}

/** What is no path: the id of a kept archive, or where it lies in S3-compatible storage. */
const namesKeptArchive = /^(?:s3:\/\/.+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/u

/**
 * `muniment verify <zip or folder>`: checks an archive where it lies; needs no database and no server. With the id of a kept
 * archive or its `s3://…`, it is found by the catalogue, and what is found in it is kept there. Or `--all`.
 */
export async function verifyCommand(
  path: string | undefined,
  options: VerifyCommandOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  if (options.all === true && path === undefined) return verifyAllCommand(options, invocation)
  if (options.all === true || path === undefined) {
    throw new ArchivingError(
      'input_invalid',
      'Name one archive to verify, or --all for those that Muniment has sealed here.',
    )
  }
  if (namesKeptArchive.test(path)) return verifyKept(path, options, invocation)
  const { terminal, interrupted, environment } = invocation
  const certificates = options.authorityCertificates ?? environment.MUNIMENT_AUTHORITY_CERTIFICATES
  const report = await verifyArchive(resolve(path), {
    signal: interrupted,
    deep: options.deep === true,
    authorityCertificates: await readAuthorityCertificates(certificates),
    onProgress: ({ bytesChecked, bytesTotal }) =>
      terminal.show(`${formatBytes(bytesChecked)} of ${formatBytes(bytesTotal)} checked`),
    onReportRead: (reports) => terminal.show(`${reports} reports looked into`),
  })
  return conclude(report, terminal)
}

async function verifyKept(archive: string, options: VerifyCommandOptions, invocation: Invocation): Promise<ExitCode> {
  if (options.authorityCertificates !== undefined) throw certificatesOfInstallation()
  await using opened = await openClient(options, invocation)
  const { id: archiveId } = await findArchive(opened.client, archive)
  const signal = invocation.interrupted
  const report = await opened.client.archives.verify({ archiveId, deep: options.deep === true }, { signal })
  return conclude(report, invocation.terminal)
}

function conclude(report: VerifyReport, terminal: Invocation['terminal']): ExitCode {
  terminal.settle()
  if (terminal.json) terminal.result(report)
  else for (const line of describeVerification(report)) terminal.say(line)
  return report.verdict === 'intact' ? exitCodes.finished : exitCodes.damaged
}
