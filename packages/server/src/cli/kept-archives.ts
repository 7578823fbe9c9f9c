import { resolve } from 'node:path'
import { ArchivingError } from '@muniment/core'
import type { ArchiveRecord, MunimentClient } from '@muniment/sdk'
import { everyEntry } from './every-entry.ts'

/** All archives of the catalogue, newest first, page by page. */
export function keptArchives(client: MunimentClient): AsyncIterable<ArchiveRecord> {
  return everyEntry((wanted) => client.archives.list(wanted))
}

/** The archive with an id, or whose file lies at a path. @throws ArchivingError `not_found`. */
export async function findArchive(client: MunimentClient, archive: string): Promise<ArchiveRecord> {
  const names = new Set([archive, resolve(archive)])
  for await (const record of keptArchives(client)) if (names.has(record.id) || names.has(record.path)) return record
  const message = `“${archive}” is no archive that Muniment has sealed here. Give its id, or the path where it was put.`
  throw new ArchivingError('not_found', message)
}
