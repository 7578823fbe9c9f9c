import { resolve } from 'node:path'
import { ArchivingError, verifyArchive } from '@muniment/core'
import { describeVerification } from '../describe-verification.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { readAuthorityCertificates } from '../../timestamp-options.ts'
import { formatBytes } from '../quantities.ts'
import { verifyAllCommand, type VerifyAllOptions } from './verify-all.ts'

export interface VerifyCommandOptions extends VerifyAllOptions {
  /** All archives of the catalogue. */
  readonly all?: boolean
}

/** `muniment verify <zip or folder>`: checks an archive where it lies; needs no database and no server. Or `--all`. */
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
  terminal.settle()
  if (terminal.json) terminal.result(report)
  else for (const line of describeVerification(report)) terminal.say(line)
  return report.verdict === 'intact' ? exitCodes.finished : exitCodes.damaged
}
