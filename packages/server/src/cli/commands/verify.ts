import { resolve } from 'node:path'
import { verifyArchive } from '@muniment/core'
import { describeVerification } from '../describe-verification.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { readAuthorityCertificates } from '../../timestamp-options.ts'
import { formatBytes } from '../quantities.ts'

export interface VerifyCommandOptions extends CommonOptions {
  readonly deep?: boolean
  readonly authorityCertificates?: string
}

/** `muniment verify <zip or folder>`: checks an archive where it lies; needs no database and no server. */
export async function verifyCommand(
  path: string,
  options: VerifyCommandOptions,
  invocation: Invocation,
): Promise<ExitCode> {
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
