import { resolve } from 'node:path'
import { makeFolder } from '@muniment/core'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { findArchive } from '../kept-archives.ts'
import { openClient } from '../open-client.ts'
import { downloadArchive } from './download-archive.ts'

/** `muniment archives export <archive> <folder>`: copies an archive to a folder of this computer, and checks the copy. */
export async function exportArchiveCommand(
  archive: string,
  { folder, ...options }: CommonOptions & { readonly folder: string },
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal, interrupted: signal } = invocation
  await using opened = await openClient(options, invocation)
  const { client, remote } = opened
  const record = await findArchive(client, archive)
  const target = resolve(folder)
  await makeFolder(target)
  const path = remote
    ? await downloadArchive(client, record, target)
    : (await client.archives.export({ archiveId: record.id, folder: target }, { signal })).path
  if (terminal.json) terminal.result({ path, sha256: record.sha256, sizeBytes: record.sizeBytes })
  else terminal.say(`Copied to ${path}. The copy is what was sealed: SHA-256 ${record.sha256}`)
  return exitCodes.finished
}
