import type { ArchiveRecord } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { findArchive } from '../kept-archives.ts'
import { openClient } from '../open-client.ts'

export interface TimestampCommandOptions extends CommonOptions {
  readonly renew?: boolean
}

/** `muniment timestamp <archive>`: lets time-stamping authorities certify an archive that is sealed already. */
export async function timestampCommand(
  archive: string,
  options: TimestampCommandOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { id: archiveId } = await findArchive(opened.client, archive)
  const renew = options.renew === true
  const signal = invocation.interrupted
  const record = await opened.client.archives.timestamp({ archiveId, renew }, { signal })
  for (const line of describeTimestamps(record)) terminal.say(line)
  if (terminal.json) terminal.result({ archive: record.path, timestamps: record.timestamps })
  const failed = record.timestamps.some(({ state }) => state === 'failed')
  return failed ? exitCodes.timestamp : exitCodes.finished
}

/** What came of asking authorities, for people. */
export function describeTimestamps({ timestamps }: Pick<ArchiveRecord, 'timestamps'>): readonly string[] {
  return timestamps.map(({ authority, at, signedBy, error }) =>
    error ? `Not certified: ${error.message}` : `Time certified by ${signedBy ?? authority} at ${at.toISOString()}.`,
  )
}
