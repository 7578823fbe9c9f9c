import { ArchivingError } from '@muniment/core'
import { MunimentError, type ArchiveRecord, type MunimentClient, type VerifyReport } from '@muniment/sdk'
import { describeFindings, printable } from '../describe-verification.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { keptArchives } from '../kept-archives.ts'
import { openClient } from '../open-client.ts'
import { formatBytes } from '../quantities.ts'

export interface VerifyAllOptions extends CommonOptions {
  readonly deep?: boolean
  readonly authorityCertificates?: string
}

/** Archives in trouble that the line of JSON names. */
const mostNamed = 1_000

const verdictWords = { intact: 'Intact', damaged: 'Damaged', not_fully_checked: 'Not fully checked' } as const

type Outcome = Pick<VerifyReport, 'verdict' | 'findings' | 'findingsLeftOut' | 'bytesChecked'>

/** `muniment verify --all`: verifies every kept archive, one after another, and keeps what is found. */
export async function verifyAllCommand(options: VerifyAllOptions, invocation: Invocation): Promise<ExitCode> {
  if (options.authorityCertificates !== undefined) throw certificatesOfInstallation()
  const { terminal, interrupted } = invocation
  await using opened = await openClient(options, invocation)
  const counts = { intact: 0, damaged: 0, not_fully_checked: 0 }
  const troubled: { archiveId: string; path: string; verdict: VerifyReport['verdict'] }[] = []
  let bytes = 0
  for await (const archive of keptArchives(opened.client)) {
    const done = counts.intact + counts.damaged + counts.not_fully_checked
    terminal.show(`${done} archives verified, ${formatBytes(bytes)}; now ${printable(archive.title)}`)
    const outcome = await verifyOne(opened.client, archive, { deep: options.deep === true, signal: interrupted })
    const { verdict } = outcome
    counts[verdict]++
    bytes += outcome.bytesChecked
    terminal.say(`${verdictWords[verdict]}: ${printable(archive.title)} (${archive.path})`)
    if (verdict === 'intact') continue
    for (const line of describeFindings(outcome)) terminal.say(line)
    if (troubled.length < mostNamed) troubled.push({ archiveId: archive.id, path: archive.path, verdict })
  }
  terminal.settle()
  const { intact, damaged, not_fully_checked: notFullyChecked } = counts
  terminal.say(
    `${intact} intact, ${damaged} damaged, ${notFullyChecked} not fully checked; ${formatBytes(bytes)} read.`,
  )
  if (terminal.json) terminal.result({ intact, damaged, notFullyChecked, bytesChecked: bytes, troubled })
  return damaged + notFullyChecked === 0 ? exitCodes.finished : exitCodes.damaged
}

/** For options that name certificates where kept archives are verified. */
export function certificatesOfInstallation(): ArchivingError {
  const message =
    'For kept archives, certificates are those of the installation: name them in MUNIMENT_AUTHORITY_CERTIFICATES.'
  return new ArchivingError('input_invalid', message)
}

/** One archive whose disk cannot be read does not keep the others from being verified. */
async function verifyOne(
  client: MunimentClient,
  { id: archiveId }: ArchiveRecord,
  { deep, signal }: { readonly deep: boolean; readonly signal: AbortSignal },
): Promise<Outcome> {
  try {
    return await client.archives.verify({ archiveId, deep }, { signal })
  } catch (error) {
    if (!(error instanceof MunimentError) || error.code !== 'storage_failed') throw error
    const finding = { code: 'unreadable', severity: 'damage', path: null, message: error.message } as const
    return { verdict: 'not_fully_checked', findings: [finding], findingsLeftOut: 0, bytesChecked: 0 }
  }
}
