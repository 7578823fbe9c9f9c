import { ArchivingError } from '@muniment/core'
import { printable } from '../describe-verification.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { findArchive } from '../kept-archives.ts'
import { openClient } from '../open-client.ts'
import { formatDay } from '../quantities.ts'

export interface DeleteArchiveOptions extends CommonOptions {
  readonly reason: string
  /** The name of the file, typed once more: it is beyond repair. */
  readonly confirm?: string
}

/** `muniment archives delete <archive>`: removes an archive for good. That it was there, who removed it and why is kept. */
export async function deleteArchiveCommand(
  archive: string,
  { reason, confirm, ...options }: DeleteArchiveOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const record = await findArchive(opened.client, archive)
  if (confirm !== record.fileName) {
    terminal.say(printable(`${record.title}, ${record.items} items: ${record.path}`))
    const message = `This deletes the archive for good. If you mean it, give the command again with: --confirm "${record.fileName}"`
    throw new ArchivingError('input_invalid', message)
  }
  const removal = await opened.client.archives.remove({ archiveId: record.id, reason })
  if (terminal.json) terminal.result(removal)
  else terminal.say(`Deleted ${printable(removal.path)}. Kept: that it was there, its SHA-256, who deleted it and why.`)
  return exitCodes.finished
}

const newest = 50

/** `muniment archives deleted`: what was deleted, by whom and why; newest first. */
export async function deletedArchivesCommand(options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { entries } = await opened.client.archives.listRemovals({ limit: newest })
  if (terminal.json) terminal.result({ removals: entries })
  else if (entries.length === 0) terminal.say('No archive was deleted.')
  for (const { title, removedAt, removedBy, reason, fileName, sha256, path, fileRemoved } of entries) {
    if (terminal.json) break
    terminal.say(printable(`${formatDay(removedAt)} ${title}`))
    terminal.say(printable(`  ${fileName}, SHA-256 ${sha256}; by ${removedBy}: ${reason}`))
    if (!fileRemoved) terminal.say(printable(`  Its file is still there: ${path}`))
  }
  return exitCodes.finished
}
