import { resolve } from 'node:path'
import { ArchivingError } from '@muniment/core'
import type { ArchiveRecord, MunimentClient } from '@muniment/sdk'

/** All archives of the catalogue, newest first, page by page. */
export async function* keptArchives(client: MunimentClient): AsyncGenerator<ArchiveRecord> {
  let cursor: string | undefined
  do {
    const page = await client.archives.list(cursor === undefined ? {} : { cursor })
    yield* page.entries
    cursor = page.nextCursor
  } while (cursor !== undefined)
}

/** The archive with an id, or whose file lies at a path. @throws ArchivingError `not_found`. */
export async function findArchive(client: MunimentClient, archive: string): Promise<ArchiveRecord> {
  const path = resolve(archive)
  for await (const record of keptArchives(client)) if (record.id === archive || record.path === path) return record
  const message = `“${archive}” is no archive that Muniment has sealed here. Give its id, or the path where it was put.`
  throw new ArchivingError('not_found', message)
}
